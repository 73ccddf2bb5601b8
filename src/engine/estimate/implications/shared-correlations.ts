import type { Column } from '../../data/dataset'
import { mean } from '../../stats/moments'

/** Row-major correlations of columns, ones on the diagonal. */
export type Correlations = (columns: readonly Column[]) => Float64Array

/**
 * Correlations among columns without gaps, for many overlapping choices of columns: each pair is computed once, when
 * it is first asked for.
 */
export function sharedCorrelations(): Correlations {
  const centres = new Map<Column, { centre: number; deviation: number }>()
  const pairs = new Map<Column, Map<Column, number>>()
  const momentsOf = (column: Column) => {
    const known = centres.get(column)
    if (known) return known
    const centre = mean(column.values)
    let squares = 0
    for (const value of column.values) squares += (value - centre) ** 2
    const moments = { centre, deviation: Math.sqrt(squares) }
    centres.set(column, moments)
    return moments
  }
  const correlate = (a: Column, b: Column): number => {
    const known = pairs.get(a)?.get(b) ?? pairs.get(b)?.get(a)
    if (known !== undefined) return known
    const [left, right] = [momentsOf(a), momentsOf(b)]
    let product = 0
    for (let row = 0; row < a.values.length; row++)
      product += (a.values[row] - left.centre) * (b.values[row] - right.centre)
    const value = Math.max(-1, Math.min(1, product / (left.deviation * right.deviation)))
    const partners = pairs.get(a) ?? new Map<Column, number>()
    pairs.set(a, partners.set(b, value))
    return value
  }
  return (columns) => {
    const size = columns.length
    const matrix = new Float64Array(size * size)
    columns.forEach((a, i) =>
      columns.forEach((b, j) => {
        matrix[i * size + j] = i === j ? 1 : correlate(a, b)
      }),
    )
    return matrix
  }
}
