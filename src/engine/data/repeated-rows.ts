import { textOfCell } from './column-cells'
import { summariseNumbers } from './number-summary'
import type { RawColumn, RawTable } from './raw-table'

/** Columns are hashed until so many times more combinations of their values are possible than there are rows. */
const COMBINATIONS_A_ROW = 10_000
/** Rows alike in the hashed columns but not in all, beyond which more columns are hashed. */
const MOST_ALIKE = 64

/**
 * Rows that repeat an earlier row cell by cell. Rows are told apart by a hash of the columns with the most different
 * values; those with the same hash are compared in full.
 */
export function countRepeatedRows({ rows, columns }: Pick<RawTable, 'rows' | 'columns'>): number {
  // A column of texts in which every row differs settles it without comparing rows.
  if (columns.some((column) => column.form === 'texts' && column.texts.length === rows)) return 0
  const telling = columns.toSorted((a, b) => differentCells(b) - differentCells(a))
  let combinations = 1
  const enough = telling.findIndex((column) => {
    combinations *= differentCells(column)
    return combinations > COMBINATIONS_A_ROW * rows
  })
  const few = enough < 0 ? null : countWithHash(rows, columns, telling.slice(0, enough + 1), MOST_ALIKE)
  return few ?? countWithHash(rows, columns, columns, Infinity) ?? 0
}

const differentCells = (column: RawColumn): number =>
  column.form === 'texts'
    ? column.texts.length
    : summariseNumbers(column.values).distinct + column.odd.texts.length

/** Null when more than `most` unlike rows share a hash. */
function countWithHash(
  rows: number,
  columns: readonly RawColumn[],
  hashed: readonly RawColumn[],
  most: number,
): number | null {
  const hashes = new Int32Array(rows)
  for (const column of hashed) mix(column, hashes)
  // Open addressing; holds row + 1.
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 2)))
  const mask = slots.length - 1
  let repeated = 0
  for (let row = 0; row < rows; row++) {
    const hash = hashes[row]
    let slot = (hash ^ (hash >>> 16)) & mask
    let unlike = 0
    let found = false
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const other = slots[slot] - 1
      if (hashes[other] !== hash) continue
      found = columns.every((column) => isSame(column, other, row))
      if (found) break
      if (++unlike > most) return null
    }
    if (found) repeated++
    else slots[slot] = row + 1
  }
  return repeated
}

function mix(column: RawColumn, hashes: Int32Array) {
  const rows = hashes.length
  if (column.form === 'texts') {
    const { codes } = column
    for (let row = 0; row < rows; row++) {
      const mixed = Math.imul(hashes[row] ^ codes[row], 0x9e3779b1)
      hashes[row] = mixed ^ (mixed >>> 15)
    }
    return
  }
  const { values } = column
  const bits = new Int32Array(values.buffer, values.byteOffset, 2 * rows)
  for (let row = 0; row < rows; row++) {
    // 0 and -0 are the same number, whatever their bits.
    const high = values[row] === 0 ? 0 : bits[2 * row + 1]
    const mixed = Math.imul(hashes[row] ^ bits[2 * row] ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1)
    hashes[row] = mixed ^ (mixed >>> 15)
  }
}

function isSame(column: RawColumn, a: number, b: number): boolean {
  if (column.form === 'texts') return column.codes[a] === column.codes[b]
  const [first, second] = [column.values[a], column.values[b]]
  if (first === second) return true
  return Number.isNaN(first) && Number.isNaN(second) && textOfCell(column, a) === textOfCell(column, b)
}
