import type { CausalGraph } from '../../graph/graph'
import { indexGraph, type VertexSet } from '../../graph/index-graph'
import { ARROW_MARK, CIRCLE_MARK, isJoined, markAt, marksOf, pointsAt } from '../../graph/mark-matrix'
import { isVisible } from '../../graph/visible-edges'
import { members } from '../id/regions'

/** Parts of a MAG or PAG without selection, each within an induced subgraph; an edge stays visible in a subgraph. */
export interface MarkedRegions {
  /** Joined by circle edges: no arrow among them is decided. In the order of their first vertices. */
  buckets(within: VertexSet): VertexSet[]
  /** Every vertex that may share a district with one of these: joined by colliders without a visible edge. */
  possibleDistrict(of: VertexSet, within: VertexSet): VertexSet
  /** The buckets that the possible district meets. */
  region(of: VertexSet, within: VertexSet): VertexSet
  /** Joined with one of these by bidirected edges: surely in one district. */
  sureDistrict(of: VertexSet, within: VertexSet): VertexSet
  /** What one of these may cause directly. */
  possibleChildren(of: VertexSet, within: VertexSet): VertexSet
  /** What may cause one of these, themselves included. */
  possibleAncestors(of: VertexSet, within: VertexSet): VertexSet
  /** The buckets of the subgraph so that each can only be caused by those before it; null where the marks go round. */
  bucketsInOrder(within: VertexSet): VertexSet[] | null
}

/** Jaber, Zhang & Bareinboim, Causal identification under Markov equivalence, UAI 2018, section 3. */
export function markedRegions(graph: CausalGraph): MarkedRegions {
  const index = indexGraph(graph)
  const marks = marksOf(graph)
  const count = marks.size
  const visible = new Uint8Array(count * count)
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++)
      if (pointsAt(marks, a, b) && isVisible(index, a, b)) visible[a * count + b] = 1
  const isCircle = (a: number, b: number) =>
    markAt(marks, a, b) === CIRCLE_MARK && markAt(marks, b, a) === CIRCLE_MARK
  const isBoth = (a: number, b: number) =>
    markAt(marks, a, b) === ARROW_MARK && markAt(marks, b, a) === ARROW_MARK
  /** a may cause b directly: the edge does not point at a. */
  const mayCause = (a: number, b: number) => isJoined(marks, a, b) && markAt(marks, b, a) !== ARROW_MARK
  const isInvisible = (a: number, b: number) =>
    isJoined(marks, a, b) && !visible[a * count + b] && !visible[b * count + a]

  function closure(
    of: VertexSet,
    within: VertexSet,
    joins: (from: number, to: number) => boolean,
  ): VertexSet {
    const found = of.slice()
    const stack = members(of)
    while (stack.length > 0) {
      const from = stack.pop()!
      for (let to = 0; to < count; to++) {
        if (found[to] || !within[to] || !joins(from, to)) continue
        found[to] = 1
        stack.push(to)
      }
    }
    return found
  }

  function possibleDistrict(of: VertexSet, within: VertexSet): VertexSet {
    const found = of.slice()
    // Vertices that a collider path enters by an arrowhead: it may go on from there.
    const entered = new Uint8Array(count)
    const stack: { vertex: number; isStart: boolean }[] = members(of).map((vertex) => ({
      vertex,
      isStart: true,
    }))
    while (stack.length > 0) {
      const { vertex, isStart } = stack.pop()!
      for (let next = 0; next < count; next++) {
        if (!within[next] || !isInvisible(vertex, next)) continue
        if (!isStart && markAt(marks, next, vertex) !== ARROW_MARK) continue
        found[next] = 1
        if (markAt(marks, vertex, next) !== ARROW_MARK || entered[next]) continue
        entered[next] = 1
        stack.push({ vertex: next, isStart: false })
      }
    }
    return found
  }

  function buckets(within: VertexSet): VertexSet[] {
    const seen = new Uint8Array(count)
    const found: VertexSet[] = []
    for (const vertex of members(within)) {
      if (seen[vertex]) continue
      const start = new Uint8Array(count)
      start[vertex] = 1
      const bucket = closure(start, within, isCircle)
      for (const member of members(bucket)) seen[member] = 1
      found.push(bucket)
    }
    return found
  }

  function bucketsInOrder(within: VertexSet): VertexSet[] | null {
    const left = buckets(within)
    const order: VertexSet[] = []
    while (left.length > 0) {
      // One that causes nothing that is left: every edge out of it points at it.
      const at = left.findIndex((bucket) =>
        left.every(
          (other) =>
            other === bucket || members(bucket).every((a) => members(other).every((b) => !mayCause(a, b))),
        ),
      )
      if (at < 0) return null
      order.unshift(...left.splice(at, 1))
    }
    return order
  }

  return {
    buckets,
    possibleDistrict,
    region(of, within) {
      return closure(possibleDistrict(of, within), within, isCircle)
    },
    sureDistrict: (of, within) => closure(of, within, isBoth),
    possibleChildren(of, within) {
      const found = new Uint8Array(count)
      for (const from of members(of)) for (const to of members(within)) if (mayCause(from, to)) found[to] = 1
      return found
    },
    possibleAncestors: (of, within) => closure(of, within, (to, from) => mayCause(from, to)),
    bucketsInOrder,
  }
}
