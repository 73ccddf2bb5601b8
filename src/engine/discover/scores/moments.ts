import { crossProducts } from '../../kernels/cross-products'
import { standardisedColumns } from '../../stats/standardised'
import type { DiscoveryProblem } from '../algorithm'

/**
 * What a Gaussian score of one variable reads: correlations over the rows in which that variable was not set. With
 * `removed`, the correlation of columns a and b is (correlation[a, b] - sum over its rows of row[a] * row[b]) *
 * scale[a] * scale[b]; without, it is `correlation` itself.
 */
export interface Moments {
  /** Row-major. A column that is constant in these rows has correlation 0 with all others. */
  readonly correlation: Float64Array
  readonly rows: number
  readonly removed?: Removed
}

/** The rows in which a variable was set, and their mean, in units of the pooled correlations. */
interface Removed {
  readonly rows: readonly Float64Array[]
  /** 0 for a column that is constant in the rows that stay. */
  readonly scale: Float64Array
}

/** How a parent enters: as it is, or with its square as well. */
export type BasisWidth = 1 | 2

/** Matrices of their own for variables that were set take up to this many numbers (128 megabytes) in all. */
const MOST_NUMBERS = 1.6e7
/** A column whose variance in the rows that stay is below this share counts as constant there. */
const SMALLEST_SHARE = 1e-9

/**
 * Moments for each variable; all that were never set share one record. With width 2 column 2v is variable v and column
 * 2v + 1 its square, both standardised. Where matrices for every variable that was set would not fit, all share the
 * pooled one and each keeps the few rows to take out of it.
 */
export function momentsByVariable(problem: DiscoveryProblem, width: BasisWidth = 1): Moments[] {
  const columns = basisColumns(problem.columns, width)
  const correlation = crossProducts(columns)
  const size = columns.length
  for (let k = 0; k < correlation.length; k++) correlation[k] /= problem.rows.used
  for (let k = 0; k < size; k++) correlation[k * size + k] = 1
  const pooled: Moments = { correlation, rows: problem.rows.used }
  const setRows = rowsByTarget(problem)
  const separate = setRows.size * size * size <= MOST_NUMBERS
  return Array.from(problem.names, (_, variable) => {
    const set = setRows.get(variable)
    if (!set) return pooled
    const moments = withRemoved(pooled, columns, set)
    return separate ? withOwnMatrix(moments) : moments
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

/** Standardised; a constant column is 0. */
const standardised = (columns: readonly Float64Array[]) =>
  standardisedColumns(columns).map((column) => (column.some(Number.isNaN) ? column.fill(0) : column))

function basisColumns(columns: readonly Float64Array[], width: BasisWidth): Float64Array[] {
  const linear = standardised(columns)
  if (width === 1) return linear
  const squares = standardised(linear.map((column) => column.map((value) => value * value)))
  return linear.flatMap((column, variable) => [column, squares[variable]])
}

function withRemoved(pooled: Moments, columns: readonly Float64Array[], set: readonly number[]): Moments {
  const rows = pooled.rows - set.length
  const size = columns.length
  const removed = set.map((row) =>
    Float64Array.from(columns, (column) => column[row] / Math.sqrt(pooled.rows)),
  )
  // What stays has the mean of the set rows, turned around, as all columns have mean 0.
  removed.push(
    Float64Array.from(
      columns,
      (column) => set.reduce((sum, row) => sum - column[row], 0) / Math.sqrt(rows * pooled.rows),
    ),
  )
  const scale = Float64Array.from(columns, (_, a) => {
    const share = removed.reduce((left, row) => left - row[a] * row[a], pooled.correlation[a * size + a])
    return share > (SMALLEST_SHARE * rows) / pooled.rows ? 1 / Math.sqrt(share) : 0
  })
  return { correlation: pooled.correlation, rows, removed: { rows: removed, scale } }
}

function withOwnMatrix({ correlation: pooled, rows, removed }: Moments): Moments {
  const { rows: taken, scale } = removed!
  const size = scale.length
  const correlation = crossProducts(
    Array.from(scale, (_, column) => Float64Array.from(taken, (row) => row[column])),
  )
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      const value = (pooled[a * size + b] - correlation[a * size + b]) * (scale[a] * scale[b])
      correlation[a * size + b] = value
      correlation[b * size + a] = value
    }
    correlation[a * size + a] = 1
  }
  return { correlation, rows }
}
