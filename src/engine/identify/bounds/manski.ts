import { differenceOf, meet, type Interval } from './interval'

/** One value of the treatment, as observed. */
export interface ObservedArm {
  /** P(X = x) */
  readonly share: number
  /** E[Y | X = x] */
  readonly mean: number
}

/** Arms in the order of the treatment's values, with an outcome between the two numbers of `support`. */
export interface ObservedArms {
  readonly arms: readonly ObservedArm[]
  readonly support: Interval
}

/** Positions of the two arms to compare. */
export interface Contrast {
  readonly from: number
  readonly to: number
}

const shareWhere = (arms: readonly ObservedArm[], holds: (at: number) => boolean): number =>
  arms.reduce((sum, { share }, at) => sum + (holds(at) ? share : 0), 0)

const sumWhere = (arms: readonly ObservedArm[], holds: (at: number) => boolean): number =>
  arms.reduce((sum, { share, mean }, at) => sum + (holds(at) && share > 0 ? share * mean : 0), 0)

/**
 * Without assumptions: those who had another value could have had any outcome. E[Y | do(x)] lies between
 * E[Y; X = x] + P(X != x) times the smallest and the largest outcome. Manski, AER 80(2), 1990. The effect's bounds
 * are as wide as the support times (2 - P(from) - P(to)): for two arms once the support, and they hold 0.
 */
export function noAssumptionBounds({ arms, support }: ObservedArms, { from, to }: Contrast): Interval {
  const under = (arm: number): Interval => {
    const seen = sumWhere(arms, (at) => at === arm)
    const rest = 1 - arms[arm].share
    return { low: seen + rest * support.low, high: seen + rest * support.high }
  }
  return differenceOf(under(to), under(from))
}

/**
 * No one's outcome moves against the `direction` when the treatment is raised, in the order of the arms. Manski,
 * Econometrica 65(6), 1997, proposition 1 and corollary 2.
 */
export function monotoneResponseBounds(
  { arms, support }: ObservedArms,
  { from, to }: Contrast,
  direction: 'increasing' | 'decreasing',
): Interval {
  const isRising = direction === 'increasing'
  const under = (arm: number): Interval => {
    /** Arms in which outcomes are at most those under `arm`. */
    const below = (at: number) => (isRising ? at <= arm : at >= arm)
    const above = (at: number) => (isRising ? at >= arm : at <= arm)
    return {
      low: sumWhere(arms, below) + (1 - shareWhere(arms, below)) * support.low,
      high: sumWhere(arms, above) + (1 - shareWhere(arms, above)) * support.high,
    }
  }
  const isRaised = isRising === from < to
  const sign: Interval = isRaised ? { low: 0, high: Infinity } : { low: -Infinity, high: 0 }
  return meet(differenceOf(under(to), under(from)), sign)
}

/**
 * Those who had more of the treatment would have had, under any value of it, outcomes at least as high on average.
 * Manski & Pepper, Econometrica 68(4), 2000, section 2.
 */
export function monotoneSelectionBounds({ arms, support }: ObservedArms, { from, to }: Contrast): Interval {
  const under = (arm: number): Interval => {
    const { mean } = arms[arm]
    const [less, more] = [shareWhere(arms, (at) => at < arm), shareWhere(arms, (at) => at > arm)]
    return {
      low: less * support.low + (1 - less) * mean,
      high: more * support.high + (1 - more) * mean,
    }
  }
  return differenceOf(under(to), under(from))
}
