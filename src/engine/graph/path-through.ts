import { ARROW, type EdgeSet, type IndexGraph, type VertexSet } from './index-graph'
import { reversed } from './walk-tree'

export interface PathSearch {
  readonly from: VertexSet
  readonly to: VertexSet
  /** Vertices that a path may visit; `from` and `to` lie in it. */
  readonly within: VertexSet
  /** Vertices that a path may only pass as a collider. */
  readonly onlyColliders: VertexSet
  readonly removed?: EdgeSet
}

/**
 * Finds, for single vertices v, a path from `from` to `to` on which v is a non-collider; no vertex twice, only the ends
 * in `from` and `to`. As two ways from v that share nothing else, by two augmentations of a flow through the vertices:
 * Ford & Fulkerson, Canadian J. of Mathematics 8, 1956. Linear in the edges for each v. Undirected edges count as two tails.
 * The path comes as incidence slots from its end in `from` on; null when there is none.
 */
export function createPathThrough(
  index: IndexGraph,
  { from, to, within, onlyColliders, removed }: PathSearch,
): (v: number) => number[] | null {
  const { offsets, other, edge, markHere, markThere } = index.incidence
  const usable = Uint8Array.from(edge, (position, slot) => {
    const w = other[slot]
    return !removed?.[position] && within[w] && !(onlyColliders[w] && markThere[slot] !== ARROW) ? 1 : 0
  })
  const mayLeave = (u: number, slot: number) =>
    usable[slot] === 1 && !(onlyColliders[u] && markHere[slot] !== ARROW)
  const isEnd = (v: number) => from[v] === 1 || to[v] === 1

  /** Slot by which the flow leaves a vertex, and the vertex it came from; -1 off the flow. */
  const next = new Int32Array(index.count)
  const previous = new Int32Array(index.count)
  // States of the search: 2v entering v, 2v + 1 leaving it.
  const cameFrom = new Int32Array(2 * index.count)
  const cameBy = new Int32Array(2 * index.count)
  const queue = new Int32Array(2 * index.count)

  function firstWay(v: number): number[] | null {
    cameFrom.fill(-2)
    let end = 0
    const enter = (slot: number, before: number) => {
      const state = 2 * other[slot]
      if (cameFrom[state] !== -2 || other[slot] === v) return
      cameFrom[state] = before
      cameBy[state] = slot
      queue[end++] = state
    }
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      if (markHere[slot] !== ARROW && mayLeave(v, slot)) enter(slot, -1)
    }
    for (let head = 0; head < end; head++) {
      const state = queue[head]
      const u = state >> 1
      if (isEnd(u)) {
        const slots: number[] = []
        for (let at = state; at !== -1; at = cameFrom[at]) slots.push(cameBy[at])
        return slots.toReversed()
      }
      for (let slot = offsets[u]; slot < offsets[u + 1]; slot++) if (mayLeave(u, slot)) enter(slot, state)
    }
    return null
  }

  /** Grows the flow to the ends on the other side; the slots by which it then leaves v, or null. */
  function secondWay(v: number, first: readonly number[]): number[] | null {
    next.fill(-1)
    previous.fill(-1)
    let at = v
    for (const slot of first) {
      if (at !== v) next[at] = slot
      previous[other[slot]] = at
      at = other[slot]
    }
    const taken = at
    const takenSide = from[taken] ? from : to
    const otherSide = from[taken] ? to : from
    cameFrom.fill(-2)
    let end = 0
    const enter = (state: number, before: number, slot: number) => {
      if (cameFrom[state] !== -2) return
      cameFrom[state] = before
      cameBy[state] = slot
      queue[end++] = state
    }
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      if (slot !== first[0] && mayLeave(v, slot) && other[slot] !== v) enter(2 * other[slot], -1, slot)
    }
    for (let head = 0; head < end; head++) {
      const state = queue[head]
      const u = state >> 1
      if (state % 2 === 0) {
        if (otherSide[u]) return augmented(first[0], state)
        // An end on the side that is served already may take the flow over from the one that has it.
        const giver = takenSide[u] ? taken : u
        if (previous[giver] >= 0) {
          if (previous[giver] !== v) enter(2 * previous[giver] + 1, state, -1)
        } else enter(state + 1, state, -1)
        continue
      }
      for (let slot = offsets[u]; slot < offsets[u + 1]; slot++) {
        if (mayLeave(u, slot) && slot !== next[u] && other[slot] !== v) enter(2 * other[slot], state, slot)
      }
      if (previous[u] >= 0) enter(state - 1, state, -1)
    }
    return null
  }

  function augmented(first: number, goal: number): number[] {
    const starts = [first]
    const states: number[] = []
    for (let at = goal; at !== -1; at = cameFrom[at]) states.push(at)
    states.reverse()
    // Where the walk goes back over the flow, the flow is withdrawn before it is led elsewhere.
    for (const state of states) if (state % 2 === 1 && cameBy[state] === -1) next[state >> 1] = -1
    for (const state of states) {
      const slot = cameBy[state]
      if (slot === -1) continue
      if (cameFrom[state] === -1) starts.push(slot)
      else next[cameFrom[state] >> 1] = slot
    }
    return starts
  }

  return (v) => {
    const first = within[v] ? firstWay(v) : null
    const starts = first && secondWay(v, first)
    if (!starts) return null
    const [one, two] = starts.map((start) => {
      const slots = [start]
      for (let at = other[start]; !isEnd(at); at = other[slots.at(-1)!]) slots.push(next[at])
      return slots
    })
    const endsIn = (slots: readonly number[], side: VertexSet) => side[other[slots.at(-1)!]] === 1
    const [toFrom, toTo] = endsIn(one, from) && endsIn(two, to) ? [one, two] : [two, one]
    return [...reversed(index, toFrom), ...toTo]
  }
}
