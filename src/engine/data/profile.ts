import { dateText } from './cells'
import {
  codedCells,
  countTexts,
  interpretColumn,
  offendingCells,
  readingOfColumn,
  type InterpretedColumn,
  type OffendingCell,
} from './column-cells'
import { findCopies } from './copies'
import type { ColumnKind } from './dataset'
import { inferKind, type InferredKind } from './kinds'
import { DISTINCT_COUNTED, summariseNumbers } from './number-summary'
import type { NumberStyle } from './number-style'
import type { RawColumn, RawTable } from './raw-table'
import { countRepeatedRows } from './repeated-rows'
import { histogram, shares, type Sparkline } from './sparkline'

/** How an offending cell can be mended; `keep-as-text` makes the whole column a category. */
export type CellFix = 'make-missing' | 'edit' | 'keep-as-text'

export type ColumnFlag = 'constant' | 'copy' | 'identifier' | 'all-missing'

export interface ColumnProfile {
  readonly name: string
  readonly kind: ColumnKind
  /** Are the cells numbers, so that codes of categories are the numbers themselves? */
  readonly texts: InferredKind['texts']
  /** How its numbers are written. */
  readonly style: NumberStyle
  /** A cell whose number is not written plainly: “1,234.5” is 1234.5. */
  readonly styled?: { readonly text: string; readonly value: number }
  /** Rows with a usable value. */
  readonly present: number
  /** Rows without one: blank or a word for missing. Offending cells are counted apart. */
  readonly missing: number
  readonly distinct: number
  /** Counting different numbers ends at some point; `distinct` is then how many there are at least. */
  readonly distinctIs: 'exact' | 'at-least'
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
  const profiled = table.columns.map((column) => profileColumn(column, inferKind(column, table.decimal)))
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
  profileColumn(column, { ...inferKind(column, table.decimal), kind }).profile

/** Different values with how often each occurs, as far as they were counted. */
interface Distribution {
  readonly distinct: number
  readonly isExact: boolean
  /** Present rows by value; null when there are too many values to list. */
  readonly counts: ReadonlyMap<number, number> | null
}

function profileColumn(
  raw: RawColumn,
  { kind, texts, style }: InferredKind,
): { profile: ColumnProfile; values: Float64Array } {
  const cells = codedCells(raw)
  const interpreted = interpretColumn(raw, readingOfColumn(kind, texts, cells.texts, style), style)
  const { values } = interpreted
  const rows = values.length
  const { missing, offending, missingWords } = countGaps(interpreted)
  const { levels } = interpreted.texts
  const present = rows - missing - offending
  const drawnAsShares = kind === 'nominal' || kind === 'binary'
  const { distinct, isExact, counts } = distributionOf(interpreted, drawnAsShares)
  // Labels cost time and mean little for numbers with many values.
  const isLabelled = counts !== null && (drawnAsShares || levels !== undefined || distinct === 1)
  const labelled = (isLabelled ? [...counts] : [])
    .toSorted(([a], [b]) => a - b)
    .map(([value, count]) => ({
      label: levels?.[value] ?? (kind === 'date' ? dateText(value) : String(value)),
      count,
    }))
  const flags: ColumnFlag[] = []
  if (present === 0) flags.push('all-missing')
  else if (distinct === 1 && rows > 1) flags.push('constant')
  else if (kind === 'id') flags.push('identifier')
  const styled = style.form === 'plain' ? undefined : styledCell(interpreted)
  return {
    values,
    profile: {
      name: raw.name,
      kind,
      texts,
      style,
      ...(styled ? { styled } : {}),
      present,
      missing,
      distinct,
      distinctIs: isExact ? 'exact' : 'at-least',
      sparkline: kind === 'id' ? { form: 'none' } : drawnAsShares ? shares(labelled) : histogram(values),
      summary: isLabelled
        ? summariseLabels(labelled.map(({ label }) => label))
        : summariseRange(kind, values, present),
      missingWords,
      offending: offendingCells(interpreted, MOST_OFFENDING_LISTED),
      offendingRows: offending,
      fixes: offending > 0 ? ['make-missing', 'edit', 'keep-as-text'] : [],
      flags,
      ...reasonToLeaveOut(flags, labelled, rows),
    },
  }
}

function countGaps({ column, texts }: InterpretedColumn) {
  const cells = codedCells(column)
  const counts = countTexts(cells)
  let missing = 0
  let offending = 0
  const missingWords: { text: string; rows: number }[] = []
  cells.texts.forEach((text, code) => {
    if (texts.missing[code]) {
      missing += counts[code]
      if (text.trim() !== '' && counts[code] > 0) missingWords.push({ text: text.trim(), rows: counts[code] })
    } else if (texts.reasons[code] !== null) offending += counts[code]
  })
  return { missing, offending, missingWords }
}

function distributionOf({ column, texts, values }: InterpretedColumn, isListed: boolean): Distribution {
  const counts = new Map<number, number>()
  if (column.form === 'texts') {
    const rowsOf = countTexts(column)
    texts.values.forEach((value, code) => {
      if (!Number.isNaN(value) && rowsOf[code] > 0) counts.set(value, (counts.get(value) ?? 0) + rowsOf[code])
    })
    return { distinct: counts.size, isExact: true, counts }
  }
  const { distinct, values: different } = summariseNumbers(values)
  const isExact = distinct < DISTINCT_COUNTED
  if (!isExact || !(isListed || distinct === 1)) return { distinct, isExact, counts: null }
  for (const value of different) counts.set(value, 0)
  for (let row = 0; row < values.length; row++) {
    const before = counts.get(values[row])
    if (before !== undefined) counts.set(values[row], before + 1)
  }
  return { distinct, isExact, counts }
}

function styledCell({ column, texts }: InterpretedColumn): ColumnProfile['styled'] {
  const cells = codedCells(column)
  const code = cells.texts.findIndex(
    (text, at) => !Number.isNaN(texts.values[at]) && Number.isNaN(Number(text.trim())),
  )
  return code < 0 ? undefined : { text: cells.texts[code].trim(), value: texts.values[code] }
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

function summariseRange(kind: ColumnKind, values: Float64Array, present: number): string {
  if (present === 0) return ''
  const { min, max } = summariseNumbers(values)
  if (kind === 'date') return `${dateText(min)} to ${dateText(max)}`
  const short = (value: number) => String(Number(value.toPrecision(5)))
  return min === max ? short(min) : `${short(min)} to ${short(max)}`
}
