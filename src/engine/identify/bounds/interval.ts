/** Smallest and largest value that fits: of a mean, or of an effect. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Of `to` less `from`, where the two can take their values independently of one another. */
export const differenceOf = (to: Interval, from: Interval): Interval => ({
  low: to.low - from.high,
  high: to.high - from.low,
})

/** What is left where both hold; low above high where they cannot. */
export const meet = (a: Interval, b: Interval): Interval => ({
  low: Math.max(a.low, b.low),
  high: Math.min(a.high, b.high),
})
