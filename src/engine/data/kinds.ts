import { isMissingToken, looksLikeDate } from './cells'
import { countTexts } from './column-cells'
import type { ColumnKind } from './dataset'
import type { DecimalMark } from './dialect'
import { summariseNumbers, type NumberSummary } from './number-summary'
import { plainNumbers, readStyledNumber, sniffNumberStyle, type NumberStyle } from './number-style'
import type { CodedCells, NumberColumn, RawColumn } from './raw-table'

export interface InferredKind {
  readonly kind: ColumnKind
  /** Are the cells numbers, so that codes of categories are the numbers themselves? */
  readonly texts: 'numeric' | 'textual'
  /** How its numbers are written. */
  readonly style: NumberStyle
}

interface PresentText {
  readonly text: string
  readonly count: number
  readonly value: number | null
}

/** From this share of readable cells on, the others count as slips rather than as a reason to read text. */
const READABLE_SHARE = 0.8
/** Whole numbers with at most this many different values count as ordered grades. */
const MOST_GRADES = 10
const FEWEST_ROWS_FOR_IDENTIFIER = 10
const identifierName =
  /(^|[\s_.-])(id|nr|no|key|index|idx|uuid|guid|seqn|rownames)([\s_.-]|$)|^unnamed|[a-z]I[dD]$/i

/**
 * What a column most likely is, judged by its cells: text with two values is binary, with a different value in every
 * row an identifier; numbers are binary (2 values), ordinal (few whole ones), count (whole, none negative) or
 * continuous.
 */
export function inferKind(column: RawColumn, decimal: DecimalMark): InferredKind {
  const plain = plainNumbers(decimal)
  if (column.form === 'numbers') {
    if (column.unit === 'day') return { kind: 'date', texts: 'textual', style: plain }
    const style = styleOfOdd(column, decimal)
    return { kind: kindOfNumbers(column.values, column.name), texts: 'numeric', style }
  }
  const present = presentTexts(column, plain)
  const total = present.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return { kind: 'continuous', texts: 'numeric', style: plain }

  if (column.declared !== 'text') {
    const style = sniffNumberStyle(
      present.map(({ text }) => text),
      decimal,
      ['plain', 'grouped', 'percent'],
    )
    const styled = style.form === 'plain' ? present : presentTexts(column, style)
    if (areNumbers(styled)) {
      const numbers = column.texts.map((text) => readStyledNumber(text, style) ?? NaN)
      const values = new Float64Array(column.codes.length)
      for (let row = 0; row < values.length; row++) values[row] = numbers[column.codes[row]]
      return { kind: kindOfNumbers(values, column.name), texts: 'numeric', style }
    }
  }
  const dates = present.filter(({ text }) => looksLikeDate(text))
  const dateShare = dates.reduce((sum, { count }) => sum + count, 0) / total
  if (dateShare >= READABLE_SHARE) return { kind: 'date', texts: 'textual', style: plain }
  const distinct = new Set(present.map(({ text }) => text)).size
  if (distinct === 2) return { kind: 'binary', texts: 'textual', style: plain }
  const everyRowDiffers = distinct === total && total >= FEWEST_ROWS_FOR_IDENTIFIER
  return { kind: everyRowDiffers ? 'id' : 'nominal', texts: 'textual', style: plain }
}

function presentTexts(cells: CodedCells, style: NumberStyle): PresentText[] {
  const counts = countTexts(cells)
  return cells.texts.flatMap((text, code): PresentText[] =>
    counts[code] === 0 || isMissingToken(text)
      ? []
      : [{ text: text.trim(), count: counts[code], value: readStyledNumber(text, style) }],
  )
}

function areNumbers(present: readonly PresentText[]): boolean {
  const total = present.reduce((sum, { count }) => sum + count, 0)
  const numeric = present.filter(({ value }) => value !== null)
  const share = numeric.reduce((sum, { count }) => sum + count, 0) / total
  if (share < READABLE_SHARE || isPaddedCode(present)) return false
  const words = present.filter(({ value }) => value === null)
  return !isMixture(numeric.length, words)
}

/** Among plain numbers a percent sign would change the unit, groups of digits do not. */
const styleOfOdd = (column: NumberColumn, decimal: DecimalMark): NumberStyle =>
  sniffNumberStyle(column.odd.texts, decimal, ['plain', 'grouped'])

/** Is a column of numbers one, or do its odd cells say that it should be read as texts? */
export function isNumeric(column: NumberColumn, decimal: DecimalMark): boolean {
  const words = presentTexts(column.odd, styleOfOdd(column, decimal))
  if (words.length === 0) return true
  const odd = words.reduce((sum, { count, value }) => sum + (value === null ? count : 0), 0)
  const numbers = column.values.length - column.odd.rows.length
  if (numbers < READABLE_SHARE * (numbers + odd)) return false
  const { distinct } = summariseNumbers(column.values)
  return !isMixture(
    distinct,
    words.filter(({ value }) => value === null),
  )
}

/** "007", "0420": digits of equal length with leading zeros are codes, not numbers. */
const isPaddedCode = (present: readonly { text: string }[]): boolean =>
  present.some(({ text }) => /^0\d+$/.test(text)) &&
  present.every(({ text }) => /^\d+$/.test(text) && text.length === present[0].text.length)

/** A few numbers beside words that come up again and again are categories ("1", "2", "3", "other"). */
const isMixture = (numbers: number, words: readonly PresentText[]): boolean =>
  words.length > 0 && numbers <= MOST_GRADES && words.some(({ count }) => count > 2)

/** The kind of a column of numbers; NaN is missing. Without values: continuous. */
export const kindOfNumbers = (values: Float64Array, name: string): ColumnKind =>
  kindOfSummary(summariseNumbers(values), name)

export function kindOfSummary(numbers: NumberSummary, name: string): ColumnKind {
  const { distinct, present } = numbers
  if (distinct === 2) return 'binary'
  if (present === 0 || !numbers.whole) return 'continuous'
  if (present >= FEWEST_ROWS_FOR_IDENTIFIER && numbers.counter) return 'id'
  if (distinct <= MOST_GRADES && distinct > 2 && present >= 3 * distinct) return 'ordinal'
  if (present >= FEWEST_ROWS_FOR_IDENTIFIER && identifierName.test(name) && numbers.everyOneDiffers())
    return 'id'
  return numbers.min < 0 ? 'continuous' : 'count'
}
