import { fail, succeed, type Problem, type Result } from '../../base/result'
import { descendantSet } from '../graph/ancestors'
import {
  isBidirected,
  isDirected,
  isUndirected,
  nameOf,
  type CausalGraph,
  type VariableId,
} from '../graph/graph'
import {
  ARROW,
  indexGraph,
  union,
  vertexSet,
  type EdgeSet,
  type IndexGraph,
  type VertexSet,
} from '../graph/index-graph'
import { impliedOrientations } from '../graph/implied-orientations'
import { edgesFromInto, properCausalVertices } from '../graph/open-paths'
import { inseparablePair } from '../graph/maximal'
import type { GraphPath } from '../graph/open-walks'
import { separationGraph, unknownVariables } from '../graph/separation'
import { ancestralProblems } from '../graph/validate'
import { possibleCausation } from './possible-causation'
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
  /** Of the graph, or of a member of the class that a CPDAG or PAG stands for; edges stand in the same places. */
  readonly index: IndexGraph
  /** With the marks as they are known: all of the index's own, but undirected edges or circles where a class has them. */
  readonly drawn: IndexGraph
  readonly query: AdjustmentQuery
  readonly exposures: VertexSet
  readonly outcomes: VertexSet
  readonly must: VertexSet
  /**
   * Taking the first edges of the causal paths out leaves the biasing paths only: the proper back-door graph.
   * For direct effects just the edges from a treatment to an outcome.
   */
  readonly removed: EdgeSet
  /** Variables on proper causal paths: PCP(X, Y); in a class, on possibly causal ones. Empty for direct effects. */
  readonly onCausalPath: VertexSet
  /**
   * Variables on causal paths and what they affect: Dpcp(X, Y); in a class, what they may affect. For direct effects
   * what is affected by an outcome that has an edge from a treatment (Pearl's single-door criterion).
   */
  readonly harmful: VertexSet
  /** May be adjusted for: measured, not forbidden, not harmful, neither treatment, outcome nor selected. */
  readonly allowed: VertexSet
  /** A possibly causal path whose first edge the class leaves open, so that no set is valid; null in one graph. */
  readonly undecided: GraphPath | null
}

/**
 * Checks the query against the graph. Problems, all at once: unknown variables, no or equal treatment and
 * outcome, a latent or selected one, required variables that are latent or forbidden; a cycle; and for CPDAG, MAG and PAG marks
 * that do not fit together or speak of selection, selected variables, direct effects.
 */
export function adjustmentSetting(graph: CausalGraph, query: AdjustmentQuery): Result<AdjustmentSetting> {
  const readable = separationGraph(graph)
  if (!readable.ok) return readable
  const problems = [...queryProblems(graph, query), ...classProblems(graph, query)]
  if (problems.length > 0) return { ok: false, problems }
  const index = indexGraph(readable.value)
  const drawn = indexGraph(graph.kind === 'cpdag' ? impliedOrientations(graph) : graph)
  const exposures = vertexSet(index, query.exposures)
  const outcomes = vertexSet(index, query.outcomes)
  const total = query.effect === 'total'
  const properCausal = total ? properCausalVertices(index, exposures, outcomes) : new Uint8Array(index.count)
  const removed = edgesFromInto(index, exposures, total ? properCausal : outcomes)
  const { onCausalPath, harmful, undecided } = isDiagram(graph)
    ? {
        onCausalPath: properCausal,
        harmful: descendantSet(index, total ? properCausal : headsOf(index, removed)),
        undecided: null,
      }
    : possibleCausation(graph, { index, drawn, exposures, outcomes })
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
    drawn,
    query,
    exposures,
    outcomes,
    must,
    removed,
    onCausalPath,
    harmful,
    allowed: kept.map((member) => 1 - member),
    undecided,
  })
}

/** The setting of a DAG or ADMG, for methods that are decided for those only. Problems also: another kind of graph. */
export function diagramSetting(graph: CausalGraph, query: AdjustmentQuery): Result<AdjustmentSetting> {
  if (isDiagram(graph)) return adjustmentSetting(graph, query)
  return fail(
    'undecided-graph',
    'This is decided for DAGs and ADMGs; orient the remaining edges of the graph first.',
  )
}

/** Is it one causal diagram, and not a class of them? */
export const isDiagram = (graph: CausalGraph): boolean =>
  (graph.kind === 'dag' || graph.kind === 'admg') &&
  graph.edges.every((edge) => isDirected(edge) || isBidirected(edge))

function classProblems(graph: CausalGraph, query: AdjustmentQuery): Problem[] {
  if (isDiagram(graph)) return []
  const problems: Problem[] = []
  const report = (code: string, message: string) => problems.push({ code, message })
  if (query.effect === 'direct')
    report('direct-in-class', 'Direct effects are decided for DAGs and ADMGs; ask for the total effect here.')
  if (graph.variables.some((variable) => variable.selected))
    report('selected-in-class', 'A selected sample is decided for DAGs and ADMGs only.')
  if (graph.kind !== 'cpdag' && graph.edges.some(isUndirected))
    report(
      'selection-marks',
      'Undirected edges of a MAG speak of a selected sample, which is not decided here.',
    )
  else if (graph.kind === 'mag') problems.push(...magProblems(graph))
  return problems
}

function magProblems(graph: CausalGraph): readonly Problem[] {
  const notAncestral = ancestralProblems(graph)
  if (notAncestral.length > 0) return notAncestral
  const index = indexGraph(graph)
  const pair = inseparablePair(index)?.map((v) => index.ids[v])
  if (!pair) return []
  const [a, b] = pair.map((id) => nameOf(graph, id))
  const message = `No edge joins ${a} and ${b}, but no set separates them: in a MAG they have an edge.`
  return [{ code: 'not-maximal', message, where: { variables: pair } }]
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
  const isSelected = (id: VariableId) => index.selected[index.indexOf.get(id)!] === 1
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
    if (isSelected(id))
      report(
        'selected-treatment',
        id,
        (name) => `The rows were selected by the treatment ${name}: it does not vary.`,
      )
  }
  for (const id of outcomes) {
    if (isLatent(id)) report('latent-outcome', id, (name) => `The outcome ${name} is not measured.`)
    if (isSelected(id))
      report(
        'selected-outcome',
        id,
        (name) => `The rows were selected by the outcome ${name}: it does not vary.`,
      )
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
