import { ARROW, TAIL, type IndexGraph } from './index-graph'

/**
 * Does a directed edge a -> b of a MAG or PAG exclude a hidden common cause of the two? It does when some variable not
 * joined to b has an edge into a, or a path into a whose inner variables are all colliders and causes of b by an edge.
 * Zhang, JMLR 9, 2008, definition 8.
 */
export function isVisible({ count, incidence }: IndexGraph, a: number, b: number): boolean {
  const { offsets, other, markHere, markThere } = incidence
  const joined = new Uint8Array(count)
  const causes = new Uint8Array(count)
  for (let slot = offsets[b]; slot < offsets[b + 1]; slot++) {
    joined[other[slot]] = 1
    if (markHere[slot] === ARROW && markThere[slot] === TAIL) causes[other[slot]] = 1
  }
  const seen = new Uint8Array(count)
  seen[a] = 1
  const queue = [a]
  for (const v of queue) {
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      const c = other[slot]
      if (markHere[slot] !== ARROW || c === b) continue
      if (!joined[c]) return true
      if (seen[c] || !causes[c] || markThere[slot] !== ARROW) continue
      seen[c] = 1
      queue.push(c)
    }
  }
  return false
}
