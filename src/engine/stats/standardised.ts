import { mean } from './moments'

/** A copy of each complete column with mean 0 and variance 1 (divisor N); a constant column becomes NaN. */
export function standardisedColumns(columns: readonly Float64Array[]): Float64Array[] {
  return columns.map((column) => {
    const centre = mean(column)
    const squares = column.reduce((total, value) => total + (value - centre) ** 2, 0)
    const deviation = Math.sqrt(squares / column.length)
    return column.map((value) => (value - centre) / deviation)
  })
}
