import { describe, expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { edgeSymbol, nameOf } from '../../graph/graph'
import type { PairProbabilities } from '../../neural/discovery-readout'
import type { Knowledge } from '../algorithm'
import { noKnowledge } from '../algorithm'
import { indexKnowledge } from '../knowledge/knowledge'
import { decode, underKnowledge } from './decode'
import { decodedGraph } from './decoded-graph'

const names = [...'ABCD']
const size = names.length

/** "A>B" and "A<>B" to probabilities. */
function probabilitiesOf(
  arrows: Readonly<Record<string, number>>,
  ties?: Readonly<Record<string, number>>,
): PairProbabilities {
  const arrow = new Float64Array(size * size)
  const at = (a: string, b: string) => names.indexOf(a) * size + names.indexOf(b)
  for (const [pair, value] of Object.entries(arrows)) arrow[at(pair[0], pair[2])] = value
  if (!ties) return { size, arrow }
  const confounded = new Float64Array(size * size)
  for (const [pair, value] of Object.entries(ties))
    confounded[at(pair[0], pair[3])] = confounded[at(pair[3], pair[0])] = value
  return { size, arrow, confounded }
}

const agreed = new Float64Array(size * size)

function edgesOf(
  probabilities: PairProbabilities,
  knowledge: Partial<Knowledge> = {},
  before: Float64Array = agreed,
) {
  const known = valueOf(indexKnowledge(names, { ...noKnowledge, ...knowledge }))
  const decoded = decode(underKnowledge(probabilities, known), known, before)
  const graph = decodedGraph(decoded, names, names)
  const edges = graph.edges.map(
    (edge) => `${nameOf(graph, edge.from)} ${edgeSymbol(edge)} ${nameOf(graph, edge.to)}`,
  )
  return { ...decoded, kind: graph.kind, drawn: edges, graph }
}

describe('arrows', () => {
  test('likelier than not, by falling probability, with their support', () => {
    const { drawn, kind, graph } = edgesOf(
      probabilitiesOf({ 'A>B': 0.6, 'C>B': 0.9, 'B>C': 0.06, 'A>D': 0.4 }),
    )
    expect(drawn).toEqual(['C -> B', 'A -> B'])
    expect(kind).toBe('dag')
    expect(graph.edges[0].support).toBeCloseTo(0.96, 12)
    expect(graph.edges[0].orientationSupport).toBeCloseTo(0.9 / 0.96, 12)
  })

  test('the least likely one of a cycle is left out', () => {
    const { drawn, leftOut } = edgesOf(probabilitiesOf({ 'A>B': 0.9, 'B>C': 0.8, 'C>D': 0.95, 'D>A': 0.7 }))
    expect(drawn).toEqual(['C -> D', 'A -> B', 'B -> C'])
    expect(leftOut).toBe(1)
  })
})

describe('undecided directions', () => {
  test('a related pair without a clear direction is a line', () => {
    const { drawn, kind, graph } = edgesOf(
      probabilitiesOf({ 'A>B': 0.5, 'B>A': 0.3, 'C>D': 0.8, 'D>C': 0.1 }),
    )
    expect(drawn).toEqual(['C -> D', 'A -- B'])
    expect(kind).toBe('cpdag')
    expect(graph.edges[1].support).toBeCloseTo(0.8, 12)
    expect(graph.edges[1]).not.toHaveProperty('orientationSupport')
  })

  test('orders that disagree ask for a clearer direction', () => {
    const before = new Float64Array(size * size)
    before[1] = 0.75
    before[size + 2] = 0.5
    const given = probabilitiesOf({
      'A>B': 0.8,
      'B>A': 0.15,
      'B>C': 0.95,
      'C>B': 0.02,
      'C>D': 0.8,
      'D>C': 0.15,
    })
    expect(edgesOf(given, {}, before).drawn).toEqual(['B -> C', 'C -> D', 'A -- B'])
  })
})

describe('knowledge', () => {
  test('a required arrow stands whatever the network says, and comes before those that it rules out', () => {
    const given = probabilitiesOf({ 'B>A': 0.97, 'B>C': 0.9, 'C>A': 0.8 })
    const { drawn, leftOut } = edgesOf(given, { required: [['A', 'B']] })
    expect(drawn).toEqual(['A -> B', 'B -> C'])
    expect(leftOut).toBe(1)
  })

  test('what is forbidden is never drawn, and leaves its share to what is possible', () => {
    const given = probabilitiesOf({ 'A>B': 0.35, 'B>A': 0.5, 'C>D': 0.9 })
    const { drawn, graph } = edgesOf(given, {
      forbidden: [
        ['B', 'A'],
        ['C', 'D'],
      ],
    })
    expect(drawn).toEqual(['A -> B'])
    expect(graph.edges[0].support).toBeCloseTo(0.35 / 0.5, 12)
  })

  test('later tiers cause nothing in earlier ones', () => {
    const given = probabilitiesOf({ 'A>B': 0.8, 'B>A': 0.15, 'C>D': 0.9 })
    expect(
      edgesOf(given, {
        tiers: [
          ['B', 'D'],
          ['A', 'C'],
        ],
      }).drawn,
    ).toEqual(['B -> A'])
  })
})

describe('hidden common causes', () => {
  test('the likeliest class decides between an arrow and a hidden cause', () => {
    const given = probabilitiesOf(
      { 'A>B': 0.3, 'B>A': 0.1, 'C>D': 0.7, 'A>C': 0.2 },
      { 'A<>B': 0.5, 'C<>D': 0.2, 'A<>C': 0.3 },
    )
    const { drawn, kind, graph } = edgesOf(given)
    expect(drawn).toEqual(['C -> D', 'A <-> B'])
    expect(kind).toBe('admg')
    expect(graph.edges[1].support).toBeCloseTo(0.9, 12)
    expect(graph.edges[1].orientationSupport).toBeCloseTo(0.5 / 0.9, 12)
  })

  test('a pair that may cause each other neither way may share a cause', () => {
    const given = probabilitiesOf({ 'A>B': 0.5, 'B>A': 0.1 }, { 'A<>B': 0.25 })
    const forbidden = [
      ['A', 'B'],
      ['B', 'A'],
    ] as const
    expect(edgesOf(given, { forbidden }).drawn).toEqual(['A <-> B'])
  })

  test('beside hidden causes an undecided pair is open at both ends', () => {
    const given = probabilitiesOf({ 'A>B': 0.4, 'B>A': 0.4 }, { 'C<>D': 0.9 })
    const { drawn, kind } = edgesOf(given)
    expect(drawn).toEqual(['C <-> D', 'A @-@ B'])
    expect(kind).toBe('pag')
  })
})
