import { descendantSet } from '../../graph/ancestors'
import type { CausalGraph, VariableId } from '../../graph/graph'
import { indexGraph, vertexSet } from '../../graph/index-graph'
import { withoutOutgoing } from '../../graph/mutilate'
import { separated } from '../../graph/separation'

/**
 * Measured variables that are as good as drawn by lot and act on the outcome through the treatment alone: they share
 * no hidden or open cause with either, and every directed path from them to the outcome passes the treatment. Bounds
 * with an instrument need that of it without anything given. Empty for a graph with a cycle or undecided marks.
 */
export function cleanInstruments(
  graph: CausalGraph,
  treatment: VariableId,
  outcome: VariableId,
): VariableId[] {
  const index = indexGraph(graph)
  const barrier = vertexSet(index, [treatment])
  return graph.variables.flatMap(({ id, latent, selected }) => {
    if (latent || selected || id === treatment || id === outcome) return []
    const around = descendantSet(index, vertexSet(index, [id]), { barrier })
    if (around[index.indexOf.get(outcome)!]) return []
    const acts = separated(graph, [id], [treatment], [])
    const shares = separated(withoutOutgoing(graph, [id]), [id], [treatment, outcome], [])
    return acts.ok && !acts.value && shares.ok && shares.value ? [id] : []
  })
}
