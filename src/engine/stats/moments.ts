/** Sums and moments of complete columns (no NaN). */
import { crossProducts } from '../kernels/cross-products'

/** Sum with a running compensation for lost digits (Neumaier 1974, ZAMM 54). */
export function sum(values: ArrayLike<number>): number {
  let total = 0
  let compensation = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    const next = total + value
    compensation += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + compensation
}

/** NaN for no values. */
export const mean = (values: ArrayLike<number>): number => sum(values) / values.length

/** Two passes. `divisor`: 'sample' divides by n - 1, 'population' by n. */
export function variance(values: ArrayLike<number>, divisor: 'sample' | 'population' = 'sample'): number {
  const centre = mean(values)
  let squares = 0
  let rest = 0
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i] - centre
    squares += deviation * deviation
    rest += deviation
  }
  // The correction for rounding in the mean: Chan, Golub & LeVeque 1983, eq. 1.7.
  return (
    (squares - (rest * rest) / values.length) / (divisor === 'sample' ? values.length - 1 : values.length)
  )
}

/** Sample covariances (n - 1) of complete columns of equal length; row-major, columns.length squared. */
export function covarianceMatrix(columns: readonly ArrayLike<number>[]): Float64Array {
  const rows = columns.length > 0 ? columns[0].length : 0
  const matrix = crossProducts(columns.map(centred))
  for (let k = 0; k < matrix.length; k++) matrix[k] /= rows - 1
  return matrix
}

/** The column minus its mean. */
function centred(column: ArrayLike<number>): Float64Array {
  const centre = mean(column)
  const result = new Float64Array(column.length)
  for (let row = 0; row < column.length; row++) result[row] = column[row] - centre
  return result
}

/** Pearson correlations in [-1, 1], ones on the diagonal; NaN off the diagonal for a constant column. */
export function correlationMatrix(columns: readonly ArrayLike<number>[]): Float64Array {
  const size = columns.length
  const matrix = crossProducts(columns.map(centredToUnitLength))
  const squares = new Float64Array(size)
  for (let i = 0; i < size; i++) squares[i] = matrix[i * size + i]
  // Row by row over the whole matrix: to mirror one half into the other would jump about in memory.
  for (let i = 0; i < size; i++) {
    const own = squares[i]
    for (let j = 0; j < size; j++) {
      // The squares are 1 but for rounding; dividing by one of them makes copies of a column correlate with exactly 1.
      const ratio = matrix[i * size + j] / (own > squares[j] ? own : squares[j])
      matrix[i * size + j] = ratio > 1 ? 1 : ratio < -1 ? -1 : ratio
    }
    matrix[i * size + i] = 1
  }
  return matrix
}

/** NaN throughout for a constant. */
function centredToUnitLength(column: ArrayLike<number>): Float64Array {
  const result = centred(column)
  let squares = 0
  for (let row = 0; row < result.length; row++) squares += result[row] * result[row]
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : NaN
  for (let row = 0; row < result.length; row++) result[row] *= scale
  return result
}

/** The p-quantile of values in ascending order, linear between order statistics (type 7 of Hyndman & Fan 1996). */
export function quantileSorted(ascending: ArrayLike<number>, p: number): number {
  const position = (ascending.length - 1) * p
  const below = Math.floor(position)
  const above = Math.min(below + 1, ascending.length - 1)
  return ascending[below] + (position - below) * (ascending[above] - ascending[below])
}
