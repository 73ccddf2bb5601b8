import { dateText } from './cells'
import {
  countTexts,
  interpretTexts,
  offendingCells,
  readingOfColumn,
  type OffendingCell,
} from './column-cells'
import { findCopies } from './copies'
import type { ColumnKind } from './dataset'
import { inferKind, type InferredKind } from './kinds'
import type { RawColumn, RawTable } from './raw-table'
import { histogram, shares, type Sparkline } from './sparkline'

/** How an offending cell can be mended; `keep-as-text` makes the whole column a category. */
export type CellFix = 'make-missing' | 'edit' | 'keep-as-text'

export type ColumnFlag = 'constant' | 'copy' | 'identifier' | 'all-missing'

export interface ColumnProfile {
  readonly name: string
  readonly kind: ColumnKind
  /** Are the cells numbers, so that codes of categories are the numbers themselves? */
  readonly texts: InferredKind['texts']
  /** Rows with a usable value. */
  readonly present: number
  /** Rows without one: blank or a word for missing. Offending cells are counted apart. */
  readonly missing: number
  readonly distinct: number
  readonly sparkline: Sparkline
  /** "2 to 41", "female, male", "1982-01-03 to 1985-12-30". */
  readonly summary: string
  /** Words read as missing, blank cells aside: “n/a” in 31 rows. */
  readonly missingWords: readonly { readonly text: string; readonly rows: number }[]
  /** The first of them, in row order; `offendingRows` is how many there are. */
  readonly offending: readonly OffendingCell[]
  readonly offendingRows: number
  readonly fixes: readonly CellFix[]
  readonly flags: readonly ColumnFlag[]
  /** Why the column should be left out ("a different value in every row"); absent when it should be used. */
  readonly leaveOut?: string
}

export interface TableProfile {
  readonly rows: number
  readonly columns: readonly ColumnProfile[]
  /** Rows that repeat an earlier row cell by cell. */
  readonly repeatedRows: number
}

const MOST_OFFENDING_LISTED = 200

const known = new WeakMap<RawTable, TableProfile>()

/** What each column of a table is, holds and lacks, and which columns had better be left out. */
export function profileTable(table: RawTable): TableProfile {
  const profile = known.get(table) ?? profileColumns(table)
  known.set(table, profile)
  return profile
}

function profileColumns(table: RawTable): TableProfile {
  const profiled = table.columns.map((column) =>
    profileColumn(column, table, inferKind(column, table.decimal)),
  )
  const comparable = profiled.filter(({ profile }) => profile.flags.length === 0)
  const copies = new Map(
    findCopies(comparable.map(({ profile, values }) => ({ name: profile.name, values }))).map((copy) => [
      comparable[copy.column].profile.name,
      copy.sentence,
    ]),
  )
  const columns = profiled.map(({ profile }): ColumnProfile => {
    const sentence = copies.get(profile.name)
    return sentence ? { ...profile, flags: [...profile.flags, 'copy'], leaveOut: sentence } : profile
  })
  return { rows: table.rows, columns, repeatedRows: countRepeatedRows(table) }
}

/** The profile of one column under a kind that the user chose instead of the inferred one. */
export const profileAs = (table: RawTable, column: RawColumn, kind: ColumnKind): ColumnProfile =>
  profileColumn(column, table, { kind, texts: inferKind(column, table.decimal).texts }).profile

function profileColumn(
  column: RawColumn,
  table: RawTable,
  { kind, texts }: InferredKind,
): { profile: ColumnProfile; values: Float64Array } {
  const interpreted = interpretTexts(
    column.texts,
    readingOfColumn(kind, texts, column.texts, table.decimal),
    table.decimal,
  )
  const values = Float64Array.from(column.codes, (code) => interpreted.values[code])
  const counts = countTexts(column)
  const byValue = new Map<number, number>()
  let missing = 0
  let offendingRows = 0
  interpreted.values.forEach((value, code) => {
    if (interpreted.missing[code]) missing += counts[code]
    else if (Number.isNaN(value)) offendingRows += counts[code]
    else byValue.set(value, (byValue.get(value) ?? 0) + counts[code])
  })
  const present = table.rows - missing - offendingRows
  const drawnAsShares = kind === 'nominal' || kind === 'binary'
  // Labels cost time and mean little for numbers with many values.
  const isLabelled = drawnAsShares || interpreted.levels !== undefined || byValue.size === 1
  const labelled = (isLabelled ? [...byValue] : [])
    .filter(([, count]) => count > 0)
    .toSorted(([a], [b]) => a - b)
    .map(([value, count]) => ({
      label: interpreted.levels?.[value] ?? (kind === 'date' ? dateText(value) : String(value)),
      count,
    }))
  const flags: ColumnFlag[] = []
  if (present === 0) flags.push('all-missing')
  else if (byValue.size === 1 && table.rows > 1) flags.push('constant')
  else if (kind === 'id') flags.push('identifier')
  return {
    values,
    profile: {
      name: column.name,
      kind,
      texts,
      present,
      missing,
      distinct: byValue.size,
      sparkline: kind === 'id' ? { form: 'none' } : drawnAsShares ? shares(labelled) : histogram(values),
      summary: isLabelled
        ? summariseLabels(labelled.map(({ label }) => label))
        : summariseNumbers(kind, values, present),
      missingWords: column.texts.flatMap((text, code) =>
        interpreted.missing[code] && text.trim() !== '' && counts[code] > 0
          ? [{ text: text.trim(), rows: counts[code] }]
          : [],
      ),
      offending: offendingCells(column, interpreted, MOST_OFFENDING_LISTED),
      offendingRows,
      fixes: offendingRows > 0 ? ['make-missing', 'edit', 'keep-as-text'] : [],
      flags,
      ...reasonToLeaveOut(flags, labelled, table.rows),
    },
  }
}

function reasonToLeaveOut(
  flags: readonly ColumnFlag[],
  labelled: readonly { label: string }[],
  rows: number,
): { leaveOut?: string } {
  if (flags.includes('all-missing')) return { leaveOut: rows === 1 ? 'no value' : 'no value in any row' }
  if (flags.includes('constant')) return { leaveOut: `only one value, “${labelled[0].label}”` }
  if (flags.includes('identifier')) return { leaveOut: 'a different value in every row' }
  return {}
}

function summariseLabels(labels: readonly string[]): string {
  const shown = labels.slice(0, 4).join(', ')
  return labels.length > 4 ? `${shown} and ${labels.length - 4} more` : shown
}

function summariseNumbers(kind: ColumnKind, values: Float64Array, present: number): string {
  if (present === 0) return ''
  let from = Infinity
  let to = -Infinity
  for (const value of values) {
    if (value < from) from = value
    if (value > to) to = value
  }
  if (kind === 'date') return `${dateText(from)} to ${dateText(to)}`
  const short = (value: number) => String(Number(value.toPrecision(5)))
  return from === to ? short(from) : `${short(from)} to ${short(to)}`
}

function countRepeatedRows(table: RawTable): number {
  // A column in which every row differs settles it without comparing rows.
  if (table.columns.some((column) => column.texts.length === table.rows)) return 0
  const seen = new Set<string>()
  for (let row = 0; row < table.rows; row++) {
    let key = ''
    for (const column of table.columns) key += `${column.codes[row]},`
    seen.add(key)
  }
  return table.rows - seen.size
}
