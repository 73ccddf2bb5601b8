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
  const size = columns.length
  const rows = size > 0 ? columns[0].length : 0
  const centred = columns.map((column) => {
    const centre = mean(column)
    return Float64Array.from(column, (value) => value - centre)
  })
  const matrix = crossProducts(centred)
  for (let k = 0; k < matrix.length; k++) matrix[k] /= rows - 1
  return matrix
}

/** Pearson correlations in [-1, 1], ones on the diagonal; NaN off the diagonal for a constant column. */
export function correlationMatrix(columns: readonly ArrayLike<number>[]): Float64Array {
  const size = columns.length
  const matrix = covarianceMatrix(columns)
  const deviations = columns.map((_, i) => Math.sqrt(matrix[i * size + i]))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const scale = deviations[i] * deviations[j]
      const ratio = scale > 0 ? matrix[i * size + j] / scale : NaN
      const correlation = Math.max(-1, Math.min(1, ratio))
      matrix[i * size + j] = correlation
      matrix[j * size + i] = correlation
    }
    matrix[i * size + i] = 1
  }
  return matrix
}

/** The p-quantile of values in ascending order, linear between order statistics (type 7 of Hyndman & Fan 1996). */
export function quantileSorted(ascending: ArrayLike<number>, p: number): number {
  const position = (ascending.length - 1) * p
  const below = Math.floor(position)
  const above = Math.min(below + 1, ascending.length - 1)
  return ascending[below] + (position - below) * (ascending[above] - ascending[below])
}
