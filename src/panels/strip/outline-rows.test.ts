import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { mergeGraph } from '../../document/commands/graph-commands'
import { createProject } from '../../document/project'
import { dagitty } from '../../engine/formats/dagitty'
import { edgeId } from '../../engine/graph/graph'
import { namesOf, outlineOf, relationGraph } from './outline-rows'

const graphOf = (text: string) => valueOf(dagitty.read(text)).graph
const lines = (text: string) =>
  outlineOf(graphOf(text)).map(
    ({ variable, relations }) =>
      `${variable.name}: ${relations.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`,
  )

test('each edge appears at both ends, causes first', () => {
  expect(lines('dag { Cancer <- Tar <- Smoking Smoking <-> Cancer }')).toEqual([
    'Smoking: effect Tar, tie Cancer',
    'Tar: cause Smoking, effect Cancer',
    'Cancer: cause Tar, tie Smoking',
  ])
})

test('an edge without a direction is neither a cause nor an effect', () => {
  expect(lines('pdag { A -- B B -> C }').toSorted()).toEqual([
    'A: open B',
    'B: effect C, open A',
    'C: cause B',
  ])
})

test('names of one kind', () => {
  const entry = outlineOf(graphOf('dag { Smoking -> Tar Age -> Tar }')).find(
    ({ variable }) => variable.name === 'Tar',
  )!
  expect(namesOf(entry, 'cause')).toEqual(['Age', 'Smoking'])
  expect(namesOf(entry, 'effect')).toEqual([])
})

test('a new relation merges by name and makes the variable it names', () => {
  const graph = graphOf('dag { Tar -> Cancer }')
  const project = createProject('p')
  const started = valueOf(mergeGraph.apply(project, { graphId: 'mine', graph }))
  const tar = started.graphs[0].graph.variables[0]
  const added = (kind: 'cause' | 'effect' | 'tie', name: string) =>
    valueOf(
      mergeGraph.apply(started, {
        graphId: 'mine',
        graph: relationGraph(started.graphs[0].graph, tar, kind, name),
      }),
    ).graphs[0].graph.edges.map(edgeId)
  expect(added('cause', 'Smoking')).toEqual(['Tar -> Cancer', 'Smoking -> Tar'])
  expect(added('tie', 'Cancer')).toEqual(['Tar -> Cancer', 'Cancer <-> Tar'])
  expect(
    mergeGraph.apply(started, {
      graphId: 'mine',
      graph: relationGraph(started.graphs[0].graph, tar, 'cause', 'Tar'),
    }).ok,
  ).toBe(false)
})
