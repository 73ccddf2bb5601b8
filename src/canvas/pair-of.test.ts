import { expect, test } from 'vitest'
import { plainDrawing, type DiscoveryProvenance, type GraphEntry } from '../document/project'
import type { PairView } from '../engine/discover/algorithm'
import { directed, variableId, type Edge } from '../engine/graph/graph'
import { otherResults, pairOf, usuallyFirst } from './pair-of'

const [age, tar, cancer] = ['age', 'tar', 'cancer'].map((id) => ({ id: variableId(id), name: `The ${id}` }))
const pair: PairView = {
  from: 'The age',
  to: 'The tar',
  probabilities: { forward: 0.9, backward: 0.05 },
  classical: {},
}
const model: DiscoveryProvenance['model'] = {
  id: 'network',
  label: 'Network',
  version: 1,
  date: '2026-11-21',
  backend: 'wasm',
  stages: [],
  limits: [],
}

function result(id: string, edges: readonly Edge[], more: Partial<DiscoveryProvenance> = {}): GraphEntry {
  const provenance: DiscoveryProvenance = {
    algorithm: id,
    algorithmLabel: id,
    options: {},
    seed: 1,
    dataset: 'rows.csv',
    dataRevision: 1,
    rows: { total: 9, used: 9, missing: {} },
    statistics: {},
    assumptions: [],
    seconds: 0,
    finishedAt: '2026-11-21T00:00:00.000Z',
    engineVersion: '0',
    ...more,
  }
  const graph = { kind: 'dag' as const, variables: [age, tar, cancer], edges }
  return { ...plainDrawing, id, name: id, graph, layout: {}, origin: 'discovered', locked: true, provenance }
}

test('an edge finds its pair by the names of its ends, turned where it stands the other way round', () => {
  const entry = result('network', [directed(age.id, tar.id)], { model, pairs: [pair] })
  expect(pairOf(entry, directed(age.id, tar.id))).toBe(pair)
  const orders = { starts: 4, fromFirst: 3, joined: 2 }
  const withOrders = result('network', [], { model, pairs: [{ ...pair, classical: { orders } }] })
  expect(pairOf(withOrders, directed(tar.id, age.id))).toEqual({
    from: 'The tar',
    to: 'The age',
    probabilities: { forward: 0.05, backward: 0.9 },
    classical: { orders: { starts: 4, fromFirst: 1, joined: 2 } },
  })
  expect(pairOf(entry, directed(tar.id, cancer.id))).toBeUndefined()
  expect(pairOf(result('PC', []), directed(age.id, tar.id))).toBeUndefined()
})

test('other searches of the same rows are told, newest first; networks and other data are not', () => {
  const here = result('network', [], { model, pairs: [pair] })
  const graphs = [
    result('oldest', []),
    result('BOSS', [directed(tar.id, age.id)]),
    result('PC', []),
    result('GES', [directed(age.id, tar.id)]),
    result('another network', [directed(age.id, tar.id)], { model }),
    result('other data', [directed(age.id, tar.id)], { dataset: 'else.csv' }),
    result('earlier rows', [directed(age.id, tar.id)], { dataRevision: 0 }),
    here,
  ]
  expect(otherResults(pair, here, graphs).map(({ name, words }) => [name, words])).toEqual([
    ['GES', 'The age → The tar'],
    ['PC', null],
    ['BOSS', 'The tar → The age'],
  ])
})

test('who stood first is whoever did so more often', () => {
  const pair = { from: 'A', to: 'B' }
  expect(usuallyFirst(pair, { starts: 4, fromFirst: 3, joined: 4 })).toEqual({ name: 'A', times: 3 })
  expect(usuallyFirst(pair, { starts: 4, fromFirst: 1, joined: 4 })).toEqual({ name: 'B', times: 3 })
  expect(usuallyFirst(pair, { starts: 4, fromFirst: 2, joined: 4 })).toEqual({ name: 'A', times: 2 })
})
