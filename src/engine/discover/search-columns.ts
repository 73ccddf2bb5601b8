import type { Problem } from '../../base/result'
import type { Column } from '../data/dataset'

/** Above this many categories the tables of any test or score would be empty almost everywhere. */
export const MOST_LEVELS = 100

/** An ordinal column without labels and with more distinct values than this is read as numbers. */
const MOST_ORDERED = 12

/** A column as the searches read it. */
export interface SearchColumn {
  /** Numbers, or codes 0 .. levels - 1 that all occur; NaN where missing. */
  readonly values: Float64Array
  /** 0 for numbers. */
  readonly levels: number
  /** More than two categories without an order. */
  readonly unordered: boolean
}

/**
 * Nominal and binary columns become codes of the values that occur, in ascending order of the old codes; ordinal ones
 * too unless they have no labels and many values. All others stay numbers.
 */
export function readSearchColumn({
  kind,
  levels,
  values,
}: Pick<Column, 'kind' | 'levels' | 'values'>): SearchColumn {
  const numbers: SearchColumn = { values, levels: 0, unordered: false }
  if (kind !== 'nominal' && kind !== 'binary' && kind !== 'ordinal') return numbers
  const distinct = [...new Set(values)].filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b)
  if (kind === 'ordinal' && !levels && distinct.length > MOST_ORDERED) return numbers
  const codes = new Map(distinct.map((value, code) => [value, code]))
  return {
    values: values.map((value) => codes.get(value) ?? NaN),
    levels: distinct.length,
    unordered: kind === 'nominal' && distinct.length > 2,
  }
}

/** Why this column cannot be searched over, judged by its kind and all its values. */
export function unsuitability(column: Column): Problem[] {
  const where = { name: column.name }
  if (column.kind === 'date' || column.kind === 'id') {
    const noun = column.kind === 'date' ? 'a date' : 'an identifier'
    const message = `“${column.name}” is ${noun}, not a measurement. Leave it out, or change its kind if that is wrong.`
    return [{ code: `${column.kind}-column`, message, where }]
  }
  if (column.values.every((value) => Number.isNaN(value))) {
    return [{ code: 'empty-column', message: `“${column.name}” has no values. Leave it out.`, where }]
  }
  const { levels, unordered } = readSearchColumn(column)
  if (levels <= MOST_LEVELS || !unordered) return []
  const message = `“${column.name}” has ${levels} categories, more than the ${MOST_LEVELS} that a search can tell apart. Group the rare ones, or leave it out.`
  return [{ code: 'nominal-column', message, where }]
}
