import { fail, succeed, type Problem, type Result } from '../../base/result'
import { descendantSet } from '../graph/ancestors'
import { isBidirected, isDirected, nameOf, type CausalGraph, type VariableId } from '../graph/graph'
import {
  ARROW,
  indexGraph,
  union,
  vertexSet,
  type EdgeSet,
  type IndexGraph,
  type VertexSet,
} from '../graph/index-graph'
import { edgesFromInto, properCausalVertices } from '../graph/open-paths'
import { unknownVariables } from '../graph/separation'
import { cycleProblem, findCycle } from '../graph/topological'
import type { EffectQuestion } from './question'

/** What adjustment needs of a question. */
export interface AdjustmentQuery {
  readonly exposures: readonly VariableId[]
  readonly outcomes: readonly VariableId[]
  readonly effect: 'total' | 'direct'
  readonly must: readonly VariableId[]
  readonly forbidden: readonly VariableId[]
}

export const adjustmentQuery = (question: EffectQuestion): AdjustmentQuery => ({
  exposures: question.treatments.map((treatment) => treatment.variable),
  outcomes: question.outcomes,
  effect: question.effect,
  must: question.must,
  forbidden: question.forbidden,
})

/** The query over vertices: Z is an adjustment set when it is disjoint from `harmful` and closes the cut graph. */
export interface AdjustmentSetting {
  readonly graph: CausalGraph
  readonly index: IndexGraph
  readonly query: AdjustmentQuery
  readonly exposures: VertexSet
  readonly outcomes: VertexSet
  readonly must: VertexSet
  /**
   * Taking the first edges of the causal paths out leaves the biasing paths only: the proper back-door graph.
   * For direct effects just the edges from a treatment to an outcome.
   */
  readonly removed: EdgeSet
  /** Variables on proper causal paths: PCP(X, Y). Empty for direct effects. */
  readonly onCausalPath: VertexSet
  /**
   * Variables on causal paths and what they affect: Dpcp(X, Y). For direct effects what is affected by an
   * outcome that has an edge from a treatment (Pearl's single-door criterion).
   */
  readonly harmful: VertexSet
  /** May be adjusted for: measured, not forbidden, not harmful, neither treatment, outcome nor selected. */
  readonly allowed: VertexSet
}

/**
 * Checks the query against the graph. Problems, all at once: unknown variables, no or equal treatment and
 * outcome, a latent one, required variables that are latent or forbidden, a cycle, a CPDAG, MAG or PAG.
 */
export function adjustmentSetting(graph: CausalGraph, query: AdjustmentQuery): Result<AdjustmentSetting> {
  const cycle = findCycle(graph)
  if (cycle) return { ok: false, problems: [cycleProblem(graph, cycle)] }
  if (!graph.edges.every((edge) => isDirected(edge) || isBidirected(edge)) || graph.kind === 'mag') {
    return fail(
      'undecided-graph',
      'Adjustment is decided for DAGs and ADMGs; orient the remaining edges of this graph first.',
    )
  }
  const problems = queryProblems(graph, query)
  if (problems.length > 0) return { ok: false, problems }
  const index = indexGraph(graph)
  const exposures = vertexSet(index, query.exposures)
  const outcomes = vertexSet(index, query.outcomes)
  const total = query.effect === 'total'
  const onCausalPath = total ? properCausalVertices(index, exposures, outcomes) : new Uint8Array(index.count)
  const removed = edgesFromInto(index, exposures, total ? onCausalPath : outcomes)
  const harmful = descendantSet(index, total ? onCausalPath : headsOf(index, removed))
  const kept = union(
    exposures,
    outcomes,
    harmful,
    index.latent,
    index.selected,
    vertexSet(index, query.forbidden),
  )
  const must = vertexSet(
    index,
    query.must.filter((id) => !index.selected[index.indexOf.get(id)!]),
  )
  return succeed({
    graph,
    index,
    query,
    exposures,
    outcomes,
    must,
    removed,
    onCausalPath,
    harmful,
    allowed: kept.map((member) => 1 - member),
  })
}

function headsOf(index: IndexGraph, edges: EdgeSet): VertexSet {
  const { offsets, other, edge, markThere } = index.incidence
  const heads = new Uint8Array(index.count)
  for (let slot = 0; slot < offsets[index.count]; slot++) {
    if (edges[edge[slot]] && markThere[slot] === ARROW) heads[other[slot]] = 1
  }
  return heads
}

function queryProblems(graph: CausalGraph, query: AdjustmentQuery): readonly Problem[] {
  const { exposures, outcomes, must, forbidden } = query
  const unknown = unknownVariables(graph, [...exposures, ...outcomes, ...must, ...forbidden])
  if (unknown.length > 0) return unknown
  const index = indexGraph(graph)
  const isLatent = (id: VariableId) => index.latent[index.indexOf.get(id)!] === 1
  const problems: Problem[] = []
  const report = (code: string, id: VariableId, message: (name: string) => string) => {
    const name = nameOf(graph, id)
    problems.push({ code, message: message(name), where: { name, variables: [id] } })
  }
  if (exposures.length === 0)
    problems.push({ code: 'no-treatment', message: 'The question names no treatment.' })
  if (outcomes.length === 0) problems.push({ code: 'no-outcome', message: 'The question names no outcome.' })
  for (const id of exposures) {
    if (outcomes.includes(id)) {
      report('treatment-is-outcome', id, (name) => `${name} is both treatment and outcome.`)
    }
    if (isLatent(id)) report('latent-treatment', id, (name) => `The treatment ${name} is not measured.`)
  }
  for (const id of outcomes) {
    if (isLatent(id)) report('latent-outcome', id, (name) => `The outcome ${name} is not measured.`)
  }
  for (const id of must) {
    if (forbidden.includes(id)) {
      report('must-and-forbidden', id, (name) => `${name} is both required and forbidden.`)
    }
    if (isLatent(id)) report('latent-required', id, (name) => `${name} is required but not measured.`)
    if (exposures.includes(id) || outcomes.includes(id)) {
      report('required-in-question', id, (name) => `${name} is required but is the treatment or the outcome.`)
    }
  }
  return problems
}
