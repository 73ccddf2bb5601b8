// Identification: the live answer after an edit, all pairs, first sets, and the general algorithm on random ADMGs.
import { createRandom, shuffle } from '../src/base/random'
import { valueOf } from '../src/base/result'
import {
  bidirected,
  directed,
  graphFromNames,
  variableId,
  withEdges,
  type CausalGraph,
  type Edge,
} from '../src/engine/graph/graph'
import { connectionMatrix } from '../src/engine/graph/separation'
import { topologicalOrder } from '../src/engine/graph/topological'
import { answerQuestion } from '../src/engine/identify/answer-question'
import { identifyEffect } from '../src/engine/identify/id/identify-effect'
import { pairwiseIndependencies } from '../src/engine/identify/implied-independencies'
import { totalEffectOf } from '../src/engine/identify/question'
import { family, firstSets } from './adjustment'
import { randomDag } from './separation'
import { medianTime, type Table } from './table'

const SEED = 500
const GRAPHS = 400
const ADMG_SIZE = 50

/** A random ADMG in which a variable has so many neighbours by either kind of edge, on average. */
function randomAdmg(
  size: number,
  degrees: { directed: number; bidirected: number },
  seed: number,
): CausalGraph {
  const random = createRandom(seed)
  const names = Array.from({ length: size }, (_, v) => `V${v}`)
  const order = shuffle([...names], random).map(variableId)
  const pairs = order.flatMap((a, i) => order.slice(i + 1).map((b) => [a, b] as const))
  const drawn = (degree: number) => shuffle([...pairs], random).slice(0, Math.round((degree * size) / 2))
  const edges: Edge[] = [
    ...drawn(degrees.directed).map(([a, b]) => directed(a, b)),
    ...drawn(degrees.bidirected).map(([a, b]) => bidirected(a, b)),
  ]
  return graphFromNames(names, edges)
}

/** A copy of the graph, so that nothing cached for it is used: what an edit leaves behind. */
const edited = (graph: CausalGraph) => withEdges({ ...graph }, [...graph.edges])

interface Asked {
  readonly graph: CausalGraph
  readonly outcome: ReturnType<typeof variableId>
  readonly treatment: ReturnType<typeof variableId>
}

/** A question on each graph: two different variables, the treatment before the outcome. */
function questions(degrees: { directed: number; bidirected: number }): Asked[] {
  return Array.from({ length: GRAPHS }, (_, at) => {
    const graph = randomAdmg(ADMG_SIZE, degrees, SEED + at)
    const random = createRandom(SEED - at - 1)
    const order = topologicalOrder(graph)!
    const [first, second] = shuffle([...order.keys()], random)
      .slice(0, 2)
      .toSorted((a, b) => a - b)
    return { graph, treatment: order[first], outcome: order[second] }
  })
}

/** Every question once, warm: median, 99th percentile, share identified. */
function generalAlgorithm(label: string, degrees: { directed: number; bidirected: number }) {
  const asked = questions(degrees)
  const ask = ({ graph, treatment, outcome }: Asked) =>
    valueOf(identifyEffect(graph, { outcomes: [outcome], treatments: [treatment], given: [] }))
  for (const one of asked) ask({ ...one, graph: edited(one.graph) })
  let identified = 0
  const times = asked
    .map((one) => {
      const fresh = { ...one, graph: edited(one.graph) }
      const started = performance.now()
      if (ask(fresh).identifiable) identified++
      return performance.now() - started
    })
    .toSorted((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]
  const what = `ID, ${GRAPHS} ADMGs of ${ADMG_SIZE}, ${label}, ${Math.round((100 * identified) / GRAPHS)} % identified`
  return [
    [`${what}: median`, at(0.5), 0.5],
    [`${what}: 99th percentile`, at(0.99), 20],
  ]
}

/** Edit to fresh verdict on random DAGs, the median over questions between variables that are far apart in order. */
function editToVerdict(size: number, target: number) {
  const graph = randomDag(size, SEED + size)
  const order = topologicalOrder(graph)!
  const question = totalEffectOf(
    [{ variable: order[Math.floor(size / 2)], from: 0, to: 1 }],
    [order[size - 1]],
  )
  const time = medianTime(() => answerQuestion(edited(graph), question, 'first'), 31)
  return [`edit to verdict, roles, colours and first sets, ${size} variables`, time, target]
}

export default async function identification(): Promise<Table> {
  const pairsOf = (size: number) => {
    const graph = randomDag(size, SEED + size)
    return medianTime(() => connectionMatrix(edited(graph), []), 9)
  }
  const setsOf = (graph: CausalGraph, treatment: string, outcome: string) =>
    medianTime(() => firstSets(edited(graph), treatment, outcome), 15)
  const large = randomDag(200, SEED + 200)
  const order = topologicalOrder(large)!
  const pairwise = (size: number) => {
    const graph = randomDag(size, SEED + size)
    const ids = graph.variables.map(({ id }) => id)
    return medianTime(() => [...valueOf(pairwiseIndependencies(edited(graph), ids))].length, 3)
  }
  return {
    title: 'Identification (random DAGs of average degree 4)',
    columns: ['what', 'ms', 'target, ms'],
    rows: [
      editToVerdict(50, 16),
      editToVerdict(200, 50),
      ['all-pairs separation, 200 variables', pairsOf(200), 5],
      ['all-pairs separation, 1000 variables', pairsOf(1000), 100],
      ['first 100 minimal adjustment sets, 200 variables', setsOf(large, order[100], order[199]), 10],
      ['first 100 minimal adjustment sets, k = 20 (a million sets)', setsOf(family(20), 'X', 'Y'), 10],
      ...generalAlgorithm('mean degree 2.5 directed and 1 bidirected', { directed: 2.5, bidirected: 1 }),
      ...generalAlgorithm('2.5 arrows and 1 hidden tie a variable', { directed: 5, bidirected: 2 }),
      ['a smallest separating set for every pair, 50 variables', pairwise(50), '-'],
      ['a smallest separating set for every pair, 200 variables', pairwise(200), '-'],
    ],
    note: 'Medians, warm, each on a fresh copy of the graph; exhaustive listings stream.',
  }
}
