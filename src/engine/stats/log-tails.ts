import { normalQuantile } from './normal'
import { logGamma, upperGamma } from './special'

/** Below this p-value tails are computed on the log scale: beyond it they run out of digits. */
const TINY = 1e-280
const MOST_STEPS = 10_000

/**
 * log P(X > x) for chi-square with `df` > 0 degrees of freedom, also where the probability itself is no number any
 * more. Abramowitz & Stegun 6.5.31 (Legendre's continued fraction) in the far tail.
 */
export function logChiSquareUpperTail(x: number, df: number): number {
  const tail = upperGamma(df / 2, x / 2)
  if (tail > TINY || x === Infinity || Number.isNaN(tail)) return Math.log(tail)
  const a = df / 2
  const half = x / 2
  let b = half + 1 - a
  let c = Infinity
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < MOST_STEPS; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    fraction *= c * d
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return a * Math.log(half) - half - logGamma(a) + Math.log(fraction)
}

/** z >= 0 with P(|Z| > z) = p for a standard normal Z, given log p; Infinity for log p = -Infinity. */
export function normalSizeOfLogTail(logP: number): number {
  if (logP >= 0) return 0
  if (logP === -Infinity) return Infinity
  if (logP > Math.log(TINY)) return -normalQuantile(Math.exp(logP) / 2)
  // Newton's method on log P(Z > z) by the asymptotic series, Abramowitz & Stegun 26.2.12: its slope is about -z.
  const target = logP - Math.LN2
  let z = Math.sqrt(-2 * target)
  for (let step = 0; step < 20; step++) {
    const inverse = 1 / (z * z)
    const series = 1 - inverse * (1 - 3 * inverse * (1 - 5 * inverse * (1 - 7 * inverse)))
    const excess = -z * z * 0.5 - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log(series) - target
    z += excess / z
    if (Math.abs(excess) < 1e-12 * Math.abs(target)) break
  }
  return z
}

/** |z| of the two-sided normal p-value that equals P(X > x) for chi-square with `df` degrees of freedom. */
export const normalSizeOfChiSquare = (x: number, df: number): number =>
  df === 1 ? Math.sqrt(Math.max(0, x)) : normalSizeOfLogTail(logChiSquareUpperTail(x, df))
