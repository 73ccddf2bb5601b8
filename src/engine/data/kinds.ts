import { isMissingToken, looksLikeDate, readNumber } from './cells'
import { countTexts } from './column-cells'
import type { ColumnKind } from './dataset'
import type { DecimalMark } from './dialect'
import type { RawColumn } from './raw-table'

export interface InferredKind {
  readonly kind: ColumnKind
  /** Are the cells numbers, so that codes of categories are the numbers themselves? */
  readonly texts: 'numeric' | 'textual'
}

interface PresentText {
  readonly text: string
  readonly count: number
  readonly numeric: boolean
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
  const counts = countTexts(column)
  const numbers = column.texts.map((text) => readNumber(text, decimal))
  const present = column.texts.flatMap((text, code): PresentText[] =>
    counts[code] === 0 || isMissingToken(text)
      ? []
      : [{ text: text.trim(), count: counts[code], numeric: numbers[code] !== null }],
  )
  const total = present.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return { kind: 'continuous', texts: 'numeric' }

  const numericShare = present.reduce((sum, { count, numeric }) => sum + (numeric ? count : 0), 0) / total
  if (numericShare >= READABLE_SHARE && !isPaddedCode(present) && !isMixture(present)) {
    const values = Float64Array.from(column.codes, (code) => numbers[code] ?? NaN)
    return { kind: kindOfNumbers(values, column.name), texts: 'numeric' }
  }
  const dates = present.filter(({ text }) => looksLikeDate(text))
  const dateShare = dates.reduce((sum, { count }) => sum + count, 0) / total
  if (dateShare >= READABLE_SHARE) return { kind: 'date', texts: 'textual' }
  const distinct = new Set(present.map(({ text }) => text)).size
  if (distinct === 2) return { kind: 'binary', texts: 'textual' }
  const everyRowDiffers = distinct === total && total >= FEWEST_ROWS_FOR_IDENTIFIER
  return { kind: everyRowDiffers ? 'id' : 'nominal', texts: 'textual' }
}

/** "007", "0420": digits of equal length with leading zeros are codes, not numbers. */
const isPaddedCode = (present: readonly { text: string }[]): boolean =>
  present.some(({ text }) => /^0\d+$/.test(text)) &&
  present.every(({ text }) => /^\d+$/.test(text) && text.length === present[0].text.length)

/** A few numbers beside words that come up again and again are categories ("1", "2", "3", "other"). */
function isMixture(present: readonly PresentText[]): boolean {
  const numbers = present.reduce((sum, { numeric }) => sum + (numeric ? 1 : 0), 0)
  if (numbers === present.length || numbers > MOST_GRADES) return false
  return present.some(({ numeric, count }) => !numeric && count > 2)
}

/** The kind of a column of numbers; NaN is missing. Without values: continuous. */
export function kindOfNumbers(values: Float64Array, name: string): ColumnKind {
  const distinct = new Set<number>()
  let whole = true
  let negative = false
  let present = 0
  let rising = true
  let last = -Infinity
  for (const value of values) {
    if (Number.isNaN(value)) continue
    present++
    distinct.add(value)
    if (!Number.isInteger(value)) whole = false
    if (value < 0) negative = true
    if (value <= last) rising = false
    last = value
  }
  if (distinct.size === 2) return 'binary'
  if (!whole) return 'continuous'
  const everyRowDiffers = distinct.size === present && present >= FEWEST_ROWS_FOR_IDENTIFIER
  if (everyRowDiffers && (identifierName.test(name) || (rising && isCounter(values)))) return 'id'
  if (distinct.size <= MOST_GRADES && distinct.size > 2 && present >= 3 * distinct.size) return 'ordinal'
  return negative ? 'continuous' : 'count'
}

/** 0, 1, 2, … or 1, 2, 3, … in row order. */
function isCounter(values: Float64Array): boolean {
  const start = values[0]
  return (start === 0 || start === 1) && values.every((value, row) => value === start + row)
}
