import { expect, test } from 'vitest'
import { createRandom, type Random } from '../base/random'
import { mutate, mutateBytes } from '../base/mutations.testing'
import { valueOf, type Result } from '../base/result'
import { directed, graphFromNames, variableId } from '../engine/graph/graph'
import { createProject, type Project } from './project'
import { projectFileParts, readProjectFile, writeProjectFile } from './project-file'
import { createProjectReader } from './project-stream'

function sample(rows: number): Project {
  const project = createProject('p', 'Über "values": [1, 2] \\')
  const random = createRandom(3)
  const numbers = (draw: () => number) => Float64Array.from({ length: rows }, draw)
  const column = { kind: 'continuous', role: 'variable' } as const
  const graph = graphFromNames(
    ['A', 'B'],
    [{ ...directed(variableId('A'), variableId('B')), rationale: '"values":[3]', support: 0.5 }],
  )
  return {
    ...project,
    graphs: [{ ...project.graphs[0], graph, layout: { [variableId('A')]: { x: 1.5, y: -2 } } }],
    datasets: [
      {
        source: {
          id: 'd',
          name: 'värden "values".csv',
          revision: 3,
          rows,
          columns: [
            { ...column, name: 'values', values: numbers(() => random.normal() * 1e8) },
            {
              ...column,
              name: 'B',
              values: numbers(() => (random.uniform() < 0.3 ? Number.NaN : random.integer(9))),
            },
            { ...column, name: 'none', values: numbers(() => Number.NaN), levels: ['values', '[1'] },
          ],
          log: ['"values":[1,2'],
        },
        steps: [
          {
            id: 's',
            type: 'recode',
            column: 'B',
            into: 'B',
            values: [{ from: ['1'], to: null }],
            others: 'keep',
            kind: 'count',
          },
        ],
      },
    ],
  }
}

function readIn(bytes: Uint8Array, nextLength: () => number): Result<Project> {
  const reader = createProjectReader()
  for (let at = 0; at < bytes.length;) {
    const end = at + nextLength()
    if (!reader.add(bytes.subarray(at, end))) break
    at = end
  }
  return reader.finish()
}

const encode = (text: string) => new TextEncoder().encode(text)

test('the parts of a file are its text', () => {
  const project = sample(70_000)
  const parts = [...projectFileParts(project)]
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(1e6)
  expect(valueOf(readProjectFile(parts.join('')))).toEqual(project)
})

test('chunks of any length give the same project', () => {
  const project = sample(300)
  const bytes = encode(writeProjectFile(project))
  for (const length of [1, 2, 3, 7, 64, 1000, 65_536])
    expect(valueOf(readIn(bytes, () => length)), `chunks of ${length}`).toEqual(project)
  const random = createRandom(1)
  for (let i = 0; i < 50; i++) expect(valueOf(readIn(bytes, () => 1 + random.integer(200)))).toEqual(project)
})

test('a file laid out by hand, and one without rows, are read too', () => {
  const project = sample(3)
  const laidOut = JSON.stringify(JSON.parse(writeProjectFile(project)), null, 2)
  expect(valueOf(readIn(encode(laidOut), () => 11))).toEqual(project)
  const empty = sample(0)
  expect(valueOf(readIn(encode(writeProjectFile(empty)), () => 5))).toEqual(empty)
})

test('damage among the numbers says which column', () => {
  const text = writeProjectFile(sample(50))
  const second = text.indexOf('"values":[', text.lastIndexOf('"name":"B"'))
  const broken = `${text.slice(0, second + 12)}oops${text.slice(second + 12)}`
  const result = readIn(encode(broken), () => 40)
  expect(result.ok ? '' : result.problems[0].message).toContain('column 2')
  const cut = readIn(encode(text.slice(0, second + 30)), () => 40)
  expect(cut.ok ? '' : cut.problems[0].message).toMatch(/damaged/)
})

const MUTATIONS = 500

/** Both ways of reading agree on what is a project, and neither throws. */
function expectSurvival(bytes: Uint8Array, random: Random, what: string): boolean {
  const started = performance.now()
  const streamed = readIn(bytes, () => 1 + random.integer(400))
  const whole = readProjectFile(new TextDecoder().decode(bytes))
  expect(performance.now() - started, what).toBeLessThan(5000)
  for (const result of [streamed, whole]) {
    if (result.ok) continue
    expect(result.problems.length, what).toBeGreaterThan(0)
    for (const { message } of result.problems) expect(message, what).toMatch(/\w/)
  }
  if (whole.ok && streamed.ok) expect(streamed.value, what).toEqual(whole.value)
  return whole.ok
}

test(`${MUTATIONS} mutated project files are read or refused with sentences, whole and in chunks`, () => {
  const text = writeProjectFile(sample(12))
  let refused = 0
  for (let seed = 1; seed <= MUTATIONS; seed++) {
    const random = createRandom(seed)
    const { text: mutated, done } = mutate(text, random)
    if (!expectSurvival(encode(mutated), random, `seed ${seed}: ${done}`)) refused++
  }
  expect(refused).toBeGreaterThan(MUTATIONS / 2)
})

test(`${MUTATIONS} project files with changed bytes too`, () => {
  const bytes = encode(writeProjectFile(sample(12)))
  for (let seed = 1; seed <= MUTATIONS; seed++) {
    const random = createRandom(seed).fork('bytes')
    expectSurvival(mutateBytes(bytes, random), random, `seed ${seed}`)
  }
})

test('names that every object has are names like others, in the graph and in its layout', () => {
  const text = writeProjectFile(sample(3)).replaceAll('"A"', '"__proto__"').replaceAll('"B"', '"constructor"')
  const project = valueOf(readProjectFile(text))
  expect(project.graphs[0].graph.variables.map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
  for (const { id } of project.graphs[0].graph.variables) expect(id in {}).toBe(false)
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})
