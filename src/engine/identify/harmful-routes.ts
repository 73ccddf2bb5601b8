import type { VertexSet } from '../graph/index-graph'
import type { AdjustmentSetting } from './adjustment-query'

/** How the effect reaches a harmful variable. */
export interface HarmfulRoute {
  /** Vertices along a directed path that starts at a treatment. */
  readonly route: readonly number[]
  /** The last vertex on it that carries the effect: the variable itself, what affects it, or the outcome. */
  readonly carrier: number
}

/** The route of every vertex in `setting.harmful`; on to the outcome where the vertex lies on a causal path. */
export function harmfulRoutes(setting: AdjustmentSetting): (v: number) => HarmfulRoute {
  const { index, exposures, outcomes, onCausalPath, query } = setting
  const carriers = query.effect === 'total' ? onCausalPath : outcomes
  const { parents, children, count } = index

  const spread = (from: VertexSet, into: (v: number) => boolean, { offsets, items } = children) => {
    const before = new Int32Array(count).fill(-1)
    const queue = [...from.keys()].filter((v) => from[v])
    for (const v of queue) before[v] = v
    for (let head = 0; head < queue.length; head++) {
      const v = queue[head]
      for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
        const w = items[slot]
        if (before[w] >= 0 || !into(w)) continue
        before[w] = v
        queue.push(w)
      }
    }
    return before
  }
  const follow = (before: Int32Array, v: number) => {
    const path = [v]
    while (before[path.at(-1)!] !== path.at(-1)) path.push(before[path.at(-1)!])
    return path
  }

  const carried = (v: number) => carriers[v] === 1
  const fromTreatment = spread(exposures, carried)
  const toOutcome = spread(outcomes, (v) => carried(v) && !exposures[v], parents)
  const reachedCarriers = carriers.map((member, v) => (member && fromTreatment[v] >= 0 ? 1 : 0))
  const fromCarrier = spread(reachedCarriers, () => true)
  return (v) => {
    const downwards = follow(fromCarrier, v)
    const carrier = downwards.at(-1)!
    const start = follow(fromTreatment, carrier).toReversed()
    const onwards = query.effect === 'total' && onCausalPath[v] ? follow(toOutcome, v) : downwards.toReversed()
    return { route: [...start, ...onwards.slice(1)], carrier }
  }
}
