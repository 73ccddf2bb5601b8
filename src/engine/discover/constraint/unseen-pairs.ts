import type { KnowledgeIndex } from '../knowledge/knowledge'
import { FEWEST_ROWS } from '../problem-rows'
import type { IndependenceTest } from '../tests/independence'

/** Pairs that are named; more are only counted. */
const PAIRS_NAMED = 10

/** Pairs [a, b], a < b, that too few rows share for any test; none where no value is missing. */
export function unseenPairs(test: IndependenceTest, size: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  if (!test.rowsUsed) return pairs
  const none = new Int32Array(1)
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) if (test.rowsUsed(a, b, none, 0) < FEWEST_ROWS) pairs.push([a, b])
  }
  return pairs
}

/** Knowledge that also keeps the pairs apart, but for edges that are required. */
export function keptApart(
  knowledge: KnowledgeIndex,
  pairs: readonly (readonly [number, number])[],
): KnowledgeIndex {
  if (pairs.length === 0) return knowledge
  const { size, required } = knowledge
  const forbidden = knowledge.forbidden.slice()
  for (const [a, b] of pairs) {
    if (required[a * size + b] || required[b * size + a]) continue
    forbidden[a * size + b] = forbidden[b * size + a] = 1
  }
  return { ...knowledge, forbidden, empty: false }
}

/** What was done about the pairs, in words; nothing without pairs. */
export function unseenPairsInWords(
  pairs: readonly (readonly [number, number])[],
  names: readonly string[],
): string[] {
  if (pairs.length === 0) return []
  const named = pairs
    .slice(0, PAIRS_NAMED)
    .map(([a, b]) => [names[a], names[b]].toSorted().join(' and '))
    .toSorted()
    .join(', ')
  const more = pairs.length > PAIRS_NAMED ? ` and ${pairs.length - PAIRS_NAMED} more pairs` : ''
  return [`no edge between variables that fewer than ${FEWEST_ROWS} rows share: ${named}${more}`]
}
