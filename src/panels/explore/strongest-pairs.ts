import type { Correlations } from '../../engine/data/summary/correlations'
import { select } from '../../engine/data/summary/quantiles'

export interface CorrelatedPair {
  readonly a: string
  readonly b: string
  readonly r: number
  /** Rows in which both are known. */
  readonly n: number
}

export interface StrongestPairs {
  /** The strongest first, those that are not defined last. */
  readonly pairs: readonly CorrelatedPair[]
  /** How many there are. */
  readonly total: number
}

/** Weaker than every correlation. */
const UNDEFINED = -1

/** The `most` strongest pairs, each once; only those with a column that `chosen` accepts, which is then named first. */
export function strongestPairs(
  { names, r, n }: Correlations,
  most: number,
  chosen: (name: string) => boolean = () => true,
): StrongestPairs {
  const size = names.length
  const accepted = names.map(chosen)
  const places = new Uint32Array((size * (size - 1)) / 2)
  const strengths = new Float64Array(places.length)
  let total = 0
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      if (!accepted[i] && !accepted[j]) continue
      const at = i * size + j
      places[total] = at
      strengths[total++] = Number.isNaN(r[at]) ? UNDEFINED : Math.abs(r[at])
    }
  }
  const kept = Math.min(most, total)
  if (kept === 0) return { pairs: [], total }
  // Half a million pairs need no sorting to find the few at the top.
  const ranked = strengths.slice(0, total)
  select(ranked, total - kept)
  const weakest = ranked[total - kept]
  let ties = kept
  for (let k = 0; k < total; k++) if (strengths[k] > weakest) ties--
  const found: number[] = []
  for (let k = 0; k < total; k++) {
    if (strengths[k] > weakest || (strengths[k] === weakest && ties-- > 0)) found.push(k)
  }
  const pairs = found
    .toSorted((left, right) => strengths[right] - strengths[left] || left - right)
    .map((k) => {
      const at = places[k]
      const [i, j] = [Math.floor(at / size), at % size]
      const [first, second] = accepted[i] ? [i, j] : [j, i]
      return { a: names[first], b: names[second], r: r[at], n: n[at] }
    })
  return { pairs, total }
}
