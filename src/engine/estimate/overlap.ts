import type { Diagnostic, Overlap } from './estimator'
import { info, warning } from './report'

const BINS = 20
/** Propensities nearer to 0 or 1 leave almost nobody to compare with. */
const THIN_PROPENSITY = 0.02
/** Weights that keep less than this share of the rows' information rest on few rows. */
const THIN_SHARE = 0.3

/**
 * Histograms of P(treated) in both arms and Kish's effective number of rows (sum w)^2 / sum w^2 under inverse weights,
 * times those that the rows have themselves.
 */
export function overlapOf(
  probabilities: Float64Array,
  treated: Float64Array,
  weights?: Float64Array,
): Overlap {
  const binEdges = Array.from({ length: BINS + 1 }, (_, k) => k / BINS)
  const counts = { treated: binEdges.slice(1).map(() => 0), untreated: binEdges.slice(1).map(() => 0) }
  let smallest = 1
  let largest = 0
  let sum = 0
  let squares = 0
  probabilities.forEach((p, row) => {
    const bin = Math.min(BINS - 1, Math.floor(p * BINS))
    counts[treated[row] === 1 ? 'treated' : 'untreated'][bin]++
    smallest = Math.min(smallest, p)
    largest = Math.max(largest, p)
    const weight = (weights ? weights[row] : 1) / (treated[row] === 1 ? p : 1 - p)
    sum += weight
    squares += weight * weight
  })
  return { binEdges, ...counts, smallest, largest, effectiveRows: (sum * sum) / squares }
}

export function overlapDiagnostics(overlap: Overlap, rows: number): Diagnostic[] {
  const { smallest, largest, effectiveRows } = overlap
  const thin = smallest < THIN_PROPENSITY || largest > 1 - THIN_PROPENSITY
  const range = `${smallest.toPrecision(2)} to ${largest.toPrecision(2)}`
  const heavy = effectiveRows < THIN_SHARE * rows
  return [
    (thin ? warning : info)('propensity-range', 'Probability of treatment', range),
    (heavy ? warning : info)('effective-rows', 'Effective rows after weighting', Math.round(effectiveRows)),
  ]
}
