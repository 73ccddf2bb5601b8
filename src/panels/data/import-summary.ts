import { interpretTexts, readingOfColumn } from '../../engine/data/column-cells'
import type { ColumnKind } from '../../engine/data/dataset'
import type { ColumnDecision } from '../../engine/data/import'
import type { PreviewedRows } from '../../engine/data/import-preview'
import type { ColumnProfile } from '../../engine/data/profile'
import type { TableReading } from '../../engine/data/table-reading'

export interface CellToSettle {
  readonly column: string
  /** From 1. */
  readonly row: number
  readonly text: string
  readonly reason: string
}

export interface ColumnToSettle {
  readonly profile: ColumnProfile
  /** Listed cells that still need a decision, in row order. */
  readonly cells: readonly CellToSettle[]
  /** All that need one; more than are listed when there are very many. */
  readonly count: number
}

/** The unreadable cells of used columns that nobody has decided about yet, column by column in file order. */
export function columnsToSettle(
  columns: readonly ColumnProfile[],
  decisions: readonly ColumnDecision[],
  settled: readonly string[],
): readonly ColumnToSettle[] {
  return columns.flatMap((profile, i) => {
    const { use, edits = {} } = decisions[i]
    if (!use || profile.offendingRows === 0 || settled.includes(profile.name)) return []
    const cells = profile.offending
      .filter(({ row }) => !(row in edits))
      .map((cell) => ({ column: profile.name, ...cell }))
    const count = profile.offendingRows - (profile.offending.length - cells.length)
    return count > 0 ? [{ profile, cells, count }] : []
  })
}

/** How many used columns there are of each kind, most first. */
export function kindCounts(decisions: readonly ColumnDecision[]): readonly (readonly [ColumnKind, number])[] {
  const counts = new Map<ColumnKind, number>()
  for (const { use, kind } of decisions) if (use) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)
}

export interface Neighbourhood {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

const REACH = 2
const COLUMNS_SHOWN = 3

/** The cell with the two rows above and below and the columns beside it; null when the reading holds no excerpt of it. */
export function neighbourhood(reading: TableReading, column: string, row: number): Neighbourhood | null {
  const names = reading.source.columns
  const at = names.indexOf(column)
  const first = Math.max(0, Math.min(at - 1, names.length - COLUMNS_SHOWN))
  const near = reading.excerpts.filter((excerpt) => Math.abs(excerpt.row - row) <= REACH)
  if (at < 0 || !near.some((excerpt) => excerpt.row === row)) return null
  return {
    columns: names.slice(first, first + COLUMNS_SHOWN),
    rows: near.map((excerpt) => ({
      row: excerpt.row,
      cells: excerpt.cells.slice(first, first + COLUMNS_SHOWN),
    })),
  }
}

/** Why this text cannot stand in the column, or null when it can (an empty text is a missing value). */
export function objectionTo(text: string, profile: ColumnProfile): string | null {
  const reading = readingOfColumn(profile.kind, profile.texts, [text], profile.style)
  return interpretTexts([text], reading, profile.style).reasons[0]
}

/** Rows with and without a value as things stand, edits and settled cells included; unsettled cells are neither. */
export function presence(
  profile: ColumnProfile,
  used: boolean,
  rows: PreviewedRows | null,
  waiting: number,
): { present: number; missing: number } {
  if (!used || rows === null) return { present: profile.present, missing: profile.missing }
  const missing = rows.missing[profile.name] ?? 0
  return { present: rows.total - missing - waiting, missing }
}
