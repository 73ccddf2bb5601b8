/** What one column with gaps comes to: counts, range and the first two moments of the values that are known. */
export interface ColumnMoments {
  /** Values that are known. */
  readonly known: number
  readonly missing: number
  /** NaN without known values. */
  readonly mean: number
  /** Standard deviation, divisor n - 1; NaN with fewer than two known values. */
  readonly sd: number
  /** NaN without known values; infinite when the column holds an infinite number. */
  readonly min: number
  readonly max: number
  /** Every known value is a whole number. */
  readonly whole: boolean
}

/** Beyond these magnitudes squares overflow or vanish, so the values are scaled first. */
const LARGEST_SAFE = 1e140
const SMALLEST_SAFE = 1e-140
/** The smallest scale whose inverse is still a number. */
const SMALLEST_SCALE = 1e-300

/** Three passes: range, mean, squares about the mean (corrected two-pass, Chan, Golub & LeVeque 1983). NaN is skipped. */
export function columnMoments(values: Float64Array): ColumnMoments {
  let known = 0
  let min = Infinity
  let max = -Infinity
  let whole = true
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (Number.isNaN(value)) continue
    known++
    if (value < min) min = value
    if (value > max) max = value
    if (whole && !Number.isInteger(value)) whole = false
  }
  const missing = values.length - known
  if (known === 0) return { known, missing, mean: NaN, sd: NaN, min: NaN, max: NaN, whole: false }
  const size = Math.max(Math.abs(min), Math.abs(max))
  const scale = size > LARGEST_SAFE || (size > 0 && size < SMALLEST_SAFE) ? Math.max(size, SMALLEST_SCALE) : 1
  // A shift inside the range keeps the sum of long columns far from zero exact to the last digits.
  const shift = min / scale
  const perScale = 1 / scale
  let total = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (!Number.isNaN(value)) total += value * perScale - shift
  }
  const centre = shift + total / known
  let squares = 0
  let rest = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (Number.isNaN(value)) continue
    const deviation = value * perScale - centre
    squares += deviation * deviation
    rest += deviation
  }
  const mean = Math.min(max, Math.max(min, (centre + rest / known) * scale))
  const sd = known > 1 ? Math.sqrt(Math.max(0, squares - (rest * rest) / known) / (known - 1)) * scale : NaN
  return { known, missing, mean, sd, min, max, whole }
}

/** Deviations from the mean in standard deviations. Halves are exact and keep the difference from overflowing. */
export const standardised = (value: number, { mean, sd }: Pick<ColumnMoments, 'mean' | 'sd'>): number =>
  (0.5 * value - 0.5 * mean) / (0.5 * sd)
