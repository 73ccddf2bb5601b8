import { expect, test } from 'vitest'
import { createRandom } from '../base/random'
import {
  directed,
  graphFromNames,
  undirected,
  variableId,
  type CausalGraph,
  type VariableId,
} from '../engine/graph/graph'
import { layoutLanes } from './lane-layout'

const size = { width: 120, height: 40 }

function arrange(graph: CausalGraph, lanes: Readonly<Record<string, number>>, tiers: number) {
  const sizes = Object.fromEntries(graph.variables.map(({ id }) => [id, size]))
  return layoutLanes({ graph, sizes, lanes: lanes as Record<VariableId, number>, tiers })
}

/** Every node stands whole within its lane, and no two overlap. */
function expectTidy(graph: CausalGraph, lanes: Readonly<Record<string, number>>, tiers: number) {
  const { places, dividers } = arrange(graph, lanes, tiers)
  expect(dividers).toHaveLength(tiers)
  expect(dividers).toEqual(dividers.toSorted((a, b) => a - b))
  const bounds = [-Infinity, ...dividers, Infinity]
  const nodes = graph.variables.map(({ id }) => ({ id, ...places[id] }))
  for (const { id, x } of nodes) {
    const lane = lanes[id] ?? 0
    expect(x).toBeGreaterThan(bounds[lane])
    expect(x + size.width).toBeLessThan(bounds[lane + 1])
  }
  for (const a of nodes)
    for (const b of nodes)
      if (a.id < b.id)
        expect(Math.abs(a.x - b.x) >= size.width || Math.abs(a.y - b.y) >= size.height).toBe(true)
  return { places, dividers }
}

test('lanes follow each other; within a lane causes stand left of effects', () => {
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(variableId)
  const graph = graphFromNames(
    ['A', 'B', 'C', 'D', 'E'],
    [directed(a, b), directed(b, c), directed(d, a), undirected(c, d)],
  )
  const { places, dividers } = expectTidy(graph, { A: 1, B: 1, C: 2, D: 3 }, 3)
  expect(places[a].x).toBeLessThan(places[b].x)
  expect(places[variableId('E')].x + size.width).toBeLessThan(dividers[0])
})

test('an empty lane has room, an empty lane in front of all lines has none', () => {
  const graph = graphFromNames(['A'], [])
  const { dividers } = arrange(graph, { A: 1 }, 3)
  expect(dividers[0]).toBe(0)
  expect(dividers[2] - dividers[1]).toBeGreaterThan(120)
})

test('rows that could be drawn without a crossing are', () => {
  const ids = ['a', 'b', 'c', 'x', 'y', 'z'].map(variableId)
  const graph = graphFromNames(ids, [
    directed(ids[0], ids[5]),
    directed(ids[1], ids[4]),
    directed(ids[2], ids[3]),
  ])
  const { places } = expectTidy(graph, { a: 1, b: 1, c: 1, x: 2, y: 2, z: 2 }, 2)
  for (const [cause, effect] of [
    ['a', 'z'],
    ['b', 'y'],
    ['c', 'x'],
  ] as const)
    // prettier-ignore
    expect(places[variableId(cause)].y).toBe(places[variableId(effect)].y)
})

test('random graphs in random lanes, cycles of directed edges included', () => {
  const random = createRandom(7)
  for (let round = 0; round < 40; round++) {
    const names = Array.from({ length: 2 + Math.floor(random.uniform() * 18) }, (_, i) => `v${i}`)
    const tiers = 1 + Math.floor(random.uniform() * 4)
    const lanes = Object.fromEntries(names.map((name) => [name, Math.floor(random.uniform() * (tiers + 1))]))
    const edges = names.flatMap((from) =>
      names
        .filter((to) => to !== from && random.uniform() < 0.12)
        .map((to) => directed(variableId(from), variableId(to))),
    )
    expectTidy(graphFromNames(names, edges), lanes, tiers)
  }
})

test('the same graph is laid out the same way', () => {
  const ids = ['a', 'b', 'c'].map(variableId)
  const graph = graphFromNames(ids, [directed(ids[0], ids[2])])
  expect(arrange(graph, { a: 1, c: 2 }, 2)).toEqual(arrange(graph, { a: 1, c: 2 }, 2))
})
