import type { Column } from '../dataset'

/** One category of a column. */
export interface CategoryCount {
  /** The value in the column: a code where it has levels. */
  readonly value: number
  readonly label: string
  readonly count: number
}

export interface CategoryCounts {
  /** Frequent ones first, except that ordered and yes/no columns keep their order. */
  readonly parts: readonly CategoryCount[]
  /** What the list leaves out: how many categories and how many rows of them. */
  readonly others: { readonly categories: number; readonly count: number }
}

/** How many categories a picture shows before the rest is one bar. */
export const MOST_CATEGORIES = 12

export const labelOf = (column: Pick<Column, 'levels'>, value: number): string =>
  column.levels?.[value] ?? String(value)

/** How often each category occurs; the rarest beyond `most` are summed up as others. NaN is skipped. */
export function countCategories(column: Column, most = MOST_CATEGORIES): CategoryCounts {
  const { values, levels, kind } = column
  const counts = levels ? countCodes(values, levels.length) : countValues(values)
  const inOrder = counts.toSorted(([a], [b]) => a - b)
  const byCount = inOrder.toSorted(([, a], [, b]) => b - a)
  const shown = byCount.length > most ? byCount.slice(0, most) : byCount
  const rest = byCount.slice(shown.length)
  const keepOrder = kind === 'ordinal' || kind === 'binary'
  return {
    parts: (keepOrder ? shown.toSorted(([a], [b]) => a - b) : shown).map(([value, count]) => ({
      value,
      label: labelOf(column, value),
      count,
    })),
    others: { categories: rest.length, count: rest.reduce((total, [, count]) => total + count, 0) },
  }
}

type Counted = [value: number, count: number]

function countCodes(values: Float64Array, levels: number): Counted[] {
  const counts = new Float64Array(levels)
  for (let row = 0; row < values.length; row++) {
    const code = values[row]
    if (!Number.isNaN(code)) counts[code]++
  }
  return Array.from(counts, (count, code): Counted => [code, count]).filter(([, count]) => count > 0)
}

function countValues(values: Float64Array): Counted[] {
  const counts = new Map<number, number>()
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
}
