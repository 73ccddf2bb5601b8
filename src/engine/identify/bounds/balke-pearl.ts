import type { Interval } from './interval'

/** P(Y = y, X = x | Z = z) at [z][y][x], all of 0 and 1. */
export type BinaryTrial = readonly (readonly (readonly number[])[])[]

/**
 * Sharp bounds of P(Y = 1 | do(X = 1)) - P(Y = 1 | do(X = 0)) where Z is as good as drawn by lot and acts on Y through
 * X alone: eight expressions from below and eight from above, the vertices of the linear programme over response
 * types. Balke & Pearl, JASA 92, 1997; Pearl, Causality, 2009, equation 8.17. Where the table breaks the instrumental
 * inequality there is no such effect, and low may exceed high.
 */
export function balkePearlBounds(trial: BinaryTrial): Interval {
  /** yx.z as the paper writes it. */
  const p = (y: number, x: number, z: number) => trial[z][y][x]
  const low = Math.max(
    p(1, 1, 1) + p(0, 0, 0) - 1,
    p(1, 1, 0) + p(0, 0, 1) - 1,
    p(1, 1, 0) - p(1, 1, 1) - p(1, 0, 1) - p(0, 1, 0) - p(1, 0, 0),
    p(1, 1, 1) - p(1, 1, 0) - p(1, 0, 0) - p(0, 1, 1) - p(1, 0, 1),
    -p(0, 1, 1) - p(1, 0, 1),
    -p(0, 1, 0) - p(1, 0, 0),
    p(0, 0, 1) - p(0, 1, 1) - p(1, 0, 1) - p(0, 1, 0) - p(0, 0, 0),
    p(0, 0, 0) - p(0, 1, 0) - p(1, 0, 0) - p(0, 1, 1) - p(0, 0, 1),
  )
  const high = Math.min(
    1 - p(0, 1, 1) - p(1, 0, 0),
    1 - p(0, 1, 0) - p(1, 0, 1),
    -p(0, 1, 0) + p(0, 1, 1) + p(0, 0, 1) + p(1, 1, 0) + p(0, 0, 0),
    -p(0, 1, 1) + p(1, 1, 1) + p(0, 0, 1) + p(0, 1, 0) + p(0, 0, 0),
    p(1, 1, 1) + p(0, 0, 1),
    p(1, 1, 0) + p(0, 0, 0),
    -p(1, 0, 1) + p(1, 1, 1) + p(0, 0, 1) + p(1, 1, 0) + p(1, 0, 0),
    -p(1, 0, 0) + p(1, 1, 0) + p(0, 0, 0) + p(1, 1, 1) + p(1, 0, 1),
  )
  return { low, high }
}

/**
 * max over x of sum over y of max over z of P(y, x | z), less 1: at most 0 for every instrument. Pearl, UAI 1995. With
 * [z][y][x] of any sizes; for two of each it is all that an instrument implies (Bonet, UAI 2001).
 */
export function instrumentalExcess(trial: BinaryTrial): number {
  const [first] = trial
  const sums = first[0].map((_, x) =>
    first.reduce((sum, __, y) => sum + Math.max(...trial.map((table) => table[y][x])), 0),
  )
  return Math.max(...sums) - 1
}
