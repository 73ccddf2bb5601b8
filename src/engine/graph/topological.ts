import type { Problem } from '../../base/result'
import type { CausalGraph, Edge, VariableId } from './graph'
import { isDirected, nameOf } from './graph'
import { indexGraph, type IndexGraph } from './index-graph'

/** Vertices with causes first (Kahn 1962); null when there is a directed cycle. Ties keep the graph's order. */
export function topologicalVertices(index: IndexGraph): Int32Array | null {
  const { parents, children, count } = index
  const waiting = new Int32Array(count)
  const order = new Int32Array(count)
  let filled = 0
  for (let v = 0; v < count; v++) {
    waiting[v] = parents.offsets[v + 1] - parents.offsets[v]
    if (waiting[v] === 0) order[filled++] = v
  }
  for (let done = 0; done < filled; done++) {
    const v = order[done]
    for (let slot = children.offsets[v]; slot < children.offsets[v + 1]; slot++) {
      const child = children.items[slot]
      if (--waiting[child] === 0) order[filled++] = child
    }
  }
  return filled === count ? order : null
}

/** Variables with causes first; null when the directed edges have a cycle. */
export function topologicalOrder(graph: CausalGraph): VariableId[] | null {
  const index = indexGraph(graph)
  const order = topologicalVertices(index)
  return order && Array.from(order, (vertex) => index.ids[vertex])
}

export const isAcyclic = (graph: CausalGraph): boolean => topologicalVertices(indexGraph(graph)) !== null

/**
 * A directed cycle as its members in order (the last one points at the first), or null.
 * A -> B -> C -> A gives [A, B, C].
 */
export function findCycle(graph: CausalGraph): VariableId[] | null {
  const index = indexGraph(graph)
  if (topologicalVertices(index)) return null
  const { children, count } = index
  const fresh = 0
  const open = 1
  const finished = 2
  const state = new Uint8Array(count)
  const next = children.offsets.slice(0, count)
  for (let root = 0; root < count; root++) {
    if (state[root] !== fresh) continue
    const path = [root]
    state[root] = open
    while (path.length > 0) {
      const v = path[path.length - 1]
      if (next[v] === children.offsets[v + 1]) {
        state[v] = finished
        path.pop()
        continue
      }
      const child = children.items[next[v]++]
      if (state[child] === open) return path.slice(path.indexOf(child)).map((member) => index.ids[member])
      if (state[child] === fresh) {
        state[child] = open
        path.push(child)
      }
    }
  }
  return null
}

/**
 * The shortest cycle that adding a directed edge would close, as its members in order starting with the
 * edge's cause; null when the edge is harmless (every edge that is not directed is).
 */
export function wouldCreateCycle(graph: CausalGraph, edge: Edge): VariableId[] | null {
  if (!isDirected(edge)) return null
  const [cause, effect] = edge.markFrom === 'tail' ? [edge.from, edge.to] : [edge.to, edge.from]
  if (cause === effect) return [cause]
  const back = shortestDirectedPath(graph, effect, cause)
  return back && [cause, ...back.slice(0, -1)]
}

/** Variables along a shortest directed path, both ends included; null when there is none. */
export function shortestDirectedPath(
  graph: CausalGraph,
  from: VariableId,
  to: VariableId,
): VariableId[] | null {
  const index = indexGraph(graph)
  const start = index.indexOf.get(from)
  const goal = index.indexOf.get(to)
  if (start === undefined || goal === undefined) return null
  const { children } = index
  const cameFrom = new Int32Array(index.count).fill(-1)
  cameFrom[start] = start
  const queue = [start]
  for (let head = 0; head < queue.length && cameFrom[goal] < 0; head++) {
    const v = queue[head]
    for (let slot = children.offsets[v]; slot < children.offsets[v + 1]; slot++) {
      const child = children.items[slot]
      if (cameFrom[child] >= 0) continue
      cameFrom[child] = v
      queue.push(child)
    }
  }
  if (cameFrom[goal] < 0) return null
  const path = [goal]
  while (path[0] !== start) path.unshift(cameFrom[path[0]])
  return path.map((vertex) => index.ids[vertex])
}

export function cycleProblem(graph: CausalGraph, cycle: readonly VariableId[]): Problem {
  const names = [...cycle, cycle[0]].map((id) => nameOf(graph, id))
  return {
    code: 'cycle',
    message: `The graph has a cycle: ${names.join(' → ')}.`,
    where: { variables: cycle },
  }
}
