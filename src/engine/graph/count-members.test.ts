import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { countMembers } from './count-members'
import { directed, graphFromNames, undirected, variableId, type CausalGraph, type Edge } from './graph'
import { isAcyclic } from './topological'

const name = (i: number) => `V${i}`
const between = (a: number, b: number) => undirected(variableId(name(a)), variableId(name(b)))

/** Orientations of an undirected graph that are acyclic and make no collider of unjoined parents, by trying all. */
function bruteForce(graph: CausalGraph): number {
  const { edges } = graph
  const joined = new Set(edges.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]))
  let found = 0
  for (let choice = 0; choice < 2 ** edges.length; choice++) {
    const oriented: Edge[] = edges.map(({ from, to }, i) =>
      (choice >> i) & 1 ? directed(from, to) : directed(to, from),
    )
    const hasCollider = oriented.some((a) =>
      oriented.some((b) => a.to === b.to && a.from < b.from && !joined.has(`${a.from} ${b.from}`)),
    )
    if (!hasCollider && isAcyclic({ ...graph, kind: 'dag', edges: oriented })) found++
  }
  return found
}

/** A chordal graph: each new vertex joins part of a clique of earlier ones. */
function randomChordal(count: number, random: ReturnType<typeof createRandom>): CausalGraph {
  const cliques: number[][] = [[0]]
  const edges: Edge[] = []
  for (let v = 1; v < count; v++) {
    const part = cliques[random.integer(cliques.length)].filter(() => random.uniform() < 0.7)
    for (const other of part) edges.push(between(other, v))
    cliques.push([...part, v])
  }
  return graphFromNames(
    Array.from({ length: count }, (_, i) => name(i)),
    edges,
    { kind: 'cpdag' },
  )
}

test('counts equal those of trying every orientation', () => {
  const random = createRandom(11)
  let checked = 0
  while (checked < 250) {
    const graph = randomChordal(2 + random.integer(6), random)
    if (graph.edges.length > 12) continue
    checked++
    expect(countMembers(graph), JSON.stringify(graph.edges.map(({ from, to }) => from + to))).toBe(
      BigInt(bruteForce(graph)),
    )
  }
})

test('large classes are counted exactly', () => {
  const complete = Array.from({ length: 25 }, (_, a) =>
    Array.from({ length: a }, (_, b) => between(a, b)),
  ).flat()
  const names = Array.from({ length: 25 }, (_, i) => name(i))
  expect(countMembers(graphFromNames(names, complete, { kind: 'cpdag' }))).toBe(15511210043330985984000000n)
  const path = names.slice(1).map((_, i) => between(i, i + 1))
  expect(countMembers(graphFromNames(names, path, { kind: 'cpdag' }))).toBe(25n)
})
