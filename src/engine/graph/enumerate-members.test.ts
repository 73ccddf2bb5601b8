import { expect, test } from 'vitest'
import { createRandom, type Random } from '../../base/random'
import { valueOf } from '../../base/result'
import { cpdagFromDag } from '../discover/classes/cpdag'
import { enumerateMembers } from './enumerate-members'
import {
  directed,
  edgeId,
  graphFromNames,
  isUndirected,
  undirected,
  variableId as id,
  type CausalGraph,
} from './graph'
import { draw } from './graph-text.testing'
import { graphFromPattern, patternFromGraph } from './pattern'
import { parentsOf } from './parents'
import { countOf, decideEdgesOf } from './possible-parents'
import { isAcyclic } from './topological'

const names = (count: number) => Array.from({ length: count }, (_, v) => `V${v}`)

function randomCpdag(count: number, density: number, random: Random) {
  const order = names(count).toSorted(() => random.uniform() - 0.5)
  const edges = order.flatMap((a, i) =>
    order.slice(i + 1).flatMap((b) => (random.uniform() < density ? [directed(id(a), id(b))] : [])),
  )
  const dag = graphFromNames(names(count), edges)
  return { dag, cpdag: cpdagOf(dag) }
}

const cpdagOf = (dag: CausalGraph): CausalGraph =>
  graphFromPattern(
    cpdagFromDag(patternFromGraph(dag)),
    dag.variables.map((variable) => variable.name),
  )

const textOf = (graph: CausalGraph) => graph.edges.map(edgeId).toSorted().join(', ')

/** A class after its DAG has told some directions, and all members that agree, by trying every way. */
function told(dag: CausalGraph, cpdag: CausalGraph, share: number, random: Random) {
  const arrow = (a: string, b: string) =>
    dag.edges.find((edge) => [edge.from, edge.to].includes(id(a)) && [edge.from, edge.to].includes(id(b)))!
  const graph: CausalGraph = {
    ...cpdag,
    edges: cpdag.edges.map((edge) =>
      isUndirected(edge) && random.uniform() < share ? arrow(edge.from, edge.to) : edge,
    ),
  }
  const open = graph.edges.filter(isUndirected)
  const members = Array.from({ length: 2 ** open.length }, (_, choice) => ({
    ...graph,
    kind: 'dag' as const,
    edges: graph.edges.map((edge) => {
      const at = open.indexOf(edge)
      if (at < 0) return edge
      return (choice >> at) & 1 ? directed(edge.from, edge.to) : directed(edge.to, edge.from)
    }),
  })).filter((member) => isAcyclic(member) && textOf(cpdagOf(member)) === textOf(cpdag))
  return { graph, members }
}

test('members are those found by trying every way, each once; their parents and counts too', () => {
  const random = createRandom(8)
  const seen = { members: 0, decided: 0, joint: 0, counted: 0, listed: 0 }
  for (let n = 0; n < 250; n++) {
    const { dag, cpdag } = randomCpdag(5, 0.6, random)
    const { graph, members } = told(dag, cpdag, n % 2 === 0 ? 0 : 0.3, random)
    const listed = [...valueOf(enumerateMembers(graph))]
    expect(listed.map(textOf).toSorted()).toEqual(members.map(textOf).toSorted())
    expect(new Set(listed.map(textOf)).size).toBe(listed.length)
    seen.members += listed.length
    expect(countOf(graph, 1000)).toEqual({ count: BigInt(members.length), isExact: true })
    if (countOf(graph, 1).isExact) seen.counted++
    else seen.listed++
    for (const variables of [[id('V1')], [id('V3'), id('V0')]]) {
      const key = (member: CausalGraph) => variables.map((v) => parentsOf(member, v).join(' ')).join(' | ')
      const expected = new Map<string, number>()
      for (const member of members) expected.set(key(member), (expected.get(key(member)) ?? 0) + 1)
      const found = [...valueOf(decideEdgesOf(graph, variables))]
      const counted = found.map(
        (one) =>
          [
            one.parents.map((set) => set.join(' ')).join(' | '),
            Number(countOf(one.graph, 1000).count),
          ] as const,
      )
      expect(new Map(counted)).toEqual(expected)
      expect(found.length).toBe(expected.size)
      seen[variables.length === 1 ? 'decided' : 'joint'] += found.length
    }
  }
  console.log(JSON.stringify(seen))
  expect(seen.joint).toBeGreaterThan(500)
  expect(Math.min(seen.counted, seen.listed)).toBeGreaterThan(5)
})

test('a class of astronomically many members is listed lazily', () => {
  const list = names(40)
  const edges = list.slice(1).map((name, k) => undirected(id(list[k]), id(name)))
  const chain = graphFromNames(list, edges, { kind: 'cpdag' })
  expect([...valueOf(enumerateMembers(chain))].length).toBe(40)
  const clique = list.flatMap((a, i) => list.slice(i + 1).map((b) => undirected(id(a), id(b))))
  const first: string[] = []
  for (const member of valueOf(enumerateMembers(graphFromNames(list, clique, { kind: 'cpdag' })))) {
    first.push(textOf(member))
    if (first.length === 20) break
  }
  expect(new Set(first).size).toBe(20)
})

test('what has no members says so', () => {
  const code = (graph: CausalGraph) => {
    const found = enumerateMembers(graph)
    return found.ok ? [...found.value].length : found.problems[0].code
  }
  expect(code(draw('A -- B, B -- C, C -- D, D -- A'))).toBe('no-extension')
  expect(code(draw('A -> B, B -> A, A -- C'))).toBe('cycle')
  expect(code(draw('A <-> B'))).toBe('not-a-cpdag')
  expect(code(draw('A -> B'))).toBe(1)
})
