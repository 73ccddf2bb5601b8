import { asTexts, codedCells, interpretTexts, readingOfColumn } from './column-cells'
import type { ColumnDecision } from './import'
import { profileAs, type ColumnProfile, type TableProfile } from './profile'
import type { RawColumn, RawTable } from './raw-table'

/** What would become of the rows if the file were imported now. */
export interface PreviewedRows {
  readonly total: number
  /** Rows with a value in every used column. */
  readonly complete: number
  /** Rows that would be complete but for cells that cannot be read and have not been settled. */
  readonly unsettled: number
  /** Used column -> rows in which it has no value, unsettled cells aside. */
  readonly missing: Readonly<Record<string, number>>
}

export interface ImportPreview {
  /** In file order, each under the kind decided for it. */
  readonly columns: readonly ColumnProfile[]
  readonly rows: PreviewedRows
}

const PRESENT = 0
const MISSING = 1
const UNREADABLE = 2

/**
 * The table under decisions that are still being made. `settled` names columns whose unreadable cells have been
 * declared missing. A changed kind gives the column a new profile.
 */
export function previewImport(
  table: RawTable,
  profile: TableProfile,
  decisions: readonly ColumnDecision[],
  settled: readonly string[],
): ImportPreview {
  const decided = new Map(decisions.map((decision) => [decision.name, decision]))
  const columns = table.columns.map((column, i) => {
    const kind = decided.get(column.name)?.kind ?? profile.columns[i].kind
    return kind === profile.columns[i].kind ? profile.columns[i] : profileAs(table, column, kind)
  })
  const missing: Record<string, number> = {}
  const worst = new Uint8Array(table.rows)
  for (const [i, column] of table.columns.entries()) {
    const decision = decided.get(column.name)
    if (!(decision?.use ?? columns[i].leaveOut === undefined)) continue
    const states = cellStates(column, columns[i], table.rows, decision?.edits ?? {})
    if (!states) continue
    const isSettled = settled.includes(column.name)
    let lost = 0
    for (let row = 0; row < table.rows; row++) {
      if (states[row] === PRESENT) continue
      const isMissing = states[row] === MISSING || isSettled
      if (isMissing) {
        lost++
        worst[row] = MISSING
      } else if (worst[row] === PRESENT) worst[row] = UNREADABLE
    }
    if (lost > 0) missing[column.name] = lost
  }
  let complete = 0
  let unsettled = 0
  for (const state of worst) {
    if (state === PRESENT) complete++
    else if (state === UNREADABLE) unsettled++
  }
  return { columns, rows: { total: table.rows, complete, unsettled, missing } }
}

/** One a row; null when every cell has a value. */
function cellStates(
  raw: RawColumn,
  profile: ColumnProfile,
  rows: number,
  edits: Readonly<Record<number, string | null>>,
): Uint8Array | null {
  if (profile.missing === 0 && profile.offendingRows === 0 && Object.keys(edits).length === 0) return null
  const edited = Object.entries(edits).map(([row, text]) => ({ row: Number(row), text: text ?? '' }))
  const reading = readingOfColumn(
    profile.kind,
    profile.texts,
    [...codedCells(raw).texts, ...edited.map(({ text }) => text)],
    profile.style,
  )
  const isWritten = raw.form === 'numbers' && reading !== (raw.unit === 'day' ? 'date' : 'number')
  const cells = codedCells(isWritten ? asTexts(raw) : raw)
  const texts = [...cells.texts, ...edited.map(({ text }) => text)]
  const interpreted = interpretTexts(texts, reading, profile.style)
  const states = interpreted.missing.map((isMissing, code) =>
    isMissing ? MISSING : interpreted.reasons[code] === null ? PRESENT : UNREADABLE,
  )
  const found = new Uint8Array(rows)
  for (let at = 0; at < cells.codes.length; at++) found[cells.rows?.[at] ?? at] = states[cells.codes[at]]
  edited.forEach(({ row }, i) => {
    found[row - 1] = states[cells.texts.length + i]
  })
  return found
}
