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

/** The columns that parents enter by, standardised, and their correlations over all rows. */
export interface PooledMoments {
  readonly columns: readonly Float64Array[]
  readonly moments: Moments
}

/** With width 2 column 2v is variable v and column 2v + 1 its square. */
export function poolMoments(problem: DiscoveryProblem, width: BasisWidth): PooledMoments {
  const columns = basisColumns(problem.columns, width)
  const correlation = crossProducts(columns)
  const size = columns.length
  for (let k = 0; k < correlation.length; k++) correlation[k] /= problem.rows.used
  for (let k = 0; k < size; k++) correlation[k * size + k] = 1
  return { columns, moments: { correlation, rows: problem.rows.used } }
}

/**
 * Moments for each variable; all that were never set share one record. Where matrices for every variable that was set
 * would not fit, all share the pooled one and each keeps the few rows to take out of it.
 *
 * @param mostNumbers that the matrices may have in all
 */
export function momentsByVariable(
  problem: DiscoveryProblem,
  { columns, moments: pooled }: PooledMoments = poolMoments(problem, 1),
  mostNumbers = MOST_NUMBERS,
): Moments[] {
  const setRows = rowsByTarget(problem)
  const separate = setRows.size * columns.length ** 2 <= mostNumbers
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
  const taken = set.map((row) => {
    const values = new Float64Array(size)
    for (let column = 0; column < size; column++)
      values[column] = columns[column][row] / Math.sqrt(pooled.rows)
    return values
  })
  // What stays has the mean of the set rows, turned around, as all columns have mean 0.
  const mean = new Float64Array(size)
  for (const values of taken) {
    for (let column = 0; column < size; column++) mean[column] -= values[column] / Math.sqrt(rows)
  }
  const removed = [...taken, mean]
  const scale = new Float64Array(size)
  const fewest = (SMALLEST_SHARE * rows) / pooled.rows
  for (let column = 0; column < size; column++) {
    let share = 1
    for (const values of removed) share -= values[column] * values[column]
    scale[column] = share > fewest ? 1 / Math.sqrt(share) : 0
  }
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
