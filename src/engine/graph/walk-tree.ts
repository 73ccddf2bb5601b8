import { ARROW, type IndexGraph, type VertexSet } from './index-graph'
import { passes, type WalkRules } from './reachability'

const UNSEEN = -2
const FIRST = -1

/**
 * A shortest open walk to every vertex that the sources reach, for each mark of arrival. A state is a vertex and that
 * mark: 2v + 1 by an arrowhead, 2v otherwise. On m-connection such a walk visits no vertex twice.
 */
export interface WalkTree {
  readonly length: Int32Array
  readonly slot: Int32Array
  readonly before: Int32Array
  /** The first state, in order of length, that lies in `to`; -1 without one. */
  readonly arrived: number
}

/** Vertices in `barrier` are never entered; the search ends at the first vertex in `to`. */
export function walkTree(
  index: IndexGraph,
  { from, to, barrier }: { from: VertexSet; to?: VertexSet; barrier: VertexSet },
  rules: WalkRules,
): WalkTree {
  const { offsets, other, edge, markHere, markThere } = index.incidence
  const length = new Int32Array(2 * index.count)
  const slotTo = new Int32Array(2 * index.count)
  const before = new Int32Array(2 * index.count).fill(UNSEEN)
  const queue = new Int32Array(2 * index.count)
  let end = 0
  const enter = (slot: number, state: number, steps: number) => {
    const next = 2 * other[slot] + (markThere[slot] === ARROW ? 1 : 0)
    if (before[next] !== UNSEEN || barrier[other[slot]]) return
    before[next] = state
    slotTo[next] = slot
    length[next] = steps
    queue[end++] = next
  }
  for (let v = 0; v < index.count; v++) {
    if (!from[v]) continue
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      if (!rules.removed?.[edge[slot]]) enter(slot, FIRST, 1)
    }
  }
  for (let head = 0; head < end; head++) {
    const state = queue[head]
    const v = state >> 1
    if (to?.[v]) return { length, slot: slotTo, before, arrived: state }
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      if (rules.removed?.[edge[slot]] || !passes(rules, v, state & 1, markHere[slot])) continue
      enter(slot, state, length[state] + 1)
    }
  }
  return { length, slot: slotTo, before, arrived: -1 }
}

export const isReached = (tree: WalkTree, state: number): boolean => tree.before[state] !== UNSEEN

/** The walk to a state as incidence slots, from the source on. */
export function slotsTo(tree: WalkTree, state: number): number[] {
  const slots: number[] = []
  for (let at = state; at !== FIRST; at = tree.before[at]) slots.push(tree.slot[at])
  return slots.toReversed()
}

/** The slots of the same walk taken backwards. */
export const reversed = (index: IndexGraph, slots: readonly number[]): number[] =>
  slots.map((slot) => oppositeSlot(index, slot)).toReversed()

/** The same edge seen from its other end. */
function oppositeSlot({ incidence }: IndexGraph, slot: number): number {
  const { offsets, other, edge } = incidence
  const there = other[slot]
  for (let back = offsets[there]; back < offsets[there + 1]; back++) {
    if (edge[back] === edge[slot]) return back
  }
  throw new Error('an edge has one end only')
}

/** The vertex that a slot leaves. */
export const startOf = (index: IndexGraph, slot: number): number =>
  index.incidence.other[oppositeSlot(index, slot)]
