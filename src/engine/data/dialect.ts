import { isMissingToken, readNumber } from './cells'
import { splitRecords } from './reading/split-records'

export type Separator = ',' | ';' | '\t' | '|'
export type DecimalMark = 'point' | 'comma'

export const separatorNames: Readonly<Record<Separator, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
}

const candidates: readonly Separator[] = ['\t', ';', '|', ',']
const SAMPLE_ROWS = 60
const SAMPLE_CHARACTERS = 200_000

/** The separator that splits the first rows most evenly; comma when none splits them. Line ends are `\n`. */
export function sniffSeparator(text: string): Separator {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  let best: { separator: Separator; even: number; cells: number } = { separator: ',', even: 0, cells: 1 }
  for (const separator of candidates) {
    if (!sample.includes(separator)) continue
    const { even, cells } = evenness(sample, separator)
    if (cells < 2) continue
    if (even > best.even + 1e-9 || (even > best.even - 1e-9 && cells > best.cells))
      best = { separator, even, cells }
  }
  return best.separator
}

/** The commonest number of cells, and the share of rows that have it. */
function evenness(sample: string, separator: Separator): { even: number; cells: number } {
  const counts = new Map<number, number>()
  let rows = 0
  for (const cells of splitRecords(sample, separator, 'of-file', SAMPLE_ROWS).records) {
    if (cells.length === 1 && cells[0].trim() === '') continue
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
    rows++
  }
  let commonest = 1
  for (const [cells, count] of counts)
    if (count > (counts.get(commonest) ?? 0) || (count === counts.get(commonest) && cells > commonest))
      commonest = cells
  return { even: rows > 0 ? (counts.get(commonest) ?? 0) / rows : 0, cells: commonest }
}

/** Decimal comma when, in a file not separated by commas, more cells look like "1,5" than like "1.5". */
export function sniffDecimal(separator: Separator, rows: readonly (readonly string[])[]): DecimalMark {
  if (separator === ',') return 'point'
  let commas = 0
  let points = 0
  for (const cells of rows) {
    for (const text of cells) {
      if (/^\s*[+-]?\d+,\d+(e[+-]?\d+)?\s*$/i.test(text)) commas++
      else if (/^\s*[+-]?\d*\.\d+(e[+-]?\d+)?\s*$/i.test(text)) points++
    }
  }
  return commas > points ? 'comma' : 'point'
}

/**
 * Does the first row hold data rather than names? All its cells are numbers or missing, and they do not look like
 * numbered names (years, 1 2 3): some are fractional, repeated or negative.
 */
export function firstRowIsData(cells: readonly string[]): boolean {
  const numbers: number[] = []
  for (const cell of cells) {
    if (isMissingToken(cell)) continue
    const value = readNumber(cell, 'point') ?? readNumber(cell, 'comma')
    if (value === null) return false
    numbers.push(value)
  }
  if (numbers.length === 0) return false
  const nameLike = numbers.every((value) => Number.isInteger(value) && value >= 0)
  return !nameLike || new Set(numbers).size < numbers.length
}
