import { isBidirected, isDirected, isUndirected, type CausalGraph, type Edge } from '../../engine/graph/graph'

export type EdgeKind = 'arrow' | 'tie' | 'line' | 'circle-arrow' | 'circle-line' | 'circles'

function kindOf(edge: Edge): EdgeKind {
  const { markFrom, markTo } = edge
  if (isDirected(edge)) return 'arrow'
  if (isBidirected(edge)) return 'tie'
  if (isUndirected(edge)) return 'line'
  if (markFrom === markTo) return 'circles'
  return markFrom === 'arrow' || markTo === 'arrow' ? 'circle-arrow' : 'circle-line'
}

const order: readonly EdgeKind[] = ['arrow', 'tie', 'circle-arrow', 'circle-line', 'circles', 'line']

/** The kinds of edges that a graph has, each with how many there are, the most decided first. */
export function edgeKinds(
  graph: CausalGraph,
): readonly { readonly kind: EdgeKind; readonly count: number }[] {
  const counts = new Map<EdgeKind, number>()
  for (const edge of graph.edges) counts.set(kindOf(edge), (counts.get(kindOf(edge)) ?? 0) + 1)
  return order.flatMap((kind) => (counts.has(kind) ? [{ kind, count: counts.get(kind)! }] : []))
}
