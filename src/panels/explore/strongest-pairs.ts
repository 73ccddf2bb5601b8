import type { Correlations } from '../../engine/data/summary/correlations'

export interface CorrelatedPair {
  readonly a: string
  readonly b: string
  readonly r: number
  /** Rows in which both are known. */
  readonly n: number
}

/** Every pair once, the strongest first, those that are not defined last; only those with `of`, when it is given. */
export function strongestPairs({ names, r, n }: Correlations, of: string | null): CorrelatedPair[] {
  const size = names.length
  const pairs: CorrelatedPair[] = []
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      if (of !== null && names[i] !== of && names[j] !== of) continue
      const first = of === names[j] ? j : i
      const second = first === i ? j : i
      pairs.push({ a: names[first], b: names[second], r: r[i * size + j], n: n[i * size + j] })
    }
  }
  const strength = ({ r: value }: CorrelatedPair) => (Number.isNaN(value) ? -1 : Math.abs(value))
  return pairs.toSorted((left, right) => strength(right) - strength(left))
}
