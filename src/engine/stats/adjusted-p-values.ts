export type PValueCorrection = 'holm' | 'benjamini-hochberg' | 'benjamini-yekutieli' | 'none'

/**
 * P values adjusted for the number of tests, in the given order; at most 1. Compare them with the level itself.
 *
 * holm bounds the chance of any false alarm (Holm 1979, Scand. J. Statistics 6); benjamini-hochberg the expected share
 * of false alarms among alarms for independent or positively dependent tests (JRSS B 57, 1995), benjamini-yekutieli
 * for any dependence (Annals of Statistics 29, 2001).
 */
export function adjustedPValues(p: ArrayLike<number>, correction: PValueCorrection): Float64Array {
  const given = Float64Array.from(p)
  if (correction === 'none') return given
  const count = given.length
  const ascending = Array.from(given.keys()).toSorted((a, b) => given[a] - given[b])
  const adjusted = new Float64Array(count)
  if (correction === 'holm') {
    let largest = 0
    ascending.forEach((at, rank) => {
      largest = Math.max(largest, Math.min(1, (count - rank) * given[at]))
      adjusted[at] = largest
    })
    return adjusted
  }
  const factor = correction === 'benjamini-yekutieli' ? harmonic(count) : 1
  let smallest = 1
  for (let rank = count; rank > 0; rank--) {
    const at = ascending[rank - 1]
    smallest = Math.min(smallest, (factor * count * given[at]) / rank)
    adjusted[at] = smallest
  }
  return adjusted
}

function harmonic(count: number): number {
  let total = 0
  for (let k = count; k > 0; k--) total += 1 / k
  return total
}
