import type { ResampleCounts } from '../../engine/discover/algorithm'

/** The least share of the resamples that makes a pair worth a look. */
const OFTEN = 1 / 3

/** Pairs that at least a third of the resamples join though no edge does, most often first. */
export function undrawnPairs(
  { counted, pairs }: Pick<ResampleCounts, 'counted' | 'pairs'>,
  drawn: readonly (readonly [string, string])[],
): readonly { readonly name: string; readonly share: number }[] {
  const known = new Set(drawn.flatMap(([a, b]) => [`${a}\n${b}`, `${b}\n${a}`]))
  return pairs
    .filter(({ a, b, joined }) => joined >= OFTEN * counted && !known.has(`${a}\n${b}`))
    .map(({ a, b, joined }) => ({ name: `${a} – ${b}`, share: joined / counted }))
}
