import { cliquesAmong } from './cliques'
import { adjacentIn, adjacentTo, withMember, type EssentialGraph } from './essential-graph'
import { memberWithFirst } from './members'
import { aroundTouched, SMALLEST_GAIN, type Move, type MoveKind } from './moves'

/**
 * Insert(x, y, T) of Chickering (2002, "Optimal structure identification with greedy search", JMLR 3, definition 12,
 * theorem 15), with `given` = NA(y, x) and T together; on interventional classes proposition 26 of Hauser & Buehlmann
 * (2012).
 */
export const insertions: MoveKind = {
  at(graph, y, { score, knowledge }) {
    const { size } = graph
    const neighbours = graph.neighbours[y]
    const adjacent = (a: number, b: number) => adjacentIn(graph, a, b)
    const taken = new Uint8Array(size)
    taken[y] = 1
    for (const other of adjacentTo(graph, y)) taken[other] = 1
    for (let x = 0; x < size; x++) {
      if (knowledge.forbidden[x * size + y] && knowledge.forbidden[y * size + x]) taken[x] = 1
    }
    // How many neighbours of y each variable is adjacent to.
    const shared = countAdjacent(graph, neighbours)
    const found: Move[] = []
    for (const given of cliquesAmong(neighbours, adjacent)) {
      const parents = [...graph.parents[y], ...given]
      if (parents.length >= score.mostParents(y)) continue
      const gains = score.gains(y, parents)
      const within = given.length === neighbours.length ? shared : countAdjacent(graph, given)
      for (let x = 0; x < size; x++) {
        if (gains[x] <= 0 || taken[x] === 1 || shared[x] !== within[x]) continue
        const gain = gains[x] - score.cost(y, parents, x)
        if (gain > SMALLEST_GAIN) found.push({ x, y, given, gain })
      }
    }
    return found
  },

  make(graph, { x, y, given }, { mostEdges }) {
    if ([x, y].some((end) => adjacentTo(graph, end).length >= mostEdges)) return null
    if (leadsAround(graph, y, x, given)) return null
    const member = memberWithFirst(graph, [...given, y])
    if (!member) return null
    member[y] = [...member[y], x]
    return withMember(graph, member, [x, y])
  },

  affected: aroundTouched,
}

function countAdjacent(graph: EssentialGraph, vertices: readonly number[]): Int32Array {
  const count = new Int32Array(graph.size)
  for (const v of vertices) for (const other of adjacentTo(graph, v)) count[other]++
  return count
}

/** Whether a path without an edge against its direction leads from one variable to another around the blocked ones. */
function leadsAround(graph: EssentialGraph, from: number, to: number, blocked: readonly number[]): boolean {
  const seen = new Uint8Array(graph.size)
  for (const v of blocked) seen[v] = 1
  const open = [from]
  seen[from] = 1
  while (open.length > 0) {
    const v = open.pop()!
    if (v === to) return true
    for (const list of [graph.children[v], graph.neighbours[v]]) {
      for (const next of list) {
        if (seen[next] === 1) continue
        seen[next] = 1
        open.push(next)
      }
    }
  }
  return false
}
