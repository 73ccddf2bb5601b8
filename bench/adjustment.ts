// Adjustment: the live answer and all reasons after an edit, and the first 100 minimal sets, also of a family with 2^k sets.
import {
  directed,
  graphFromNames,
  variableId,
  withEdges,
  type CausalGraph,
  type Edge,
} from '../src/engine/graph/graph'
import { cpdagFromDag } from '../src/engine/discover/classes/cpdag'
import { graphFromPattern, patternFromGraph } from '../src/engine/graph/pattern'
import { adjustmentQuery, adjustmentSetting } from '../src/engine/identify/adjustment-query'
import { adjustmentReasons } from '../src/engine/identify/adjustment-reasons'
import { answerQuestion } from '../src/engine/identify/answer-question'
import { minimalAdjustmentSets } from '../src/engine/identify/adjustment-sets'
import type { EffectQuestion } from '../src/engine/identify/question'
import { randomDag } from './separation'
import { medianTime, type Table } from './table'
import { topologicalOrder } from '../src/engine/graph/topological'
import { valueOf } from '../src/base/result'

const SIZES = [10, 50, 200, 1000]
const FAMILIES = [2, 8, 14, 20]
const MANY_SETS = 100
const SEED = 77

const questionOn = (treatment: string, outcome: string): EffectQuestion => ({
  kind: 'effect',
  effect: 'total',
  treatments: [{ variable: variableId(treatment), from: 0, to: 1 }],
  outcomes: [variableId(outcome)],
  population: 'everyone',
  must: [],
  forbidden: [],
})

/** X <- A_i <- B_i -> Y for i < k, and X -> Y: one of A_i, B_i for every i, 2^k minimal sets. */
export function family(k: number): CausalGraph {
  const edges: Edge[] = [directed(variableId('X'), variableId('Y'))]
  const names = ['X', 'Y']
  for (let i = 0; i < k; i++) {
    const [a, b] = [variableId(`A${i}`), variableId(`B${i}`)]
    names.push(a, b)
    edges.push(directed(a, variableId('X')), directed(b, a), directed(b, variableId('Y')))
  }
  return graphFromNames(names, edges)
}

export function firstSets(graph: CausalGraph, treatment: string, outcome: string): number {
  const query = {
    exposures: [variableId(treatment)],
    outcomes: [variableId(outcome)],
    effect: 'total',
    must: [],
    forbidden: [],
  } as const
  let found = 0
  for (const _ of valueOf(minimalAdjustmentSets(graph, query))) if (++found === MANY_SETS) break
  return found
}

/** A copy of the graph, so that nothing cached for it is used: what an edit leaves behind. */
const edited = (graph: CausalGraph) => withEdges({ ...graph }, [...graph.edges])

function reasonsAfterEdit(graph: CausalGraph, question: EffectQuestion) {
  const setting = valueOf(adjustmentSetting(edited(graph), adjustmentQuery(question)))
  return adjustmentReasons(setting)
}

const cpdagOf = (dag: CausalGraph): CausalGraph =>
  graphFromPattern(
    cpdagFromDag(patternFromGraph(dag)),
    dag.variables.map((variable) => variable.name),
  )

function measure(label: string, graph: CausalGraph, treatment: string, outcome: string) {
  const question = questionOn(treatment, outcome)
  const answer = medianTime(() => answerQuestion(edited(graph), question, 'first'), 15)
  const reasons = medianTime(() => reasonsAfterEdit(graph, question), 15)
  const sets = firstSets(graph, treatment, outcome)
  const listing = medianTime(() => firstSets(edited(graph), treatment, outcome), 15)
  return [label, graph.variables.length, graph.edges.length, answer, reasons, sets, listing]
}

export default async function adjustment(): Promise<Table> {
  const rows = [
    ...SIZES.map((size) => {
      const graph = randomDag(size, SEED + size)
      const order = topologicalOrder(graph)!
      return measure('random DAG', graph, order[Math.floor(size / 2)], order[size - 1])
    }),
    ...SIZES.map((size) => {
      const dag = randomDag(size, SEED + size)
      const order = topologicalOrder(dag)!
      return measure('its CPDAG', cpdagOf(dag), order[Math.floor(size / 2)], order[size - 1])
    }),
    ...FAMILIES.map((k) => measure(`family, k = ${k}`, family(k), 'X', 'Y')),
  ]
  return {
    title: 'Adjustment (random DAGs of average degree 4; the family has 2^k minimal sets)',
    columns: [
      'graph',
      'variables',
      'edges',
      'edit to answer, ms',
      'edit to reasons, ms',
      'sets',
      'first 100 sets, ms',
    ],
    rows,
    note: 'Medians, warm. Targets: an answer in 16 ms at 50 variables and 50 ms at 200, reasons in 10 ms at 200; 100 sets in 10 ms at 200 and for k = 20.',
  }
}
