import type { DiscoveryProblem } from './algorithm'

/** Variables as one or more columns of numbers each. */
export interface Embedding {
  /** NaN where the variable is missing. */
  readonly columns: readonly Float64Array[]
  /** blocks[j]: the columns of variable j. */
  readonly blocks: readonly (readonly number[])[]
}

/**
 * Categories without an order become one indicator column for each category but the most frequent one; all other
 * variables stay one column (Andrews, Ramsey & Cooper 2019, "Learning high-dimensional directed acyclic graphs with
 * mixed data-types", section 3, where every category but one is kept; which one does not matter).
 */
export function embed({ columns, levels, unordered = [] }: DiscoveryProblem): Embedding {
  const embedded: Float64Array[] = []
  const blocks = columns.map((column, variable) => {
    if (!unordered.includes(variable)) return [embedded.push(column) - 1]
    const counts = new Float64Array(levels[variable])
    for (const code of column) if (!Number.isNaN(code)) counts[code]++
    const usual = counts.indexOf(Math.max(...counts))
    return Array.from({ length: levels[variable] }, (_, level) => level)
      .filter((level) => level !== usual && counts[level] > 0)
      .map(
        (level) =>
          embedded.push(column.map((code) => (Number.isNaN(code) ? NaN : Number(code === level)))) - 1,
      )
  })
  return { columns: embedded, blocks }
}
