import type { DiscoveryProblem } from '../algorithm'
import { createSharedRows } from './shared-rows'

/** What a stratified table adds to a test of independence within the strata. */
export interface TableSums {
  readonly statistic: number
  /** Rows and columns that do not occur in a stratum cost no degrees of freedom. */
  readonly degreesOfFreedom: number
  /** Rows and cells of the strata in which anything can be compared. */
  readonly rows: number
  readonly cells: number
}

/** What a cell adds to the statistic, given its count and what the margins let expect; cells are met with count 0 too. */
export type CellTerm = (count: number, expected: number) => number

/** Cells beyond which strata are numbered as they occur instead of by the codes of the set. */
const MOST_CELLS = 1 << 16

/**
 * Cross tables of two columns of codes within every combination of the codes of a set, over the rows that have them
 * all.
 */
export function createStratifiedCounts({ columns, levels, gaps }: DiscoveryProblem) {
  const codes = columns.map((column) => Int32Array.from(column, (code) => (Number.isNaN(code) ? -1 : code)))
  const shared = gaps === 'some' ? createSharedRows(columns) : null
  const everyRow = Int32Array.from({ length: columns[0].length }, (_, row) => row)
  const members = new Int32Array(columns.length)
  let counts = new Float64Array(64)
  const strata = new Int32Array(everyRow.length)
  const rowMargin = new Float64Array(Math.max(...levels, 1))
  const columnMargin = new Float64Array(Math.max(...levels, 1))

  const rowsOf = (x: number, y: number, given: Int32Array, size: number): Int32Array => {
    if (!shared) return everyRow
    members[0] = x
    members[1] = y
    for (let k = 0; k < size; k++) members[k + 2] = given[k]
    return shared.of(members, size + 2) ?? everyRow
  }

  /** Numbers the stratum of each row; returns how many numbers there are. */
  const numberStrata = (rows: Int32Array, given: Int32Array, size: number): number => {
    strata.fill(0, 0, rows.length)
    let count = 1
    for (let k = 0; k < size; k++) {
      const code = codes[given[k]]
      const width = levels[given[k]]
      for (let row = 0; row < rows.length; row++) strata[row] = strata[row] * width + code[rows[row]]
      count *= width
      if (count > MOST_CELLS) count = renumber(rows.length)
    }
    return count
  }
  const renumber = (length: number) => {
    const numbers = new Map<number, number>()
    for (let row = 0; row < length; row++) {
      const number = numbers.get(strata[row]) ?? numbers.size
      numbers.set(strata[row], number)
      strata[row] = number
    }
    return numbers.size
  }

  const sums = (x: number, y: number, given: Int32Array, size: number, term: CellTerm): TableSums => {
    const rows = rowsOf(x, y, given, size)
    const count = numberStrata(rows, given, size)
    const height = levels[x]
    const width = levels[y]
    const table = height * width
    if (counts.length < count * table) counts = new Float64Array(2 * count * table)
    counts.fill(0, 0, count * table)
    const left = codes[x]
    const right = codes[y]
    for (let k = 0; k < rows.length; k++) {
      counts[strata[k] * table + left[rows[k]] * width + right[rows[k]]]++
    }
    let statistic = 0
    let degreesOfFreedom = 0
    let rowsCompared = 0
    let cells = 0
    for (let stratum = 0; stratum < count; stratum++) {
      const start = stratum * table
      rowMargin.fill(0, 0, height)
      columnMargin.fill(0, 0, width)
      let total = 0
      for (let cell = 0; cell < table; cell++) {
        const here = counts[start + cell]
        if (here === 0) continue
        rowMargin[Math.floor(cell / width)] += here
        columnMargin[cell % width] += here
        total += here
      }
      let tall = 0
      let wide = 0
      for (let i = 0; i < height; i++) tall += Number(rowMargin[i] > 0)
      for (let j = 0; j < width; j++) wide += Number(columnMargin[j] > 0)
      if (tall < 2 || wide < 2) continue
      degreesOfFreedom += (tall - 1) * (wide - 1)
      rowsCompared += total
      cells += tall * wide
      for (let i = 0; i < height; i++) {
        if (rowMargin[i] === 0) continue
        for (let j = 0; j < width; j++) {
          if (columnMargin[j] === 0) continue
          statistic += term(counts[start + i * width + j], (rowMargin[i] * columnMargin[j]) / total)
        }
      }
    }
    return { statistic, degreesOfFreedom, rows: rowsCompared, cells }
  }
  return { sums, rowsOf }
}
