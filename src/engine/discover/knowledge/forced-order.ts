import type { KnowledgeIndex } from './knowledge'

/**
 * Whether a stands before b in every causal order that is worth looking at: required edges lead from a to b, or edges
 * that are not forbidden lead from a to b and none lead back. No graph that knowledge allows is lost by keeping to it,
 * and some order always does.
 */
export function forcedOrder({
  size,
  forbidden,
  required,
}: KnowledgeIndex): (a: number, b: number) => boolean {
  const certain = transitiveClosure(required.slice(), size)
  const possible = transitiveClosure(
    forbidden.map((no) => 1 - no),
    size,
  )
  return (a, b) =>
    a !== b && (certain[a * size + b] === 1 || (possible[a * size + b] === 1 && possible[b * size + a] === 0))
}

/** Warshall (1962), in place. */
function transitiveClosure(reach: Uint8Array, size: number): Uint8Array {
  for (let middle = 0; middle < size; middle++) {
    for (let a = 0; a < size; a++) {
      if (reach[a * size + middle] === 0) continue
      for (let b = 0; b < size; b++) if (reach[middle * size + b]) reach[a * size + b] = 1
    }
  }
  return reach
}
