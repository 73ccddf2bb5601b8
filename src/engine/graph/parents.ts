import type { CausalGraph, VariableId } from './graph'
import { indexGraph } from './index-graph'

/** Causes by an edge, in the order of the graph. */
export function parentsOf(graph: CausalGraph, id: VariableId): VariableId[] {
  const { parents, indexOf, ids } = indexGraph(graph)
  const v = indexOf.get(id)!
  const causes = parents.items.slice(parents.offsets[v], parents.offsets[v + 1])
  return Array.from(causes.toSorted(), (vertex) => ids[vertex])
}
