import { normalCdf } from './normal'

/**
 * P(X <= x) for a chi-square with `df` > 0 degrees of freedom and this noncentrality >= 0, to about three digits.
 * Sankaran 1963, Biometrika 50, approximation z2.
 */
export function noncentralChiSquareCdf(x: number, df: number, noncentrality: number): number {
  if (x <= 0) return 0
  const mean = df + noncentrality
  const spread = df + 2 * noncentrality
  const h = 1 - (2 * mean * (df + 3 * noncentrality)) / (3 * spread * spread)
  const p = spread / (mean * mean)
  const m = (h - 1) * (1 - 3 * h)
  const centre = 1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p)
  return normalCdf(((x / mean) ** h - centre) / (h * Math.sqrt(2 * p) * (1 + 0.5 * m * p)))
}

/** The noncentralities between which the observed value is no surprise, at this level; [0, 0] for a small one. */
export function noncentralityInterval(observed: number, df: number, level: number): [number, number] {
  const tail = (1 - level) / 2
  return [largestWith(observed, df, 1 - tail), largestWith(observed, df, tail)]
}

/** The noncentrality under which P(X <= observed) = probability; 0 where even none makes it smaller. */
function largestWith(observed: number, df: number, probability: number): number {
  if (!(noncentralChiSquareCdf(observed, df, 0) > probability)) return 0
  let low = 0
  let high = Math.max(1, observed)
  while (noncentralChiSquareCdf(observed, df, high) > probability) high *= 2
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (noncentralChiSquareCdf(observed, df, middle) > probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}
