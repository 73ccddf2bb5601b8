import type { KnowledgeIndex } from '../knowledge/knowledge'

/** Sums of squared correlations that differ by less are equal: what is left is rounding. */
const SMALLEST_DIFFERENCE = 1e-9

/**
 * An order that depends on what the columns hold, not on how they are arranged: earlier tiers before later ones, and
 * among those the variables that share least with the others first.
 *
 * @param correlation row-major over all columns of all variables; each variable has equally many and counts by its first
 */
export function canonicalOrder(
  columns: readonly Float64Array[],
  correlation: Float64Array,
  { size, forbidden }: KnowledgeIndex,
): number[] {
  const across = Math.sqrt(correlation.length)
  const width = across / size
  const shared = new Float64Array(size)
  const barred = new Int32Array(size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a === b) continue
      // A column that is constant in these rows shares nothing.
      shared[a] += correlation[a * width * across + b * width] ** 2 || 0
      // Later tiers may be parents of fewer variables.
      barred[a] += forbidden[a * size + b]
    }
  }
  const rounded = shared.map((value) => Math.round(value / SMALLEST_DIFFERENCE))
  return Array.from({ length: size }, (_, k) => k).toSorted(
    (a, b) => barred[a] - barred[b] || rounded[a] - rounded[b] || byContent(columns[a], columns[b]),
  )
}

function byContent(a: Float64Array, b: Float64Array): number {
  const row = a.findIndex((value, k) => value !== b[k])
  return row < 0 ? 0 : a[row] - b[row]
}

/** Row-major, 1 where required edges lead from a to b, directly or through others. */
export function precedence({ size, required }: KnowledgeIndex): Uint8Array {
  const before = required.slice()
  if (!before.includes(1)) return before
  // Warshall's transitive closure.
  for (let middle = 0; middle < size; middle++) {
    for (let a = 0; a < size; a++) {
      if (before[a * size + middle] === 0) continue
      for (let b = 0; b < size; b++) if (before[middle * size + b]) before[a * size + b] = 1
    }
  }
  return before
}
