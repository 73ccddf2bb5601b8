import { crossProducts, productsBetween } from './cross-products'

export interface PairwiseMoments {
  /** counts[i * size + j]: rows in which columns i and j both have a value; on the diagonal those of one column. */
  readonly counts: Int32Array
  /**
   * Pearson correlation over these rows, in [-1, 1], ones on the diagonal; NaN where fewer than two rows have both or
   * one of the two is constant in them.
   */
  readonly correlation: Float64Array
}

/** A variance over some rows below this share of the mean square there counts as zero: the rest is rounding. */
const CONSTANT = 1e-12

/**
 * Counts and correlations of each pair of columns over the rows that have both, NaN being a missing value
 * (available-case analysis, Little & Rubin 2019, Statistical Analysis with Missing Data, section 3.4). The matrix need
 * not be positive definite. Row-major, columns.length squared.
 *
 * With zeros in the gaps and a mask of zeros and ones, all sums over shared rows are products of whole columns.
 */
export function pairwiseMoments(columns: readonly Float64Array[]): PairwiseMoments {
  const size = columns.length
  const filled = columns.map(standardisedWithZeros)
  const squares = filled.map((column) => column.map((value) => value * value))
  const masks = columns.map((column) => column.map((value) => (Number.isNaN(value) ? 0 : 1)))
  const shared = crossProducts(masks)
  const products = crossProducts(filled)
  // sums[i * size + j]: the sum of column i over the rows that also have column j.
  const sums = productsBetween(filled, masks)
  const sumsOfSquares = productsBetween(squares, masks)

  const correlation = new Float64Array(size * size).fill(NaN)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const here = i * size + j
      const there = j * size + i
      const count = shared[here]
      const left = spread(count, sums[here], sumsOfSquares[here])
      const right = spread(count, sums[there], sumsOfSquares[there])
      if (!(left > 0 && right > 0)) continue
      const covariance = products[here] - (sums[here] * sums[there]) / count
      const ratio = covariance / Math.sqrt(left * right)
      correlation[here] = correlation[there] = Math.max(-1, Math.min(1, ratio))
    }
    correlation[i * size + i] = 1
  }
  return { counts: Int32Array.from(shared), correlation }
}

/** The sum of squared deviations from the mean, 0 for a constant. */
function spread(count: number, sum: number, sumOfSquares: number): number {
  if (count < 2) return 0
  const deviations = sumOfSquares - (sum * sum) / count
  return deviations > CONSTANT * sumOfSquares ? deviations : 0
}

/** Mean 0 and mean square 1 over the values that are there, 0 in the gaps: sums over few rows then lose few digits. */
function standardisedWithZeros(column: Float64Array): Float64Array {
  let count = 0
  let total = 0
  for (const value of column) {
    if (Number.isNaN(value)) continue
    count++
    total += value
  }
  const centre = total / count
  let squares = 0
  for (const value of column) if (!Number.isNaN(value)) squares += (value - centre) ** 2
  const scale = squares > 0 ? Math.sqrt(count / squares) : 0
  return column.map((value) => (Number.isNaN(value) ? 0 : (value - centre) * scale))
}
