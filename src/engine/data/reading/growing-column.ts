import { newColumn, trimmed } from '../column-memory'
import type { RawColumn } from '../raw-table'
import { enlarged, TextPool } from './text-pool'

const FIRST_ODD = 16

/** A column while its file is read: numbers with the odd cells among them, or texts by code. */
export class GrowingColumn {
  readonly texts = new TextPool()
  /** Cells with digits and a zero in front ("007"). */
  padded = 0
  /** One a row; NaN where the cell is odd. Empty in a column of texts. */
  values: Float64Array
  /** One a row in a column of texts. */
  codes: Uint32Array
  #oddRows = new Int32Array(FIRST_ODD)
  #oddCodes = new Uint32Array(FIRST_ODD)
  #odd = 0

  constructor(
    readonly holds: 'numbers' | 'texts',
    capacity: number,
  ) {
    this.values = newColumn(holds === 'numbers' ? capacity : 0)
    this.codes = new Uint32Array(holds === 'texts' ? capacity : 0)
  }

  /** Cells that are no plain number: missing or to be looked at. */
  get oddCount(): number {
    return this.#odd
  }

  /** In bytes. A column of texts becomes one of numbers when it is imported. */
  get memory(): number {
    const coded = 12 * this.codes.length + 8 * this.#oddRows.length
    return 8 * this.values.length + coded + this.texts.memory
  }

  makeRoom(capacity: number) {
    if (this.holds === 'texts') this.codes = enlarged(this.codes, capacity)
    else {
      const larger = newColumn(capacity)
      larger.set(this.values)
      this.values = larger
    }
  }

  /** Puts a cell that is no plain number. */
  putText(row: number, source: Uint8Array, from: number, to: number) {
    const code = this.texts.codeOf(source, from, to)
    if (this.holds === 'texts') {
      this.codes[row] = code
      return
    }
    if (this.#odd === this.#oddRows.length) {
      this.#oddRows = enlarged(this.#oddRows, 2 * this.#odd)
      this.#oddCodes = enlarged(this.#oddCodes, 2 * this.#odd)
    }
    this.values[row] = NaN
    this.#oddRows[this.#odd] = row
    this.#oddCodes[this.#odd++] = code
  }

  /** Takes back what was put into a row that is read again. */
  forget(row: number) {
    if (this.#odd > 0 && this.#oddRows[this.#odd - 1] === row) this.#odd--
  }

  /** The column as it stands in the file; `rows` is its length. */
  finish(name: string, rows: number): RawColumn {
    const texts = this.texts.texts()
    if (this.holds === 'texts') return { form: 'texts', name, codes: this.codes.slice(0, rows), texts }
    const odd = {
      rows: this.#oddRows.slice(0, this.#odd),
      codes: this.#oddCodes.slice(0, this.#odd),
      texts,
    }
    return { form: 'numbers', name, unit: 'number', values: trimmed(this.values, rows), odd }
  }
}
