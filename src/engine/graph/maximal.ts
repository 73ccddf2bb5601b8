import { ancestorSet } from './ancestors'
import { ARROW, type IndexGraph, type VertexSet } from './index-graph'

/**
 * Two variables of an ancestral graph that no edge joins and yet no set separates, or null: in a maximal graph there
 * are none. Between such two runs a path whose inner variables are all colliders and causes of one of the two, a
 * primitive inducing path: Richardson & Spirtes, Annals of Statistics 30(4), 2002, theorem 4.2. Directed and
 * bidirected edges only.
 */
export function inseparablePair(index: IndexGraph): readonly [number, number] | null {
  const { offsets, other, markHere, markThere } = index.incidence
  const anywhere = new Uint8Array(index.count).fill(1)

  /** Ends of paths from a over colliders within the given vertices. */
  const reachedOverColliders = (a: number, within: VertexSet): VertexSet => {
    const ends = new Uint8Array(index.count)
    const passed = new Uint8Array(index.count)
    const queue: number[] = []
    const pass = (v: number) => {
      if (passed[v] || !within[v] || v === a) return
      passed[v] = 1
      queue.push(v)
    }
    for (let slot = offsets[a]; slot < offsets[a + 1]; slot++)
      if (markThere[slot] === ARROW) pass(other[slot])
    for (const v of queue)
      for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
        if (markHere[slot] !== ARROW || other[slot] === a) continue
        ends[other[slot]] = 1
        if (markThere[slot] === ARROW) pass(other[slot])
      }
    return ends
  }

  for (let a = 0; a < index.count; a++) {
    const joined = new Set(other.subarray(offsets[a], offsets[a + 1]))
    const candidates = reachedOverColliders(a, anywhere)
    for (let b = a + 1; b < index.count; b++) {
      if (!candidates[b] || joined.has(b)) continue
      const pair = new Uint8Array(index.count)
      pair[a] = pair[b] = 1
      const causes = ancestorSet(index, pair)
      causes[a] = causes[b] = 0
      if (reachedOverColliders(a, causes)[b]) return [a, b]
    }
  }
  return null
}
