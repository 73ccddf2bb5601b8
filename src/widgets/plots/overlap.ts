/** A bar of the mirrored histogram; shares of the group's rows, so that groups of unequal size compare. */
export interface OverlapBar {
  /** Left edge and width on the axis from 0 to 1. */
  readonly at: number
  readonly width: number
  /** Height as a share of the tallest bar of both groups. */
  readonly above: number
  readonly below: number
}

const total = (counts: readonly number[]) => counts.reduce((sum, value) => sum + value, 0)

/** Bars of two groups' counts over the same bins: one group upwards, the other downwards. */
export function overlapBars(
  edges: readonly number[],
  above: readonly number[],
  below: readonly number[],
): OverlapBar[] {
  const totalAbove = total(above) || 1
  const totalBelow = total(below) || 1
  const tallest = Math.max(
    ...above.map((n) => n / totalAbove),
    ...below.map((n) => n / totalBelow),
    Number.MIN_VALUE,
  )
  return above.map((n, i) => ({
    at: edges[i],
    width: edges[i + 1] - edges[i],
    above: n / totalAbove / tallest,
    below: (below[i] ?? 0) / totalBelow / tallest,
  }))
}
