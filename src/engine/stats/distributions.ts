import { normalQuantile, normalUpperTail } from './normal'
import { incompleteBeta, upperGamma } from './special'

export { normalCdf, normalDensity, normalQuantile, normalUpperTail } from './normal'

/** P(T > t) for Student's t with `df` > 0 degrees of freedom (Infinity: normal). Abramowitz & Stegun 26.7.1. */
export function studentUpperTail(t: number, df: number): number {
  if (df === Infinity) return normalUpperTail(t)
  const square = t * t
  if (square === Infinity) return t > 0 ? 0 : 1
  const twoSided = incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square))
  return t > 0 ? twoSided / 2 : 1 - twoSided / 2
}

/** P(T <= t). */
export const studentCdf = (t: number, df: number): number => studentUpperTail(-t, df)

/** t with P(T <= t) = p; -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function studentQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) return NaN
  if (p < 0.5) return -upperQuantile(p, df)
  return upperQuantile(1 - p, df)
}

/** t >= 0 with P(T > t) = tail <= 1/2: bisection on a doubling bracket, sped up by secant steps. */
function upperQuantile(tail: number, df: number): number {
  if (tail === 0) return Infinity
  if (df === Infinity) return -normalQuantile(tail)
  let low = 0
  let high = Math.max(1, -normalQuantile(tail))
  while (studentUpperTail(high, df) > tail) {
    low = high
    high *= 2
    if (high === Infinity) return Infinity
  }
  const target = Math.log(tail)
  const excess = (t: number) => Math.log(studentUpperTail(t, df)) - target
  let excessLow = excess(low)
  let excessHigh = excess(high)
  for (let step = 0; step < 200; step++) {
    const secant = low + ((high - low) * excessLow) / (excessLow - excessHigh)
    const middle = step % 3 === 2 || !(secant > low && secant < high) ? (low + high) / 2 : secant
    const value = excess(middle)
    if (value === 0 || high - low <= 4e-16 * high) return middle
    if (value > 0) {
      low = middle
      excessLow = value
    } else {
      high = middle
      excessHigh = value
    }
  }
  return (low + high) / 2
}

/** P(X > x) for chi-square with `df` > 0 degrees of freedom. */
export const chiSquareUpperTail = (x: number, df: number): number => upperGamma(df / 2, x / 2)

/** P(F > f) for Fisher's F with the given degrees of freedom. Abramowitz & Stegun 26.6.2. */
export function fisherUpperTail(f: number, numerator: number, denominator: number): number {
  if (f <= 0) return 1
  if (f === Infinity) return 0
  const scaled = numerator * f
  const whole = scaled + denominator
  return incompleteBeta(denominator / 2, numerator / 2, denominator / whole, scaled / whole)
}

/** 1 / (1 + e^-x) without overflow. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const power = Math.exp(x)
  return power / (1 + power)
}

/** log(1 + e^x) without overflow. */
export const softplus = (x: number): number =>
  x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))
