import { correlationMatrix } from '../../stats/moments'
import { createSharedRows } from './shared-rows'

/** What a Gaussian test reads of the few variables that it looks at. */
export interface TestMoments {
  /**
   * Puts the correlations of the first `count` members into `target`, row-major count x count; returns the number of
   * rows behind them. A member that is constant in these rows has zeros throughout, also on the diagonal.
   */
  correlations(members: Int32Array, count: number, target: Float64Array): number
}

/** Correlations over all rows, computed once. */
export function completeMoments(columns: readonly Float64Array[]): TestMoments {
  const size = columns.length
  const matrix = correlationMatrix(columns)
  const rows = columns[0]?.length ?? 0
  return {
    correlations(members, count, target) {
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < count; j++) target[i * count + j] = matrix[members[i] * size + members[j]] || 0
      }
      return rows
    },
  }
}

/** Correlations over the rows that have all members: test-wise deletion. NaN is missing. */
export function testWiseMoments(columns: readonly Float64Array[]): TestMoments {
  const shared = createSharedRows(columns)
  const complete = columns.flatMap((column, index) => (column.some(Number.isNaN) ? [] : [index]))
  const whole = completeMoments(complete.map((index) => columns[index]))
  const positions = new Int32Array(columns.length)
  complete.forEach((index, position) => (positions[index] = position))
  const among = new Int32Array(columns.length)
  return {
    correlations(members, count, target) {
      const rows = shared.of(members, count)
      if (!rows) {
        for (let k = 0; k < count; k++) among[k] = positions[members[k]]
        return whole.correlations(among, count, target)
      }
      correlateRows(columns, rows, members, count, target)
      return rows.length
    },
  }
}

/** Below this share of its mean square a variance is rounding. */
const CONSTANT = 1e-12
let block = new Float64Array(0)

function correlateRows(
  columns: readonly Float64Array[],
  rows: Int32Array,
  members: Int32Array,
  count: number,
  target: Float64Array,
): void {
  const length = rows.length
  if (block.length < count * length) block = new Float64Array(2 * count * length)
  for (let i = 0; i < count; i++) {
    const column = columns[members[i]]
    const start = i * length
    let total = 0
    for (let k = 0; k < length; k++) total += block[start + k] = column[rows[k]]
    const mean = total / length
    let squares = 0
    for (let k = 0; k < length; k++) {
      const deviation = (block[start + k] -= mean)
      squares += deviation * deviation
    }
    const scale = squares > CONSTANT * (squares + length * mean * mean) ? 1 / Math.sqrt(squares) : 0
    target[i * count + i] = scale > 0 ? 1 : 0
    for (let k = 0; k < length; k++) block[start + k] *= scale
    for (let j = 0; j < i; j++) {
      const other = j * length
      let product = 0
      for (let k = 0; k < length; k++) product += block[start + k] * block[other + k]
      const bounded = Math.max(-1, Math.min(1, product))
      target[i * count + j] = bounded
      target[j * count + i] = bounded
    }
  }
}
