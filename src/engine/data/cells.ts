import type { DecimalMark } from './dialect'

/** What stands for "no value", in lower case and trimmed. */
const missingTokens = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', '.', '-', '--', '?'])

export function isMissingToken(text: string): boolean {
  // No word for missing begins with a digit, and most cells do.
  const first = text.charCodeAt(0)
  if (first >= 48 && first <= 57) return false
  return missingTokens.has(text.trim().toLowerCase())
}

const decimalPoint = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const decimalComma = /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i

/** The number a cell holds, or null; "1e999" and "Infinity" are not numbers. */
export function readNumber(text: string, decimal: DecimalMark): number | null {
  const trimmed = text.trim()
  if (!(decimal === 'point' ? decimalPoint : decimalComma).test(trimmed)) return null
  const value = Number(decimal === 'point' ? trimmed : trimmed.replace(',', '.'))
  return Number.isFinite(value) ? value : null
}

/** Why a cell is not a number, in words that fit after "row 118 holds “3a”:". */
export function whyNotNumber(text: string): string {
  const trimmed = text.trim()
  if (/^[+-]?(inf|infinity|∞)$/i.test(trimmed)) return 'not a finite number'
  if (decimalPoint.test(trimmed)) return 'too large for a number'
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(trimmed)) return 'not a number: thousands separator'
  if (/^[+-]?[\d.,]+\s*%$/.test(trimmed)) return 'not a number: percent sign'
  if (/^#[A-Z0-9/]+[!?]?$/.test(trimmed)) return 'not a number: the error of a formula'
  return 'not a number'
}

export type DateOrder = 'year-month-day' | 'day-month-year' | 'month-day-year'

interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

const yearFirst =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/

/** Does the text have the form of a date, possible or not? */
export const looksLikeDate = (text: string): boolean =>
  yearFirst.test(text.trim()) || yearLast.test(text.trim())

function dateParts(text: string, order: DateOrder): DateParts | null {
  const trimmed = text.trim()
  const leading = yearFirst.exec(trimmed)
  if (leading) return { year: Number(leading[1]), month: Number(leading[3]), day: Number(leading[4]) }
  const trailing = yearLast.exec(trimmed)
  if (!trailing || order === 'year-month-day') return null
  const [first, second] = [Number(trailing[1]), Number(trailing[3])]
  const year = Number(trailing[4])
  return order === 'day-month-year'
    ? { year, month: second, day: first }
    : { year, month: first, day: second }
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Days since 1970-01-01 (UTC), or the reason why the text is no date. */
export function readDate(text: string, order: DateOrder): number | string {
  const parts = dateParts(text, order)
  if (!parts) return 'not a date'
  const { year, month, day } = parts
  if (month < 1 || month > 12) return `there is no month ${month}`
  const days = daysInMonth(year, month)
  if (day < 1 || day > days) return `${monthNames[month - 1]} ${year} had ${days} days`
  return Date.UTC(year, month - 1, day) / 86_400_000
}

/** The order under which most texts are possible dates; day first when nothing decides. */
export function sniffDateOrder(texts: readonly string[]): DateOrder {
  if (texts.some((text) => yearFirst.test(text.trim()))) {
    if (!texts.some((text) => yearLast.test(text.trim()))) return 'year-month-day'
  }
  const possible = (order: DateOrder) =>
    texts.filter((text) => typeof readDate(text, order) === 'number').length
  return possible('month-day-year') > possible('day-month-year') ? 'month-day-year' : 'day-month-year'
}

/** “1984-02-29”; days beyond the calendar of the platform are written as they are. */
export function dateText(days: number): string {
  const date = new Date(days * 86_400_000)
  return Number.isNaN(date.getTime()) ? `day ${days}` : date.toISOString().slice(0, 10)
}
