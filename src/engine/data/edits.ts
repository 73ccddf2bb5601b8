import { countTexts, textOfCell } from './column-cells'
import type { NumberColumn, RawColumn, TextColumn } from './raw-table'

/** Row (from 1) -> new text of the cell, null for missing. */
export type Edits = Readonly<Record<number, string | null>>

/** The column with some cells replaced; `steps` says of each what it was and became. */
export function withEdits(raw: RawColumn, edits: Edits, steps: string[]): RawColumn {
  const rows = Object.keys(edits)
    .map(Number)
    .toSorted((a, b) => a - b)
  if (rows.length === 0) return raw
  for (const row of rows) {
    const after = edits[row] === null ? 'made missing' : `changed to “${edits[row]}”`
    steps.push(`${raw.name}: “${textOfCell(raw, row - 1)}” in row ${row} ${after}.`)
  }
  return raw.form === 'texts' ? editTexts(raw, edits, rows) : editNumbers(raw, edits, rows)
}

function editTexts(raw: TextColumn, edits: Edits, rows: readonly number[]): TextColumn {
  const texts = [...raw.texts]
  const codes = raw.codes.slice()
  const codeOf = coder(texts)
  for (const row of rows) codes[row - 1] = codeOf(edits[row] ?? '')
  // Texts that no cell holds any longer would still count as categories.
  const counts = countTexts({ codes, texts })
  const kept = texts.flatMap((_, code) => (counts[code] > 0 ? [code] : []))
  const moved = new Uint32Array(texts.length)
  kept.forEach((code, index) => {
    moved[code] = index
  })
  return { ...raw, texts: kept.map((code) => texts[code]), codes: codes.map((code) => moved[code]) }
}

/** Edited cells become odd ones, which are read as texts. */
function editNumbers(raw: NumberColumn, edits: Edits, rows: readonly number[]): NumberColumn {
  const { odd } = raw
  const edited = new Set(rows.map((row) => row - 1))
  const values = raw.values.slice()
  const texts: string[] = []
  const codeOf = coder(texts)
  const cells = rows.map((row) => ({ row: row - 1, text: edits[row] ?? '' }))
  for (let at = 0; at < odd.rows.length; at++)
    if (!edited.has(odd.rows[at])) cells.push({ row: odd.rows[at], text: odd.texts[odd.codes[at]] })
  cells.sort((a, b) => a.row - b.row)
  for (const row of edited) values[row] = NaN
  return {
    ...raw,
    values,
    odd: {
      rows: Int32Array.from(cells, ({ row }) => row),
      codes: Uint32Array.from(cells, ({ text }) => codeOf(text)),
      texts,
    },
  }
}

/** Gives each text a code: its place in `texts`, which grows. */
function coder(texts: string[]): (text: string) => number {
  const known = new Map(texts.map((text, code) => [text, code]))
  return (text) => {
    const code = known.get(text) ?? texts.length
    if (code === texts.length) {
      known.set(text, code)
      texts.push(text)
    }
    return code
  }
}
