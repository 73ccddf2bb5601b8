import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { columnsOf } from '../engine/estimate/estimating.testing'
import { directed, edgeId, graphFromNames, undirected, variableId, type Edge } from '../engine/graph/graph'
import { rowsOfChoice, rowsRevision } from './chosen-rows'
import { acceptEdges, addDiscovery, copyGraph } from './commands/project-commands'
import { createProject, type DataEntry, type DiscoveryProvenance, type Project } from './project'
import { readProjectFile, writeProjectFile } from './project-file'

const [a, b, c] = ['A', 'B', 'C'].map(variableId)
const source = { ...columnsOf({ A: [1, 2, 3], B: [2, 1, 3] }), id: 'd', revision: 7 }
const entry: DataEntry = { source, steps: [] }
const filter = (formula: string) => ({ id: formula, type: 'filter' as const, formula })
const withSteps = (...steps: DataEntry['steps']): DataEntry => ({ source, steps })

const found = (chosenRows: { rows: string; split?: number } | null): DiscoveryProvenance => ({
  algorithm: 'pc',
  algorithmLabel: 'PC',
  options: {},
  seed: 1,
  dataset: 'd.csv',
  dataRevision: 7,
  rows: { total: 3, used: 3, missing: {} },
  statistics: {},
  assumptions: [],
  seconds: 1,
  finishedAt: '2026-11-21T12:00:00.000Z',
  engineVersion: '1',
  ...(chosenRows ? { chosenOn: { dataset: 'd', ...chosenRows } } : {}),
})
const project = (
  provenance: DiscoveryProvenance,
  edges: Edge[] = [directed(a, b), undirected(b, c)],
): Project =>
  valueOf(
    addDiscovery.apply(createProject('p'), {
      id: 'discovered',
      graph: graphFromNames(['A', 'B', 'C'], edges, { kind: 'cpdag' }),
      layout: {},
      provenance,
    }),
  )
const shown = (of: Project) => of.graphs.at(-1)!.graph

test('a search over all rows leaves none, one over half of them leaves the other half', () => {
  expect(rowsOfChoice(shown(project(found(null))), entry)).toEqual({ kind: 'unrelated' })
  expect(rowsOfChoice(shown(project(found({ rows: '7' }))), entry)).toEqual({ kind: 'same' })
  expect(rowsOfChoice(shown(project(found({ rows: '7', split: 4 }))), entry)).toEqual({
    kind: 'halved',
    seed: 4,
  })
})

test('other data are unrelated, and other rows of the same data have lost the halves', () => {
  const graph = shown(project(found({ rows: '7', split: 4 })))
  expect(rowsOfChoice(graph, { source: { ...source, id: 'other' }, steps: [] })).toEqual({
    kind: 'unrelated',
  })
  expect(rowsOfChoice(graph, null)).toEqual({ kind: 'unrelated' })
  expect(rowsOfChoice(graph, withSteps(filter('A > 1')))).toEqual({ kind: 'halves-lost' })
  // A new column leaves the rows as they are.
  const derived = withSteps({ id: 's', type: 'derive', into: 'D', formula: 'A + B' })
  expect(rowsOfChoice(graph, derived)).toEqual({ kind: 'halved', seed: 4 })
})

test('rows are named by what was filtered, not by when', () => {
  expect(rowsRevision(withSteps(filter('A > 1')))).toBe(
    rowsRevision(withSteps({ ...filter('A > 1'), id: 'x' })),
  )
  expect(rowsRevision(withSteps(filter('A > 1')))).not.toBe(rowsRevision(withSteps(filter('A > 2'))))
})

test('accepted edges and copies remember it, whoever turned them, and so does the file', () => {
  const before = project(found({ rows: '7', split: 4 }))
  const [arrow, line] = shown(before).edges.map(edgeId)
  const accept = { from: 'discovered', into: 'mine', edges: [line], orient: { [line]: 'reversed' as const } }
  const turned = valueOf(acceptEdges.apply(before, accept))
  expect(rowsOfChoice(turned.graphs[0].graph, entry)).toEqual({ kind: 'halved', seed: 4 })
  const kept = valueOf(acceptEdges.apply(before, { from: 'discovered', into: 'mine', edges: [arrow] }))
  const copied = valueOf(copyGraph.apply(kept, { graphId: 'mine', newId: 'copy', name: 'Copy' }))
  expect(rowsOfChoice(copied.graphs.at(-1)!.graph, entry)).toEqual({ kind: 'halved', seed: 4 })
  const reopened = valueOf(readProjectFile(writeProjectFile(copied)))
  expect(reopened.graphs).toEqual(copied.graphs)
})

test('one arrow from a search over all rows, or two different halves, leave no rows', () => {
  const edges = (rows: readonly { split?: number }[]) =>
    graphFromNames(
      ['A', 'B', 'C'],
      rows.map((one, k) => ({
        ...directed([a, b][k], [b, c][k]),
        chosenOn: { dataset: 'd', rows: '7', ...one },
      })),
    )
  expect(rowsOfChoice(edges([{ split: 4 }, {}]), entry)).toEqual({ kind: 'same' })
  expect(rowsOfChoice(edges([{ split: 4 }, { split: 5 }]), entry)).toEqual({ kind: 'halves-lost' })
})
