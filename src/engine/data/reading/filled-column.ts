import { newColumn } from '../column-memory'
import type { NumberColumn, TextColumn } from '../raw-table'

/** Gives each text a code, in order of appearance. */
function createCoder() {
  const texts: string[] = []
  const known = new Map<string, number>()
  return {
    texts,
    codeOf(text: string): number {
      const before = known.get(text)
      if (before !== undefined) return before
      known.set(text, texts.length)
      texts.push(text)
      return texts.length - 1
    },
  }
}

/** A column of numbers filled row by row, from row 0 on, out of typed cells. */
export function fillNumbers(name: string, unit: NumberColumn['unit'], rows: number) {
  const values = newColumn(rows)
  const oddRows: number[] = []
  const oddCodes: number[] = []
  const coder = createCoder()
  let row = 0
  return {
    /** Rows so far. */
    get filled() {
      return row
    },
    /** Without a finite number the cell is odd, as its text says. */
    put(value: number) {
      values[row++] = value
      if (!Number.isFinite(value)) {
        row--
        this.putText(Number.isNaN(value) ? 'NaN' : String(value))
      }
    },
    putText(text: string) {
      values[row] = NaN
      oddRows.push(row++)
      oddCodes.push(coder.codeOf(text))
    },
    finish(): NumberColumn {
      const odd = {
        rows: Int32Array.from(oddRows),
        codes: Uint32Array.from(oddCodes),
        texts: coder.texts,
      }
      return { form: 'numbers', name, unit, values, odd }
    },
  }
}

/** A column of texts filled row by row, from row 0 on. */
export function fillTexts(name: string, declared: 'text' | undefined, rows: number) {
  const codes = new Uint32Array(rows)
  const coder = createCoder()
  let row = 0
  return {
    get filled() {
      return row
    },
    putText(text: string) {
      codes[row++] = coder.codeOf(text)
    },
    finish: (): TextColumn => ({
      form: 'texts',
      name,
      codes,
      texts: coder.texts,
      ...(declared ? { declared } : {}),
    }),
  }
}
