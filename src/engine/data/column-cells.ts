import { isMissingToken, looksLikeDate, readDate, readNumber, sniffDateOrder, whyNotNumber } from './cells'
import type { ColumnKind } from './dataset'
import type { DecimalMark } from './dialect'
import type { RawColumn } from './raw-table'

/** How the cells of a column are read: as numbers, as dates, or as labels of categories. */
export type Reading = 'number' | 'date' | 'label'

/** Rows count from 1. */
export interface OffendingCell {
  readonly row: number
  readonly text: string
  /** Fits after "row 118 holds “3a”:". */
  readonly reason: string
}

/** The distinct texts of a column interpreted; everything else follows from these and the codes. */
export interface InterpretedTexts {
  readonly reading: Reading
  /** One a text: number, days since 1970, or index into `levels`; NaN for missing and for offending texts. */
  readonly values: Float64Array
  /** One a text: why it does not fit, null for the rest. */
  readonly reasons: readonly (string | null)[]
  /** One a text: stands for "no value". */
  readonly missing: readonly boolean[]
  readonly levels?: readonly string[]
}

export const readingOf = (kind: ColumnKind, texts: 'numeric' | 'textual'): Reading => {
  if (kind === 'continuous' || kind === 'count') return 'number'
  if (kind === 'date') return 'date'
  return texts === 'numeric' ? 'number' : 'label'
}

/** As `readingOf`, but categories that are not all numbers are labels: “3a” kept as text is one among the others. */
export function readingOfColumn(
  kind: ColumnKind,
  texts: 'numeric' | 'textual',
  distinct: readonly string[],
  decimal: DecimalMark,
): Reading {
  const reading = readingOf(kind, texts)
  if (reading !== 'number' || (kind !== 'nominal' && kind !== 'id')) return reading
  const allNumbers = distinct.every((text) => isMissingToken(text) || readNumber(text, decimal) !== null)
  return allNumbers ? 'number' : 'label'
}

/** Answers that mean "no" come first, so that code 0 is the absence of something. */
const negativeWords = new Set([
  'no',
  'n',
  'false',
  'f',
  'never',
  'none',
  'off',
  'absent',
  'negative',
  'control',
  'untreated',
  'unexposed',
  'placebo',
  'failure',
  'not treated',
  '0',
])

/** Order of levels: for two levels a negative word first; else by number where all are numbers; else alphabetical. */
export function orderLevels(labels: readonly string[]): string[] {
  const ordered = labels.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  if (labels.every((label) => readNumber(label, 'point') !== null))
    return ordered.toSorted((a, b) => Number(a) - Number(b))
  if (ordered.length === 2) {
    const [first, second] = ordered.map((label) => negativeWords.has(label.toLowerCase()))
    if (second && !first) return ordered.toReversed()
  }
  return ordered
}

/** What each distinct text of a column stands for: a number or code, missing, or the reason why it is neither. */
export function interpretTexts(
  texts: readonly string[],
  reading: Reading,
  decimal: DecimalMark,
  givenLevels?: readonly string[],
): InterpretedTexts {
  const missing = texts.map(isMissingToken)
  const values = new Float64Array(texts.length).fill(NaN)
  const reasons: (string | null)[] = texts.map(() => null)
  if (reading === 'label') {
    const present = new Set(texts.filter((_, code) => !missing[code]).map((text) => text.trim()))
    const levels = givenLevels ?? orderLevels([...present])
    const position = new Map(levels.map((level, index) => [level, index]))
    texts.forEach((text, code) => {
      if (missing[code]) return
      const index = position.get(text.trim())
      if (index === undefined) reasons[code] = 'not one of the categories'
      else values[code] = index
    })
    return { reading, values, reasons, missing, levels }
  }
  const order = reading === 'date' ? sniffDateOrder(texts.filter(looksLikeDate)) : null
  texts.forEach((text, code) => {
    if (missing[code]) return
    const value = order ? readDate(text, order) : readNumber(text, decimal)
    if (typeof value === 'number') values[code] = value
    else reasons[code] = value ?? whyNotNumber(text)
  })
  return { reading, values, reasons, missing }
}

/** How often each text occurs. */
export function countTexts(column: RawColumn): Uint32Array {
  const counts = new Uint32Array(column.texts.length)
  for (const code of column.codes) counts[code]++
  return counts
}

/** Every cell that is neither missing nor readable, in row order; at most `most`. */
export function offendingCells(
  column: RawColumn,
  interpreted: InterpretedTexts,
  most: number,
): OffendingCell[] {
  if (interpreted.reasons.every((reason) => reason === null)) return []
  const found: OffendingCell[] = []
  for (let row = 0; row < column.codes.length && found.length < most; row++) {
    const reason = interpreted.reasons[column.codes[row]]
    if (reason !== null) found.push({ row: row + 1, text: column.texts[column.codes[row]], reason })
  }
  return found
}
