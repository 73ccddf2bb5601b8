import type { KnowledgeIndex } from './knowledge'
import {
  adjacencyLists,
  isAdjacent,
  isUndecided,
  joinDirected,
  pointsTo,
  reaches,
  type Pattern,
} from './pattern'
import type { Skeleton } from './skeleton'

/**
 * Directs the unshielded colliders a -> c <- b of a skeleton: triples whose middle is not in the set that separates
 * its ends. On noisy tests two colliders can disagree about an edge; the one whose ends are the more clearly
 * independent goes first, so that the order of the variables plays no part, and one that contradicts an arrow
 * already placed, knowledge, or acyclicity is left out. Changes the pattern in place; returns how many were left out.
 */
export function orientColliders(pattern: Pattern, skeleton: Skeleton, knowledge: KnowledgeIndex): number {
  const { size } = pattern
  const colliders: { a: number; b: number; middle: number; evidence: number }[] = []
  adjacencyLists(pattern).forEach((neighbours, middle) => {
    for (const a of neighbours) {
      for (const b of neighbours) {
        if (a >= b || isAdjacent(pattern, a, b)) continue
        const separator = skeleton.separatingSets[a * size + b]
        if (separator === null || separator.includes(middle)) continue
        colliders.push({ a, b, middle, evidence: skeleton.evidence[a * size + b] })
      }
    }
  })
  colliders.sort((left, right) => left.evidence - right.evidence)

  const mayPoint = (from: number, to: number) =>
    pointsTo(pattern, from, to) ||
    (isUndecided(pattern, from, to) &&
      knowledge.forbidden[from * size + to] === 0 &&
      !reaches(pattern, to, from))
  let leftOut = 0
  for (const { a, b, middle } of colliders) {
    if (mayPoint(a, middle) && mayPoint(b, middle)) {
      joinDirected(pattern, a, middle)
      joinDirected(pattern, b, middle)
    } else leftOut++
  }
  return leftOut
}
