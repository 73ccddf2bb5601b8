import { ARROW, type VertexSet } from '../graph/index-graph'
import { reversed, startOf } from '../graph/walk-tree'
import type { AdjustmentSetting } from './adjustment-query'

/** How the effect reaches, or may reach, a harmful variable. */
export interface HarmfulRoute {
  /** A (possibly) directed path from a treatment, as incidence slots. */
  readonly route: readonly number[]
  /** The last vertex on it that carries the effect: the variable itself, what affects it, or the outcome. */
  readonly carrier: number
}

const UNSEEN = -2
const ROOT = -1

/** The route of every vertex in `setting.harmful`; on to the outcome where the vertex lies on a causal path. */
export function harmfulRoutes(setting: AdjustmentSetting): (v: number) => HarmfulRoute {
  const { drawn, exposures, outcomes, onCausalPath, query } = setting
  const carriers = query.effect === 'total' ? onCausalPath : outcomes
  const { offsets, other, markHere, markThere } = drawn.incidence

  /** The slot by which each vertex is first reached, along edges without an arrowhead at the end of the cause. */
  const spread = (from: VertexSet, into: (v: number) => boolean, markOfCause: Uint8Array) => {
    const cameBy = new Int32Array(drawn.count).fill(UNSEEN)
    const queue = [...from.keys()].filter((v) => from[v])
    for (const v of queue) cameBy[v] = ROOT
    for (const v of queue) {
      for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
        const w = other[slot]
        if (markOfCause[slot] === ARROW || cameBy[w] !== UNSEEN || !into(w)) continue
        cameBy[w] = slot
        queue.push(w)
      }
    }
    return cameBy
  }
  /** Slots from the root of a tree to a vertex of it, and the root. */
  const follow = (cameBy: Int32Array, v: number) => {
    const slots: number[] = []
    let at = v
    while (cameBy[at] >= 0) {
      slots.push(cameBy[at])
      at = startOf(drawn, cameBy[at])
    }
    return { slots: slots.toReversed(), root: at }
  }

  const carried = (v: number) => carriers[v] === 1 && !exposures[v]
  const fromTreatment = spread(exposures, carried, markHere)
  const toOutcome = spread(outcomes, carried, markThere)
  const reachedCarriers = carriers.map((member, v) => (member && fromTreatment[v] !== UNSEEN ? 1 : 0))
  const fromCarrier = spread(reachedCarriers, () => true, markHere)
  return (v) => {
    const downwards = follow(fromCarrier, v)
    const start = follow(fromTreatment, downwards.root).slots
    const onwards = onCausalPath[v] ? reversed(drawn, follow(toOutcome, v).slots) : downwards.slots
    return { route: [...start, ...onwards], carrier: downwards.root }
  }
}
