import { fail, type Result } from '../../../base/result'
import type { Column } from '../dataset'

/** Ordered columns with at most this many grades are drawn as categories, longer ones as numbers. */
export const MOST_GRADES = 12

/** Is a column drawn as an axis of numbers or as a row of categories? Identifiers are neither. */
export type Pictured = 'number' | 'category' | 'identifier'

export function picturedAs({ kind, values }: Pick<Column, 'kind' | 'values'>): Pictured {
  if (kind === 'id') return 'identifier'
  if (kind === 'nominal' || kind === 'binary') return 'category'
  if (kind !== 'ordinal') return 'number'
  const grades = new Set<number>()
  for (let row = 0; row < values.length && grades.size <= MOST_GRADES; row++) {
    if (!Number.isNaN(values[row])) grades.add(values[row])
  }
  return grades.size <= MOST_GRADES ? 'category' : 'number'
}

/** A problem naming the first row in which the column holds an infinite number; null when there is none. */
export function infiniteCell(column: Column): Extract<Result<never>, { ok: false }> | null {
  const { values } = column
  let row = 0
  while (row < values.length && Math.abs(values[row]) !== Infinity) row++
  if (row === values.length) return null
  return fail(
    'infinite-value',
    `“${column.name}” holds an infinite number in row ${row + 1}: it has no mean and no place on an axis.`,
    { name: column.name, row: row + 1 },
  )
}
