import type { Column } from '../dataset'
import { countBins, type Bins } from './bins'
import { countCategories } from './categories'
import { columnMoments, standardised } from './column-moments'
import { binsOf, summariseNumbers } from './describe-columns'
import { meanInterval } from './pair-numbers'
import { quantilesInPlace } from './quantiles'

/** The numbers of one category. */
export interface GroupSummary {
  readonly label: string
  readonly rows: number
  readonly mean: number
  readonly sd: number
  /** 95 % of the mean, by Student's t; null with fewer than two rows. */
  readonly interval: readonly [low: number, high: number] | null
  readonly q1: number
  readonly median: number
  readonly q3: number
  /** Rows in each of the shared bins. */
  readonly counts: readonly number[]
}

export interface GroupsPair {
  readonly form: 'groups'
  /** Which of the two columns is the category. */
  readonly category: 'x' | 'y'
  readonly bins: Bins
  readonly groups: readonly GroupSummary[]
  /** Categories beyond the twelve most frequent. */
  readonly others: { readonly categories: number; readonly count: number }
  /** Share of the variance that lies between the categories (eta squared), all of them; NaN when nothing varies. */
  readonly between: number
}

/** A column of numbers within each category of another, at the rows where both are known. */
export function describeGroupsPair(category: Column, number: Column, side: 'x' | 'y'): GroupsPair {
  const counted = countCategories(category)
  const bins = binsOf(number, summariseNumbers(number.values)) ?? { edges: [0, 0], unit: 'number' as const }
  const place = new Map(counted.parts.map(({ value }, i) => [value, i]))
  const members = counted.parts.map(({ count }) => new Float64Array(count))
  const filled = members.map(() => 0)
  for (let row = 0; row < number.values.length; row++) {
    const group = place.get(category.values[row])
    if (group !== undefined) members[group][filled[group]++] = number.values[row]
  }
  return {
    form: 'groups',
    category: side,
    bins,
    groups: counted.parts.map(({ label }, i) => summariseGroup(label, members[i], bins)),
    others: counted.others,
    between: varianceBetween(category.values, number.values),
  }
}

function summariseGroup(label: string, values: Float64Array, bins: Bins): GroupSummary {
  const { mean, sd, known } = columnMoments(values)
  const { counts } = countBins(values, bins)
  const [q1, median, q3] = quantilesInPlace(values, [0.25, 0.5, 0.75])
  const squares = known > 1 ? sd * sd * (known - 1) : NaN
  return {
    label,
    rows: known,
    mean,
    sd,
    interval: meanInterval(mean, squares, known),
    q1,
    median,
    q3,
    counts,
  }
}

/** Correlation ratio (Pearson 1905): squares between the means of groups over squares about the mean of all. */
export function varianceBetween(groups: Float64Array, values: Float64Array): number {
  const moments = columnMoments(values)
  if (!(moments.sd > 0)) return NaN
  const sums = new Map<number, { rows: number; deviation: number }>()
  for (let row = 0; row < values.length; row++) {
    const deviation = standardised(values[row], moments)
    const group = sums.get(groups[row])
    if (group) {
      group.rows++
      group.deviation += deviation
    } else sums.set(groups[row], { rows: 1, deviation })
  }
  let between = 0
  for (const { rows, deviation } of sums.values()) between += (deviation * deviation) / rows
  return Math.min(1, between / (moments.known - 1))
}
