import type { Column } from '../dataset'
import { countCategories, type CategoryCounts } from './categories'

export interface CountsPair {
  readonly form: 'counts'
  readonly categoriesX: CategoryCounts
  readonly categoriesY: CategoryCounts
  /**
   * counts[i][j]: rows with category i of x and j of y, in the order of `parts`, with one more line and one more
   * column for the others where there are any.
   */
  readonly counts: readonly (readonly number[])[]
  /** Cramer's V of the table as it stands, in [0, 1]; NaN when one side has one category. */
  readonly cramersV: number
}

/** Two columns of categories at the rows where both are known. */
export function describeCountsPair(x: Column, y: Column): CountsPair {
  const categoriesX = countCategories(x)
  const categoriesY = countCategories(y)
  const placeX = places(categoriesX)
  const placeY = places(categoriesY)
  const counts = Array.from({ length: sizeOf(categoriesX) }, () =>
    Array.from({ length: sizeOf(categoriesY) }, () => 0),
  )
  for (let row = 0; row < x.values.length; row++) counts[placeX(x.values[row])][placeY(y.values[row])]++
  return { form: 'counts', categoriesX, categoriesY, counts, cramersV: cramersV(counts) }
}

const sizeOf = ({ parts, others }: CategoryCounts) => parts.length + (others.categories > 0 ? 1 : 0)

function places({ parts }: CategoryCounts): (value: number) => number {
  const known = new Map(parts.map(({ value }, i) => [value, i]))
  return (value) => known.get(value) ?? parts.length
}

/** sqrt(chi² / (n (min(lines, columns) - 1))); Cramér 1946, Mathematical Methods of Statistics, 21.9. */
export function cramersV(counts: readonly (readonly number[])[]): number {
  const lines = counts.map((line) => line.reduce((total, count) => total + count, 0))
  const columns = (counts[0] ?? []).map((_, j) => counts.reduce((total, line) => total + line[j], 0))
  const total = lines.reduce((sum, line) => sum + line, 0)
  const freedom = Math.min(lines.filter(Boolean).length, columns.filter(Boolean).length) - 1
  if (freedom < 1) return NaN
  let chiSquare = 0
  counts.forEach((line, i) =>
    line.forEach((count, j) => {
      const expected = (lines[i] * columns[j]) / total
      if (expected > 0) chiSquare += (count - expected) ** 2 / expected
    }),
  )
  return Math.min(1, Math.sqrt(chiSquare / (total * freedom)))
}
