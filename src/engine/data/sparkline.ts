import { summariseNumbers } from './number-summary'

/** A small picture of one column, as numbers: a histogram or the shares of categories. */
export type Sparkline =
  | {
      readonly form: 'histogram'
      readonly counts: readonly number[]
      readonly from: number
      readonly to: number
    }
  | { readonly form: 'shares'; readonly parts: readonly { readonly label: string; readonly count: number }[] }
  | { readonly form: 'none' }

const BINS = 16
const MOST_PARTS = 6

/** Of longer columns every second, third, … row is drawn. */
const ROWS_DRAWN = 200_000

/** Equal bins from the smallest to the largest value; whole numbers with few values get one bin each. NaN is skipped. */
export function histogram(values: Float64Array): Sparkline {
  const { min: from, max: to, whole } = summariseNumbers(values)
  if (!(to > from)) return { form: 'none' }
  const bins = whole && to - from < BINS ? to - from + 1 : BINS
  const width = whole && to - from < BINS ? 1 : (to - from) / BINS
  const counts = new Float64Array(bins)
  const stride = Math.ceil(values.length / ROWS_DRAWN)
  for (let row = 0; row < values.length; row += stride) {
    const value = values[row]
    if (value === value) counts[Math.min(bins - 1, Math.floor((value - from) / width))]++
  }
  return { form: 'histogram', counts: [...counts], from, to }
}

/** Category counts in the given order, the last part collecting what is left beyond a few. */
export function shares(labelled: readonly { readonly label: string; readonly count: number }[]): Sparkline {
  if (labelled.length < 2) return { form: 'none' }
  if (labelled.length <= MOST_PARTS) return { form: 'shares', parts: labelled }
  const largest = labelled.toSorted((a, b) => b.count - a.count)
  const rest = largest.slice(MOST_PARTS - 1).reduce((sum, { count }) => sum + count, 0)
  const others = labelled.length - MOST_PARTS + 1
  return {
    form: 'shares',
    parts: [...largest.slice(0, MOST_PARTS - 1), { label: `${others} others`, count: rest }],
  }
}
