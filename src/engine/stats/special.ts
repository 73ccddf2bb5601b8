/**
 * The incomplete gamma and beta functions. Their leading factors are computed from deviances rather than from
 * differences of log-gammas, which keeps full accuracy for large parameters: Loader 2000, "Fast and accurate
 * computation of binomial probabilities".
 */

const MOST_STEPS = 200_000
const TINY = 1e-300
const PRECISION = 1e-16

/** log Gamma(x) for x > 0; Lanczos 1964, SIAM J. Numer. Anal. B 1, with the coefficients of Godfrey (g = 7, n = 9). */
export function logGamma(x: number): number {
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
  ]
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  if (x >= 16) return (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + stirlingError(x)
  const shifted = x - 1
  let series = 0.9999999999998099
  coefficients.forEach((coefficient, k) => (series += coefficient / (shifted + k + 1)))
  const t = shifted + 7.5
  return 0.9189385332046727 + (shifted + 0.5) * Math.log(t) - t + Math.log(series)
}

/** log Gamma(x) minus Stirling's formula (x - 1/2) log x - x + log(2 pi)/2. */
function stirlingError(x: number): number {
  if (x >= 16) {
    const square = x * x
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / x
  }
  // Upward recurrence: d(x) = d(x + 1) + (x + 1/2) log(1 + 1/x) - 1.
  let error = 0
  let at = x
  while (at < 16) {
    error += (at + 0.5) * Math.log1p(1 / at) - 1
    at += 1
  }
  return error + stirlingError(at)
}

/** x log(x / m) + m - x without cancellation near x = m. */
function deviance(x: number, m: number): number {
  const difference = x - m
  if (Math.abs(difference) < 0.1 * (x + m)) {
    const ratio = difference / (x + m)
    let total = difference * ratio
    let term = 2 * x * ratio
    for (let j = 1; j < 1000; j++) {
      term *= ratio * ratio
      const next = total + term / (2 * j + 1)
      if (next === total) break
      total = next
    }
    return total
  }
  return x * Math.log(x / m) + m - x
}

/** x^a e^-x / Gamma(a + 1). */
function gammaFactor(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a)
}

/** Regularised upper incomplete gamma Q(a, x) for a > 0. Abramowitz & Stegun 6.5.29 and 6.5.31. */
export function upperGamma(a: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(a)) return NaN
  if (x <= 0) return 1
  if (x === Infinity) return 0
  const factor = gammaFactor(a, x)
  if (x < a + 1) {
    let term = 1
    let total = 1
    for (let n = 1; n < MOST_STEPS && term > total * PRECISION; n++) {
      term *= x / (a + n)
      total += term
    }
    return 1 - factor * total
  }
  // Legendre's continued fraction, evaluated by Lentz's method.
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < MOST_STEPS; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / (numerator * d + b || TINY)
    c = b + numerator / c || TINY
    const step = c * d
    fraction *= step
    if (Math.abs(step - 1) < PRECISION * 2) break
  }
  return factor * a * fraction
}

/**
 * Regularised incomplete beta I_x(a, b) for a, b > 0. `y` = 1 - x, given separately to keep its digits.
 * Continued fraction: Didonato & Morris 1992, ACM TOMS 18, eq. 5 (as DLMF 8.17.22), by Lentz's method.
 */
export function incompleteBeta(a: number, b: number, x: number, y = 1 - x): number {
  if (Number.isNaN(x) || Number.isNaN(a) || Number.isNaN(b)) return NaN
  if (x <= 0) return 0
  if (y <= 0) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, y, x)
  const n = a + b
  const lead =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y)
  // x^a y^b / B(a, b)
  const factor = Math.exp(lead) * Math.sqrt((a * b) / (2 * Math.PI * n))
  let c = 1
  let d = 1 / (1 - (n * x) / (a + 1) || TINY)
  let fraction = d
  for (let m = 1; m < MOST_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d || TINY)
    c = 1 + even / c || TINY
    fraction *= c * d
    const odd = (-(a + m) * (n + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d || TINY)
    c = 1 + odd / c || TINY
    const step = c * d
    fraction *= step
    if (Math.abs(step - 1) < PRECISION * 2) break
  }
  return (factor * fraction) / a
}
