import { createNotices } from '../header'
import { GrowingColumn } from './growing-column'
import { NumberReader } from './number-bytes'
import type { TextFault } from './text-pool'

const QUOTE = 34
const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const SPACE = 32
const GROWTH = 1.5
const utf8 = new TextDecoder()
const SURPLUS_SHOWN = 60

export interface TableShape {
  readonly separator: string
  readonly decimal: 'point' | 'comma'
  /** One a column. */
  readonly holds: readonly ('numbers' | 'texts')[]
  readonly header: 'first-row' | 'none'
  /** Rows to make room for at first. */
  readonly expectedRows: number
}

/**
 * Puts the records of a delimited text into columns, and notes the ragged ones with their places. Records without
 * quoted cells are read from the bytes; the others come as texts from a CSV parser.
 */
export class RecordScanner {
  readonly columns: readonly GrowingColumn[]
  readonly notices = createNotices()
  rows = 0
  /** Line on which the next record begins, from 1. */
  line = 1
  blankLines = 0
  fault: { readonly fault: TextFault; readonly line: number } | null = null
  #capacity: number
  /** The values of each column, as large as the capacity. */
  #stores: readonly Float64Array[]
  #headerToCome: boolean
  /** Blank lines that count only when a row follows: between rows, not at the end. */
  #blanksBefore = 0
  #scratch = new Uint8Array(1024)
  readonly #separator: number
  readonly #numbers: NumberReader
  readonly #isNumber: Uint8Array

  constructor(readonly shape: TableShape) {
    this.#capacity = Math.max(16, shape.expectedRows)
    this.columns = shape.holds.map((holds) => new GrowingColumn(holds, this.#capacity))
    this.#stores = this.columns.map(({ values }) => values)
    this.#isNumber = Uint8Array.from(shape.holds, (holds) => (holds === 'numbers' ? 1 : 0))
    this.#separator = shape.separator.charCodeAt(0)
    this.#numbers = new NumberReader((shape.decimal === 'point' ? '.' : ',').charCodeAt(0), this.#separator)
    this.#headerToCome = shape.header === 'first-row'
  }

  /** In bytes. */
  get memory(): number {
    return this.columns.reduce((sum, column) => sum + column.memory, 0)
  }

  /**
   * Reads records from `from` up to `end`, where a line ends. Returns where it stopped: `end`, or the start of the
   * first record with a quoted cell.
   */
  scan(bytes: Uint8Array, from: number, end: number): number {
    const { columns } = this
    const width = columns.length
    const isNumber = this.#isNumber
    const numbers = this.#numbers
    const separator = this.#separator
    let at = from
    if (this.#headerToCome) {
      at = this.#skipHeader(bytes, at, end)
      if (this.#headerToCome) return at
    }
    while (at < end) {
      const record = at
      if (bytes[at] === LINE_FEED || bytes[at] === CARRIAGE_RETURN) {
        this.#passBlankLine()
        at = pastLineEnd(bytes, at)
        continue
      }
      this.#beginRow()
      const row = this.rows
      const stores = this.#stores
      let byte = 0
      let j = 0
      for (; ; j++) {
        const start = at
        if (bytes[at] === QUOTE) {
          for (let k = 0; k < Math.min(j, width); k++) columns[k].forget(row)
          return record
        }
        if (j < width && isNumber[j] === 1) {
          const value = numbers.read(bytes, at)
          // NaN alone differs from itself.
          if (value === value) {
            stores[j][row] = value
            at = numbers.end
            byte = bytes[at]
            if (byte !== separator) break
            at++
            continue
          }
          if (numbers.padded) columns[j].padded++
        }
        byte = bytes[at]
        while (byte !== separator && byte !== LINE_FEED && byte !== CARRIAGE_RETURN) byte = bytes[++at]
        if (j < width) this.#putText(j, bytes, start, at)
        if (byte !== separator) break
        at++
      }
      if (j + 1 === width) this.rows++
      else this.#endUnevenRow(utf8.decode(bytes.subarray(record, at)).split(this.shape.separator))
      this.line++
      at = pastLineEnd(bytes, at)
    }
    return at
  }

  /** Takes a record that a CSV parser has split. */
  put(cells: readonly string[]) {
    const lines = cells.reduce((sum, cell) => sum + lineEndsIn(cell), 1)
    if (cells.length === 1 && (cells[0] === '' || (this.#headerToCome && cells[0].trim() === ''))) {
      this.#passBlankLine()
      return
    }
    if (this.#headerToCome) this.#headerToCome = false
    else {
      this.#beginRow()
      for (let j = 0; j < Math.min(cells.length, this.columns.length); j++) this.#putCell(j, cells[j])
      if (cells.length === this.columns.length) this.rows++
      else this.#endUnevenRow(cells)
    }
    this.line += lines
  }

  #putCell(j: number, text: string) {
    const column = this.columns[j]
    const length = this.#write(text)
    if (this.#isNumber[j] === 1) {
      const value = this.#numbers.read(this.#scratch, 0)
      if (value === value && this.#numbers.end === length) {
        column.values[this.rows] = value
        return
      }
      if (this.#numbers.padded) column.padded++
    }
    this.#putText(j, this.#scratch, 0, length)
  }

  #putText(j: number, source: Uint8Array, from: number, to: number) {
    const column = this.columns[j]
    column.putText(this.rows, source, from, to)
    const { fault } = column.texts
    if (fault !== null) this.fault ??= { fault, line: this.line }
  }

  /** Puts the text into the scratch bytes with a line end behind it; returns its length in bytes. */
  #write(text: string): number {
    if (3 * text.length + 1 > this.#scratch.length) this.#scratch = new Uint8Array(6 * text.length + 1)
    const bytes = this.#scratch
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code > 127) {
        const encoded = new TextEncoder().encode(text)
        bytes.set(encoded)
        bytes[encoded.length] = LINE_FEED
        return encoded.length
      }
      bytes[at] = code
    }
    bytes[text.length] = LINE_FEED
    return text.length
  }

  /** Leaves `#headerToCome` set when the header has quoted cells, or has not been met by the end. */
  #skipHeader(bytes: Uint8Array, from: number, end: number): number {
    let at = from
    while (at < end) {
      const record = at
      let blank = true
      for (let cellStarts = true; bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN; at++) {
        if (cellStarts && bytes[at] === QUOTE) return record
        cellStarts = bytes[at] === this.#separator
        if (bytes[at] !== SPACE) blank = false
      }
      at = pastLineEnd(bytes, at)
      this.line++
      if (blank) continue
      this.#headerToCome = false
      return at
    }
    return at
  }

  #passBlankLine() {
    this.line++
    if (this.rows > 0) this.#blanksBefore++
  }

  #beginRow() {
    if (this.#blanksBefore > 0) this.#passBlanksBefore()
    this.#makeRoom()
  }

  /** In a table with one column blank lines are missing cells. */
  #passBlanksBefore() {
    if (this.columns.length > 1) this.blankLines += this.#blanksBefore
    else
      for (let blank = 0; blank < this.#blanksBefore; blank++) {
        this.#makeRoom()
        this.columns[0].putText(this.rows++, this.#scratch, 0, 0)
      }
    this.#blanksBefore = 0
  }

  #makeRoom() {
    if (this.rows < this.#capacity) return
    this.#capacity = Math.ceil(this.#capacity * GROWTH)
    for (const column of this.columns) column.makeRoom(this.#capacity)
    this.#stores = this.columns.map(({ values }) => values)
  }

  /** Ends a row with too few or too many cells, which have been put as far as there are columns. */
  #endUnevenRow(cells: readonly string[]) {
    const width = this.columns.length
    const found = cells.length
    if (found === 1 && cells[0].trim() === '') {
      this.columns[0].forget(this.rows)
      this.blankLines++
      return
    }
    for (let j = found; j < width; j++) this.columns[j].putText(this.rows, this.#scratch, 0, 0)
    const row = this.rows + 1
    const surplus = cells.slice(width).join(this.shape.separator).slice(0, SURPLUS_SHOWN)
    const consequence =
      found < width ? `the last ${width - found} count as missing` : `the surplus “${surplus}” was left out`
    this.notices.add(
      'ragged-row',
      `Row ${row} (line ${this.line}) has ${found} ${found === 1 ? 'cell' : 'cells'} instead of ${width}: ${consequence}.`,
      { row, line: this.line },
    )
    this.rows++
  }
}

/** `\n`, `\r\n` or `\r`. */
function pastLineEnd(bytes: Uint8Array, at: number): number {
  return bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED ? at + 2 : at + 1
}

function lineEndsIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
