import type { RawColumn, RawTable } from './raw-table'

/** Rows that repeat an earlier row cell by cell, told by 64 bits of hash a row. */
export function countRepeatedRows(table: RawTable): number {
  // A column of texts in which every row differs settles it without comparing rows.
  if (table.columns.some((column) => column.form === 'texts' && column.texts.length === table.rows)) return 0
  const first = new Int32Array(table.rows)
  const second = new Int32Array(table.rows)
  for (const column of table.columns) mix(column, first, second)
  return countRepeated(first, second)
}

function mix(column: RawColumn, first: Int32Array, second: Int32Array) {
  const rows = first.length
  const put = (row: number, low: number, high: number) => {
    const a = Math.imul(first[row] ^ low, 0x9e3779b1) + high
    first[row] = a ^ (a >>> 15)
    const b = Math.imul(second[row] ^ high, 0x85ebca6b) + low
    second[row] = b ^ (b >>> 13)
  }
  if (column.form === 'texts') {
    for (let row = 0; row < rows; row++) put(row, column.codes[row], 0)
    return
  }
  const { values, odd } = column
  const bits = new Int32Array(values.buffer, values.byteOffset, 2 * rows)
  for (let row = 0; row < rows; row++) put(row, bits[2 * row], bits[2 * row + 1])
  for (let at = 0; at < odd.rows.length; at++) put(odd.rows[at], odd.codes[at] + 1, 1)
}

function countRepeated(first: Int32Array, second: Int32Array): number {
  const rows = first.length
  // Open addressing; holds row + 1.
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 2)))
  const mask = slots.length - 1
  let repeated = 0
  for (let row = 0; row < rows; row++) {
    let slot = first[row] & mask
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const other = slots[slot] - 1
      if (first[other] === first[row] && second[other] === second[row]) break
    }
    if (slots[slot] === 0) slots[slot] = row + 1
    else repeated++
  }
  return repeated
}
