import { correlationMatrix } from '../../stats/moments'
import type { DiscoveryProblem } from '../algorithm'

/** What a Gaussian score of one variable reads: correlations over the rows in which that variable was not set. */
export interface Moments {
  /** Row-major, size x size. A column that is constant in these rows has correlation 0 with all others. */
  readonly correlation: Float64Array
  readonly rows: number
}

/** Moments for each variable; all variables that were never set share one record. */
export function momentsByVariable(problem: DiscoveryProblem): Moments[] {
  const size = problem.names.length
  const pooled: Moments = { correlation: correlationMatrix(problem.columns), rows: problem.rows.used }
  const setRows = rowsByTarget(problem)
  if (setRows.size === 0) return Array.from({ length: size }, () => pooled)
  const scaled = problem.columns.map(standardised)
  return Array.from({ length: size }, (_, variable) => {
    const without = setRows.get(variable)
    return without ? momentsWithout(pooled, scaled, without) : pooled
  })
}

/** The rows in which each variable was set, for those that were set at all. */
export function rowsByTarget(problem: DiscoveryProblem): Map<number, number[]> {
  const rows = new Map<number, number[]>()
  problem.interventions?.forEach((target, row) => {
    if (target < 0) return
    const list = rows.get(target)
    if (list) list.push(row)
    else rows.set(target, [row])
  })
  return rows
}

/** Mean 0, variance 1 (divisor N). */
function standardised(column: Float64Array): Float64Array {
  const mean = column.reduce((total, value) => total + value, 0) / column.length
  const squares = column.reduce((total, value) => total + (value - mean) ** 2, 0)
  const scale = 1 / Math.sqrt(squares / column.length)
  return column.map((value) => (value - mean) * scale)
}

/** Takes some rows out of the pooled sums of squares and products of standardised columns. */
function momentsWithout(
  pooled: Moments,
  scaled: readonly Float64Array[],
  without: readonly number[],
): Moments {
  const size = scaled.length
  const rows = pooled.rows - without.length
  const sums = scaled.map((column) => without.reduce((total, row) => total - column[row], 0))
  const left = scaled.map((column) => Float64Array.from(without, (row) => column[row]))
  const correlation = new Float64Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let product = pooled.correlation[a * size + b] * pooled.rows
      for (let k = 0; k < without.length; k++) product -= left[a][k] * left[b][k]
      correlation[a * size + b] = product - (sums[a] * sums[b]) / rows
    }
  }
  const scale = scaled.map((_, a) => {
    const squares = correlation[a * size + a]
    return squares > 1e-9 * rows ? 1 / Math.sqrt(squares) : 0
  })
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      const value = Math.max(-1, Math.min(1, correlation[a * size + b] * scale[a] * scale[b]))
      correlation[a * size + b] = value
      correlation[b * size + a] = value
    }
    correlation[a * size + a] = 1
  }
  return { correlation, rows }
}
