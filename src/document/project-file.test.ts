import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { directed, graphFromNames, variableId } from '../engine/graph/graph'
import { createProject, PROJECT_VERSION, type Project } from './project'
import { looksLikeProject, readProjectFile, writeProjectFile } from './project-file'

const graph = graphFromNames(
  ['A', 'B'],
  [
    {
      ...directed(variableId('A'), variableId('B')),
      rationale: 'because',
      support: 0.5,
      orientationSupport: 0.25,
    },
  ],
  { latent: ['B'] },
)

function sample(): Project {
  const project = createProject('p', 'Über <b>stones</b>')
  return {
    ...project,
    graphs: [
      {
        ...project.graphs[0],
        graph,
        layout: { [variableId('A')]: { x: 1.5, y: -2 }, [variableId('B')]: { x: 0, y: 0 } },
      },
    ],
    datasets: [
      {
        source: {
          id: 'd',
          name: 'd.csv',
          revision: 3,
          rows: 3,
          columns: [
            {
              name: 'A',
              kind: 'binary',
              role: 'variable',
              values: Float64Array.of(0, Number.NaN, 1),
              levels: ['no', 'yes'],
            },
          ],
          log: ['read'],
        },
        steps: [{ id: 's', type: 'filter', formula: 'A = 1' }],
      },
    ],
    example: 'kidney-stones',
  }
}

test('a project survives being written and read, missing values included', () => {
  const text = writeProjectFile(sample())
  expect(looksLikeProject(text)).toBe(true)
  expect(valueOf(readProjectFile(text))).toEqual(sample())
})

test('a version 1 file, with one graph and one question, is brought up to date', () => {
  const old = {
    format: 'causal-studio',
    version: 1,
    id: 'old',
    name: 'Old',
    graph,
    layout: { A: { x: 1, y: 2 } },
    datasets: [],
    question: {
      kind: 'effect',
      effect: 'total',
      treatments: [{ variable: 'A', from: 0, to: 1 }],
      outcomes: ['B'],
      population: 'everyone',
      must: [],
      forbidden: [],
    },
  }
  const project = valueOf(readProjectFile(JSON.stringify(old)))
  expect(project.version).toBe(PROJECT_VERSION)
  expect(project.graphs[0].graph).toEqual(graph)
  expect(project.graphs[0].layout).toEqual({ A: { x: 1, y: 2 } })
  expect(project.queries[0].question.outcomes).toEqual(['B'])
})

const problemOf = (text: string) => {
  const result = readProjectFile(text)
  return result.ok ? null : result.problems[0]
}

test('each kind of bad file gets its own sentence with a place', () => {
  const text = writeProjectFile(sample())
  expect(problemOf(text.replace(`"version":${PROJECT_VERSION}`, '"version":99'))!.message).toContain(
    'newer Causal Studio (file version 99',
  )
  expect(problemOf(text.replace(`"version":${PROJECT_VERSION},`, ''))!.code).toBe('no-version')
  expect(problemOf('{"format": "other"}')!.code).toBe('not-a-project')
  const cut = problemOf(text.slice(0, 200))!
  expect(cut.code).toBe('broken-json')
  const wrongMark = problemOf(text.replace('"markTo":"arrow"', '"markTo":"bow"'))!
  expect(wrongMark.where!.token).toBe('graphs.0.graph.edges.0.markTo')
  expect(problemOf(text.replace('"to":"B"', '"to":"Z"'))!.message).toContain('a variable that is not there')
  expect(problemOf(text.replace('[0,null,1]', '[0,null]'))!.message).toContain('2 values for 3 rows')
  const cyclic = {
    ...sample(),
    graphs: [
      {
        ...sample().graphs[0],
        graph: { ...graph, edges: [...graph.edges, directed(variableId('B'), variableId('A'))] },
      },
    ],
  }
  expect(problemOf(writeProjectFile(cyclic))!.code).toBe('cycle')
})

test('no mutilated file escapes as an exception', () => {
  const text = writeProjectFile(sample())
  let refused = 0
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(12), fc.string({ maxLength: 8 }), (at, drop, insert) => {
      const result = readProjectFile(text.slice(0, at) + insert + text.slice(at + drop))
      if (!result.ok) {
        refused++
        expect(result.problems.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 500 },
  )
  expect(refused).toBeGreaterThan(100)
})
