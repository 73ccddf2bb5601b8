import { directed, isUndirected, type CausalGraph, type Edge } from './graph'
import { closeUnderMeekRules } from './meek'
import { isUndecided, patternFromGraph, pointsTo } from './pattern'

const known = new WeakMap<CausalGraph, CausalGraph>()

/**
 * A graph of directed and undirected edges with every undirected edge directed that all its members direct the same
 * way: Meek, UAI 1995, theorem 4. The edges keep their places. Found once per graph record.
 */
export function impliedOrientations(graph: CausalGraph): CausalGraph {
  if (!graph.edges.some(isUndirected)) return graph
  const earlier = known.get(graph)
  if (earlier) return earlier
  const found = closed(graph)
  known.set(graph, found)
  return found
}

function closed(graph: CausalGraph): CausalGraph {
  const position = new Map(graph.variables.map(({ id }, v) => [id, v]))
  const pattern = patternFromGraph(graph)
  closeUnderMeekRules(pattern)
  let changed = false
  const edges = graph.edges.map((edge): Edge => {
    const [a, b] = [position.get(edge.from)!, position.get(edge.to)!]
    if (!isUndirected(edge) || isUndecided(pattern, a, b)) return edge
    changed = true
    return {
      ...edge,
      ...(pointsTo(pattern, a, b) ? directed(edge.from, edge.to) : directed(edge.to, edge.from)),
    }
  })
  return changed ? { ...graph, edges } : graph
}
