import { directed, isDirected, isUndirected, type CausalGraph, type Edge } from './graph'
import { indexGraph } from './index-graph'

/**
 * A DAG with the same adjacencies, arrows and unshielded colliders as a graph of directed and undirected
 * edges, or null when there is none. Dor & Tarsi, A simple algorithm to construct a consistent extension
 * of a partially oriented graph, UCLA R-185, 1992.
 */
export function consistentExtension(graph: CausalGraph): CausalGraph | null {
  const index = indexGraph(graph)
  const { count, ids } = index
  const adjacent = new Uint8Array(count * count)
  const pointsAt: Set<number>[] = Array.from({ length: count }, () => new Set())
  const pointedAtBy: Set<number>[] = Array.from({ length: count }, () => new Set())
  const undecided: Set<number>[] = Array.from({ length: count }, () => new Set())
  for (const edge of graph.edges) {
    const from = index.indexOf.get(edge.from)!
    const to = index.indexOf.get(edge.to)!
    adjacent[from * count + to] = adjacent[to * count + from] = 1
    if (isUndirected(edge)) {
      undecided[from].add(to)
      undecided[to].add(from)
    } else if (isDirected(edge)) {
      const [cause, effect] = edge.markFrom === 'tail' ? [from, to] : [to, from]
      pointsAt[cause].add(effect)
      pointedAtBy[effect].add(cause)
    } else return null
  }
  const oriented = new Map<string, readonly [number, number]>()
  const remaining = new Set(ids.keys())
  const isReadySink = (v: number) => {
    if (pointsAt[v].size > 0) return false
    for (const neighbour of undecided[v]) {
      for (const other of [...undecided[v], ...pointedAtBy[v]]) {
        if (other !== neighbour && !adjacent[neighbour * count + other]) return false
      }
    }
    return true
  }
  while (remaining.size > 0) {
    let sink = -1
    for (const v of remaining) {
      if (isReadySink(v)) {
        sink = v
        break
      }
    }
    if (sink < 0) return null
    for (const neighbour of undecided[sink]) {
      oriented.set(`${Math.min(neighbour, sink)} ${Math.max(neighbour, sink)}`, [neighbour, sink])
      undecided[neighbour].delete(sink)
    }
    for (const cause of pointedAtBy[sink]) pointsAt[cause].delete(sink)
    remaining.delete(sink)
  }
  const edges = graph.edges.map((edge): Edge => {
    if (!isUndirected(edge)) return edge
    const from = index.indexOf.get(edge.from)!
    const to = index.indexOf.get(edge.to)!
    const [cause, effect] = oriented.get(`${Math.min(from, to)} ${Math.max(from, to)}`)!
    return { ...edge, ...directed(ids[cause], ids[effect]) }
  })
  return { ...graph, kind: 'dag', edges }
}
