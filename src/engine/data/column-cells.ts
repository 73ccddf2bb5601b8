import {
  dateText,
  isMissingToken,
  looksLikeDate,
  readDate,
  readNumber,
  sniffDateOrder,
  whyNotNumber,
} from './cells'
import { newColumn } from './column-memory'
import type { ColumnKind } from './dataset'
import { readStyledNumber, type NumberStyle } from './number-style'
import type { CodedCells, NumberColumn, RawColumn, TextColumn } from './raw-table'

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
  style: NumberStyle,
): Reading {
  const reading = readingOf(kind, texts)
  if (reading !== 'number' || (kind !== 'nominal' && kind !== 'id')) return reading
  const allNumbers = distinct.every((text) => isMissingToken(text) || readStyledNumber(text, style) !== null)
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
  style: NumberStyle,
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
    const value = order ? readDate(text, order) : readStyledNumber(text, style)
    if (typeof value === 'number') values[code] = value
    else reasons[code] = value ?? whyNotNumber(text)
  })
  return { reading, values, reasons, missing }
}

/** How often each text occurs. */
export function countTexts(cells: CodedCells): Uint32Array {
  const counts = new Uint32Array(cells.texts.length)
  for (let at = 0; at < cells.codes.length; at++) counts[cells.codes[at]]++
  return counts
}

/** The cells of a column that are texts: all of them, or the odd ones among numbers. */
export const codedCells = (column: RawColumn): CodedCells & { readonly rows?: Int32Array } =>
  column.form === 'texts' ? column : column.odd

/** A column of numbers with every number written out. */
export function asTexts(column: NumberColumn): TextColumn {
  const texts: string[] = []
  const known = new Map<string, number>()
  const codeOf = (text: string): number => {
    const code = known.get(text) ?? texts.length
    if (code === texts.length) {
      known.set(text, code)
      texts.push(text)
    }
    return code
  }
  const { values, odd } = column
  const codes = new Uint32Array(values.length)
  let next = 0
  for (let row = 0; row < values.length; row++) {
    if (odd.rows[next] === row) codes[row] = codeOf(odd.texts[odd.codes[next++]])
    else codes[row] = codeOf(column.unit === 'day' ? dateText(values[row]) : String(values[row]))
  }
  return { form: 'texts', name: column.name, codes, texts }
}

/** The text of one cell; `row` counts from 0. */
export function textOfCell(column: RawColumn, row: number): string {
  if (column.form === 'texts') return column.texts[column.codes[row]]
  const value = column.values[row]
  if (Number.isNaN(value)) return column.odd.texts[column.odd.codes[positionOf(column.odd.rows, row)]]
  return column.unit === 'day' ? dateText(value) : String(value)
}

function positionOf(ascending: Int32Array, wanted: number): number {
  let [low, high] = [0, ascending.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle] < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** A column with the meaning of each cell. */
export interface InterpretedColumn {
  /** One a row: number, days since 1970, or index into `levels`; NaN for missing and for offending cells. */
  readonly values: Float64Array
  /** The column it was made from, with its numbers written out where they are read as labels. */
  readonly column: RawColumn
  /** What the texts among its cells stand for. */
  readonly texts: InterpretedTexts
}

/** Numbers read as numbers share the memory of the raw column. */
export function interpretColumn(
  raw: RawColumn,
  reading: Reading,
  style: NumberStyle,
  levels?: readonly string[],
): InterpretedColumn {
  const keepsNumbers = raw.form === 'numbers' && reading === (raw.unit === 'day' ? 'date' : 'number')
  const column = raw.form === 'numbers' && !keepsNumbers ? asTexts(raw) : raw
  const cells = codedCells(column)
  const texts = interpretTexts(cells.texts, reading, style, levels)
  if (column.form === 'numbers') {
    const { odd } = column
    if (texts.values.every(Number.isNaN)) return { values: column.values, column, texts }
    const values = newColumn(column.values.length)
    values.set(column.values)
    for (let at = 0; at < odd.rows.length; at++) values[odd.rows[at]] = texts.values[odd.codes[at]]
    return { values, column, texts }
  }
  const values = newColumn(column.codes.length)
  for (let row = 0; row < values.length; row++) values[row] = texts.values[column.codes[row]]
  return { values, column, texts }
}

/** Every cell that is neither missing nor readable, in row order; at most `most`. */
export function offendingCells({ column, texts }: InterpretedColumn, most: number): OffendingCell[] {
  if (texts.reasons.every((reason) => reason === null)) return []
  const cells = codedCells(column)
  const found: OffendingCell[] = []
  for (let at = 0; at < cells.codes.length && found.length < most; at++) {
    const code = cells.codes[at]
    const reason = texts.reasons[code]
    if (reason !== null) found.push({ row: (cells.rows?.[at] ?? at) + 1, text: cells.texts[code], reason })
  }
  return found
}
