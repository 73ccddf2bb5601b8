import { ancestors, descendants } from '../../engine/graph/ancestors'
import { edgeId, type CausalGraph, type EdgeId, type VariableId } from '../../engine/graph/graph'

/**
 * The part of the graph that makes a variable an instrument: its ways to the cause, those on to the outcome, and what
 * is conditioned on.
 */
export function instrumentPart(
  graph: CausalGraph,
  instrument: VariableId,
  given: readonly VariableId[],
  treatment: VariableId,
  outcome: VariableId,
): { variables: VariableId[]; edges: EdgeId[] } {
  const [moved, effects] = [instrument, treatment].map((id) => new Set(descendants(graph, [id])))
  const [toTreatment, toOutcome] = [treatment, outcome].map((id) => new Set(ancestors(graph, [id])))
  const shown = new Set<VariableId>([instrument, treatment, outcome, ...given])
  for (const { id } of graph.variables)
    if ((moved.has(id) && toTreatment.has(id)) || (effects.has(id) && toOutcome.has(id))) shown.add(id)
  const edges = graph.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to)).map(edgeId)
  return { variables: [...shown], edges }
}
