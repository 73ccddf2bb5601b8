import { readNumber } from './cells'
import type { DecimalMark } from './dialect'

/** How the numbers of a column are written beyond digits and decimal mark. */
export interface NumberStyle {
  readonly decimal: DecimalMark
  /** `grouped`: digits in threes ("1,234.5", "1 234"); `percent`: with the sign behind ("12.5 %"), read as 12.5. */
  readonly form: 'plain' | 'grouped' | 'percent'
}

export const plainNumbers = (decimal: DecimalMark): NumberStyle => ({ decimal, form: 'plain' })

/** Spaces that stand between groups of digits: plain, no-break, thin and narrow no-break; the Swiss apostrophes. */
const gaps = "\\u0020\\u00a0\\u2009\\u202f'’"
const grouped: Readonly<Record<DecimalMark, RegExp>> = {
  point: new RegExp(`^[+-]?\\d{1,3}(?:(?:,\\d{3})+|(?:[${gaps}]\\d{3})+)(?:\\.\\d*)?$`),
  comma: new RegExp(`^[+-]?\\d{1,3}(?:(?:\\.\\d{3})+|(?:[${gaps}]\\d{3})+)(?:,\\d*)?$`),
}
const marks: Readonly<Record<DecimalMark, RegExp>> = {
  point: new RegExp(`[,${gaps}]`, 'g'),
  comma: new RegExp(`[.${gaps}]`, 'g'),
}

/** The number a cell holds, or null. Among grouped numbers those without groups are numbers too. */
export function readStyledNumber(text: string, { decimal, form }: NumberStyle): number | null {
  if (form === 'plain') return readNumber(text, decimal)
  const trimmed = text.trim()
  if (form === 'percent')
    return trimmed.endsWith('%') ? readNumber(trimmed.slice(0, -1).trimEnd(), decimal) : null
  return grouped[decimal].test(trimmed)
    ? readNumber(trimmed.replace(marks[decimal], ''), decimal)
    : readNumber(text, decimal)
}

/** The form under which most of the texts are numbers, an earlier one where another reads no more. */
export function sniffNumberStyle(
  texts: readonly string[],
  decimal: DecimalMark,
  forms: readonly NumberStyle['form'][],
): NumberStyle {
  const readable = forms.map((form) =>
    texts.reduce((sum, text) => sum + (readStyledNumber(text, { decimal, form }) === null ? 0 : 1), 0),
  )
  return { decimal, form: forms[readable.indexOf(Math.max(...readable))] }
}
