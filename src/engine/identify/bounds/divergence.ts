import type { Interval } from './interval'

export type DivergenceId = 'total-variation' | 'kullback-leibler' | 'hellinger'

/** What was seen under one value of the treatment: outcomes with their probabilities, and the share of that value. */
export interface SeenOutcomes {
  readonly outcomes: readonly number[]
  readonly probabilities: readonly number[]
  /** P(X = x), the propensity. */
  readonly share: number
}

/**
 * Bounds of E[Y | do(x)] that use of the unseen only how far the two distributions can be apart. P(y | do(x)) mixes
 * P(y | x), with weight e = P(x), and something unknown; hence D_f(P(y | x), P(y | do(x))) is at most
 * e f(1 / e) + (1 - e) f(0): 1 - e in total variation, -log e for Kullback-Leibler, 1 - sqrt e for squared Hellinger.
 * The bounds are the smallest and largest mean over distributions on the support that are as near. Jung & Kang,
 * Information-theoretic causal bounds under unmeasured confounding, CLeaR 2026.
 *
 * Mixtures are among the distributions that are as near, so that on the same support these bounds are never tighter
 * than those without assumptions.
 */
export function divergenceBounds(seen: SeenOutcomes, support: Interval, divergence: DivergenceId): Interval {
  const mirrored = { ...seen, outcomes: seen.outcomes.map((value) => -value) }
  return {
    low: -largestMean(mirrored, -support.low, divergence),
    high: largestMean(seen, support.high, divergence),
  }
}

function largestMean(seen: SeenOutcomes, top: number, divergence: DivergenceId): number {
  if (seen.share <= 0) return top
  return divergence === 'total-variation' ? shiftedMean(seen, top) : tiltedMean(seen, top, tilts[divergence])
}

/** The lowest outcomes, 1 - e of them, move to the top. */
function shiftedMean({ outcomes, probabilities, share }: SeenOutcomes, top: number): number {
  const ascending = outcomes
    .map((value, i) => ({ value, p: probabilities[i] }))
    .toSorted((a, b) => a.value - b.value)
  let left = 1 - share
  let mean = left * top
  for (const { value, p } of ascending) {
    const moved = Math.min(left, p)
    left -= moved
    mean += (p - moved) * value
  }
  return mean
}

interface Tilt {
  /** The nearest distributions of a given mean are q proportional to p / (c - y)^power. */
  readonly power: number
  readonly distance: (p: readonly number[], q: readonly number[]) => number
  readonly radius: (share: number) => number
}

const sumOf = (p: readonly number[], term: (value: number, i: number) => number): number =>
  p.reduce((sum, value, i) => sum + (value > 0 ? term(value, i) : 0), 0)

const tilts: Readonly<Record<Exclude<DivergenceId, 'total-variation'>, Tilt>> = {
  'kullback-leibler': {
    power: 1,
    distance: (p, q) => sumOf(p, (value, i) => value * Math.log(value / q[i])),
    radius: (share) => -Math.log(share),
  },
  hellinger: {
    power: 2,
    distance: (p, q) => 1 - sumOf(p, (value, i) => Math.sqrt(value * q[i])),
    radius: (share) => 1 - Math.sqrt(share),
  },
}

const HALVINGS = 200

/**
 * The largest mean within the radius: the outcomes are tilted towards the top, and where even the strongest tilt is
 * near enough, part of all moves to the top itself (the stationary points of the Lagrangian in q).
 */
function tiltedMean({ outcomes, probabilities, share }: SeenOutcomes, top: number, tilt: Tilt): number {
  const radius = tilt.radius(share)
  const tilted = (c: number): number[] => {
    const raw = probabilities.map((p, i) => (p > 0 ? p / (c - outcomes[i]) ** tilt.power : 0))
    const total = raw.reduce((sum, value) => sum + value, 0)
    return raw.map((value) => value / total)
  }
  const meanOf = (q: readonly number[]) => q.reduce((sum, value, i) => sum + value * outcomes[i], 0)
  const isNear = (q: readonly number[]) => tilt.distance(probabilities, q) <= radius
  const hasTop = outcomes.some((value, i) => value >= top && probabilities[i] > 0)
  const strongest = hasTop ? null : tilted(top)
  if (strongest && isNear(strongest)) {
    const moved = boundary((part) => isNear(strongest.map((value) => value * (1 - part))))
    return (1 - moved) * meanOf(strongest) + moved * top
  }
  const spread = Math.max(1e-12, top - Math.min(...outcomes))
  // c - top = spread (1 - t) / t: from endless, which tilts nothing, to none.
  const t = boundary((part) => part === 0 || isNear(tilted(top + (spread * (1 - part)) / part)))
  return t === 0 ? meanOf(probabilities) : meanOf(tilted(top + (spread * (1 - t)) / t))
}

/** The largest part in [0, 1) that is still near; nearness is lost once. */
function boundary(isNear: (part: number) => boolean): number {
  let low = 0
  let high = 1
  for (let step = 0; step < HALVINGS && high - low > 1e-15; step++) {
    const middle = (low + high) / 2
    if (isNear(middle)) low = middle
    else high = middle
  }
  return low
}
