import { ARROW, type IndexGraph, type VertexSet } from './index-graph'

/**
 * Possibly directed paths: no edge of them has an arrowhead at the end that comes first. Where such a path exists, one
 * without shortcuts does (no two vertices a step apart on it are joined), and that one can be directed in some member:
 * Zhang, JMLR 9, 2008, lemma B.1; with background knowledge Perković, Kalisch & Maathuis, UAI 2017, lemma 3.6.
 */
export interface PossiblePaths {
  /** Vertices that such a path from the set leads to, the set itself included; `barrier` is never entered. */
  after(from: VertexSet, barrier?: VertexSet): VertexSet
  /** Vertices that such a path leads from into the set, itself included. */
  before(to: VertexSet, barrier?: VertexSet): VertexSet
  /** A shortest such path between vertices as incidence slots; null without one, empty if `start` is in `to`. */
  shortest(start: number, to: VertexSet, barrier: VertexSet): number[] | null
}

/** `index` holds the marks as they are known: undirected edges for undecided ones, or circles. */
export function possiblePaths(index: IndexGraph): PossiblePaths {
  const { offsets, other, markHere, markThere } = index.incidence
  const joined = Array.from(
    { length: index.count },
    (_, v) => new Set(other.subarray(offsets[v], offsets[v + 1])),
  )
  const sourceOf = new Int32Array(other.length)
  for (let v = 0; v < index.count; v++) sourceOf.fill(v, offsets[v], offsets[v + 1])

  /** Breadth first over the slots taken; calls back with each slot once, until it is told to stop. */
  function spread(
    from: VertexSet,
    blocking: Uint8Array,
    barrier: VertexSet | undefined,
    visit: (slot: number, before: number) => 'go' | 'stop',
  ): void {
    const queue: number[] = []
    const seen = new Uint8Array(other.length)
    const enter = (slot: number, before: number) => {
      if (seen[slot] || blocking[slot] === ARROW || barrier?.[other[slot]]) return 'go'
      seen[slot] = 1
      queue.push(slot)
      return visit(slot, before)
    }
    for (let v = 0; v < index.count; v++) {
      if (!from[v]) continue
      for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) if (enter(slot, -1) === 'stop') return
    }
    for (const before of queue) {
      const [u, v] = [sourceOf[before], other[before]]
      for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
        const w = other[slot]
        if (w !== u && !joined[u].has(w) && enter(slot, before) === 'stop') return
      }
    }
  }

  const closure = (from: VertexSet, blocking: Uint8Array, barrier?: VertexSet) => {
    const reached = from.slice()
    spread(from, blocking, barrier, (slot) => {
      reached[other[slot]] = 1
      return 'go'
    })
    return reached
  }

  return {
    after: (from, barrier) => closure(from, markHere, barrier),
    before: (to, barrier) => closure(to, markThere, barrier),
    shortest(start, to, barrier) {
      if (to[start]) return []
      const source = new Uint8Array(index.count)
      source[start] = 1
      const cameBy = new Map<number, number>()
      let end = -1
      spread(source, markHere, barrier, (slot, before) => {
        cameBy.set(slot, before)
        if (!to[other[slot]]) return 'go'
        end = slot
        return 'stop'
      })
      if (end < 0) return null
      const slots: number[] = []
      for (let slot = end; slot >= 0; slot = cameBy.get(slot)!) slots.push(slot)
      return slots.toReversed()
    },
  }
}
