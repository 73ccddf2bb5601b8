import { chiSquareUpperTail } from './distributions'
import { solvePositiveDefinite } from './dense'

/** Cross tables of two categorical columns, one for each stratum; every cell row-major, rows of a by columns of b. */
export interface StratifiedTables {
  readonly rows: number
  readonly columns: number
  /** Only strata that occur. */
  readonly tables: readonly Float64Array[]
  /** All counts together. */
  readonly total: number
}

export interface ChiSquareTest {
  readonly statistic: number
  /** 0 where nothing can be compared; p is then NaN. */
  readonly degreesOfFreedom: number
  readonly p: number
}

/** Codes 0 .. of the values, in ascending order of the values. No NaN. */
export function codesOf(values: ArrayLike<number>): { codes: Int32Array; count: number } {
  const distinct = [...new Set(Array.from(values))].toSorted((a, b) => a - b)
  const position = new Map(distinct.map((value, code) => [value, code]))
  return { codes: Int32Array.from(values, (value) => position.get(value)!), count: distinct.length }
}

/** Tables of a by b within every combination of the values of the `given` columns that occurs. No NaN. */
export function stratifiedTables(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  given: readonly ArrayLike<number>[],
): StratifiedTables {
  const left = codesOf(a)
  const right = codesOf(b)
  const strata = combinationCodes(given, a.length)
  const tables: Float64Array[] = Array.from(
    { length: strata.count },
    () => new Float64Array(left.count * right.count),
  )
  for (let row = 0; row < a.length; row++)
    tables[strata.codes[row]][left.codes[row] * right.count + right.codes[row]]++
  return { rows: left.count, columns: right.count, tables, total: a.length }
}

/** One code for each combination of values that occurs; all 0 without columns. */
export function combinationCodes(
  columns: readonly ArrayLike<number>[],
  rows: number,
): { codes: Int32Array; count: number } {
  let combined: { codes: Int32Array; count: number } = {
    codes: new Int32Array(rows),
    count: rows > 0 ? 1 : 0,
  }
  for (const column of columns) {
    const { codes, count } = codesOf(column)
    combined = codesOf(combined.codes.map((code, row) => code * count + codes[row]))
  }
  return combined
}

interface Margins {
  readonly rows: Float64Array
  readonly columns: Float64Array
  readonly total: number
}

function marginsOf(table: Float64Array, columns: number): Margins {
  const byRow = new Float64Array(table.length / columns)
  const byColumn = new Float64Array(columns)
  let total = 0
  table.forEach((count, cell) => {
    byRow[Math.floor(cell / columns)] += count
    byColumn[cell % columns] += count
    total += count
  })
  return { rows: byRow, columns: byColumn, total }
}

const occurring = (margin: Float64Array): number => margin.reduce((sum, count) => sum + Number(count > 0), 0)

/** Cells of the tables whose row and column both occur in their stratum. */
export const cellsToFill = ({ tables, columns }: StratifiedTables): number =>
  tables.reduce((cells, table) => {
    const margins = marginsOf(table, columns)
    return cells + occurring(margins.rows) * occurring(margins.columns)
  }, 0)

/**
 * The likelihood ratio test of independence within every stratum, G^2 = 2 sum n log(n / expected); rows and columns
 * that do not occur in a stratum cost no degrees of freedom. Bishop, Fienberg & Holland 1975, Discrete Multivariate
 * Analysis, section 4.2; Spirtes, Glymour & Scheines 2000, section 5.5.
 */
export function gSquared({ tables, columns }: StratifiedTables): ChiSquareTest {
  let statistic = 0
  let degreesOfFreedom = 0
  for (const table of tables) {
    const margins = marginsOf(table, columns)
    degreesOfFreedom += Math.max(0, (occurring(margins.rows) - 1) * (occurring(margins.columns) - 1))
    table.forEach((count, cell) => {
      if (count === 0) return
      const expected =
        (margins.rows[Math.floor(cell / columns)] * margins.columns[cell % columns]) / margins.total
      statistic += 2 * count * Math.log(count / expected)
    })
  }
  const bounded = Math.max(0, statistic)
  return { statistic: bounded, degreesOfFreedom, p: upperTail(bounded, degreesOfFreedom) }
}

const upperTail = (statistic: number, df: number) => (df > 0 ? chiSquareUpperTail(statistic, df) : NaN)

/**
 * The generalised Mantel-Haenszel test of association: cell counts summed over strata against what the margins of each
 * stratum let expect. Holds up where strata are many and small; sees a dependence only where its direction is shared.
 * Landis, Heyman & Koch 1978, International Statistical Review 46, section 3 (general association).
 */
export function mantelHaenszel({ tables, rows, columns }: StratifiedTables): ChiSquareTest {
  const size = (rows - 1) * (columns - 1)
  const excess = new Float64Array(size)
  const covariance = new Float64Array(size * size)
  for (const table of tables) {
    const margins = marginsOf(table, columns)
    const { total } = margins
    if (total < 2) continue
    const scale = (total * total) / (total - 1)
    const spread = (margin: Float64Array, i: number, j: number) =>
      (i === j ? margin[i] / total : 0) - (margin[i] / total) * (margin[j] / total)
    for (let cell = 0; cell < size; cell++) {
      const [i, j] = [Math.floor(cell / (columns - 1)), cell % (columns - 1)]
      excess[cell] += table[i * columns + j] - (margins.rows[i] * margins.columns[j]) / total
      for (let other = 0; other <= cell; other++) {
        const [k, l] = [Math.floor(other / (columns - 1)), other % (columns - 1)]
        const value = scale * spread(margins.rows, i, k) * spread(margins.columns, j, l)
        covariance[cell * size + other] += value
        if (other !== cell) covariance[other * size + cell] += value
      }
    }
  }
  const solved = size > 0 ? solvePositiveDefinite(covariance, size, excess) : null
  if (!solved) return { statistic: NaN, degreesOfFreedom: 0, p: NaN }
  const statistic = excess.reduce((sum, value, cell) => sum + value * solved[cell], 0)
  return { statistic, degreesOfFreedom: size, p: chiSquareUpperTail(statistic, size) }
}
