import { succeed, type Result } from '../../base/result'
import {
  bidirected,
  directed,
  edgeId,
  isBidirected,
  nameOf,
  variableId,
  type CausalGraph,
  type Edge,
  type EdgeId,
  type VariableId,
  withEdges,
} from '../graph/graph'
import { adjustmentQuery } from './adjustment-query'
import { experimentsOn, identifyFrom } from './id/identify-from'
import { identifyQuestion } from './identify-question'
import type { Budget } from './method'
import type { EffectQuestion } from './question'

/** A change under which the question has an answer. */
export interface Remedy {
  readonly kind: 'measure' | 'randomise' | 'assume-none'
  /** What is measured or randomised, or the two ends of the edge that is assumed away. */
  readonly variables: readonly VariableId[]
  /** The edge that goes, where one does. */
  readonly edge?: EdgeId
  /** How the question is then identified: the id of a method, or `experiment` for a trial of another variable. */
  readonly becomes: string
  /** The graph with the change made, to be tried as a variant. */
  readonly graph: CausalGraph
}

export interface RemedyList {
  readonly remedies: readonly Remedy[]
  /** False when the budget ended the search before all single changes were tried. */
  readonly complete: boolean
}

/**
 * Single changes of a graph that make an unidentifiable total effect identifiable: measuring a hidden cause, a
 * randomised trial of one variable, or leaving one edge with a hidden cause out. Only what the hedge touches is tried,
 * each change by the complete method. Problems as for `identifyEffect`.
 */
export function remediesFor(
  graph: CausalGraph,
  question: EffectQuestion,
  budget: Budget,
): Result<RemedyList> {
  const found = identifyQuestion(graph, question)
  if (!found.ok) return found
  if (found.value.identifiable || !found.value.hedge) return succeed({ remedies: [], complete: true })
  const started = performance.now()
  const remedies: Remedy[] = []
  let tried = 0
  for (const change of changes(graph, question, found.value.hedge.outer)) {
    if (tried++ >= budget.count || performance.now() - started > budget.milliseconds)
      return succeed({ remedies, complete: false })
    const becomes = change.kind === 'randomise' ? byTrial(graph, question, change) : byGraph(change, question)
    if (becomes !== null) remedies.push({ ...change, becomes })
  }
  return succeed({ remedies, complete: true })
}

type Change = Omit<Remedy, 'becomes'>

function* changes(
  graph: CausalGraph,
  question: EffectQuestion,
  tied: readonly VariableId[],
): Generator<Change> {
  const { exposures, outcomes } = adjustmentQuery(question)
  const inHedge = new Set([...tied, ...exposures, ...outcomes])
  for (const variable of graph.variables)
    if (variable.latent && graph.edges.some((edge) => edge.from === variable.id && inHedge.has(edge.to)))
      yield { kind: 'measure', variables: [variable.id], graph: withMeasured(graph, variable.id) }
  const ties = graph.edges.filter(
    (edge) => isBidirected(edge) && inHedge.has(edge.from) && inHedge.has(edge.to),
  )
  for (const edge of ties)
    yield {
      kind: 'measure',
      variables: [edge.from, edge.to],
      edge: edgeId(edge),
      graph: withCommonCause(graph, edge),
    }
  for (const id of exposures.length === 1 ? exposures : []) yield trial(graph, id)
  for (const id of tied) if (!exposures.includes(id) && !outcomes.includes(id)) yield trial(graph, id)
  for (const edge of ties)
    yield {
      kind: 'assume-none',
      variables: [edge.from, edge.to],
      edge: edgeId(edge),
      graph: withEdges(
        graph,
        graph.edges.filter((other) => other !== edge),
      ),
    }
}

const byGraph = (change: Change, question: EffectQuestion): string | null => {
  const found = identifyQuestion(change.graph, question)
  return found.ok && found.value.identifiable ? found.value.method : null
}

/** The trial's own data stand beside the observed ones. */
function byTrial(graph: CausalGraph, question: EffectQuestion, { variables }: Change): string | null {
  const { exposures, outcomes } = adjustmentQuery(question)
  const found = identifyFrom(graph, outcomes, exposures, experimentsOn(variables))
  return found.ok && found.value.identifiable ? 'experiment' : null
}

/** What a lot decides has no causes. */
const trial = (graph: CausalGraph, id: VariableId): Change => ({
  kind: 'randomise',
  variables: [id],
  graph: withEdges(
    graph,
    graph.edges.filter(
      (edge) =>
        !(edge.to === id && edge.markTo === 'arrow') && !(edge.from === id && edge.markFrom === 'arrow'),
    ),
  ),
})

const withMeasured = (graph: CausalGraph, id: VariableId): CausalGraph => ({
  ...graph,
  variables: graph.variables.map((variable) =>
    variable.id === id ? { ...variable, latent: false } : variable,
  ),
})

function withCommonCause(graph: CausalGraph, edge: Edge): CausalGraph {
  const wanted = `Cause of ${nameOf(graph, edge.from)} and ${nameOf(graph, edge.to)}`
  let name = wanted
  const isTaken = () => graph.variables.some((variable) => variable.name === name || variable.id === name)
  for (let i = 2; isTaken(); i++) name = `${wanted} ${i}`
  const id = variableId(name)
  const tie = edgeId(bidirected(edge.from, edge.to))
  return withEdges({ ...graph, variables: [...graph.variables, { id, name }] }, [
    ...graph.edges.filter((other) => edgeId(other) !== tie),
    directed(id, edge.from),
    directed(id, edge.to),
  ])
}
