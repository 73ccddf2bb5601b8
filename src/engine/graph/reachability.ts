import { ancestorSet } from './ancestors'
import { ARROW, type EdgeSet, type IndexGraph, type VertexSet } from './index-graph'

/** What a walk may pass: a non-collider outside `given`, a collider that is in `given` or causes a member of it. */
export interface WalkRules {
  readonly given: VertexSet
  /** `given` and its ancestors, in the graph without the removed edges. */
  readonly givenAncestors: VertexSet
  readonly removed?: EdgeSet
}

export const walkRules = (index: IndexGraph, given: VertexSet, removed?: EdgeSet): WalkRules => ({
  given,
  givenAncestors: ancestorSet(index, given, { removed }),
  removed,
})

/** May a walk that came to v with `arrived` leave with `leaving` (both the marks at v)? */
export const passes = (rules: WalkRules, v: number, arrived: number, leaving: number): boolean =>
  arrived === ARROW && leaving === ARROW ? rules.givenAncestors[v] === 1 : rules.given[v] === 0

/**
 * Vertices that an open walk from the sources reaches, the sources included. On m-connection a walk is as
 * good as a path, so a vertex outside sources and `given` is marked exactly when it is m-connected to them.
 * Bayes ball over (vertex, mark of arrival): linear in the edges. Shachter, UAI 1998; for bidirected and
 * undirected edges Koster, Bernoulli 8(6), 2002.
 */
export function reachable(index: IndexGraph, sources: VertexSet, rules: WalkRules): VertexSet {
  const { offsets, other, edge, markHere, markThere } = index.incidence
  const { given, givenAncestors, removed } = rules
  const reached = sources.slice()
  // State 2v: arrived at v by a tail, 2v + 1: by an arrowhead.
  const seen = new Uint8Array(2 * index.count)
  const stack = new Int32Array(2 * index.count)
  let height = 0
  const enter = (slot: number) => {
    const state = 2 * other[slot] + (markThere[slot] === ARROW ? 1 : 0)
    if (seen[state]) return
    seen[state] = 1
    reached[other[slot]] = 1
    stack[height++] = state
  }
  for (let v = 0; v < index.count; v++) {
    if (!sources[v]) continue
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) if (!removed?.[edge[slot]]) enter(slot)
  }
  while (height > 0) {
    const state = stack[--height]
    const v = state >> 1
    const byArrow = (state & 1) === 1
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      if (removed?.[edge[slot]]) continue
      if (byArrow && markHere[slot] === ARROW ? givenAncestors[v] : !given[v]) enter(slot)
    }
  }
  return reached
}
