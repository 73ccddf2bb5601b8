import { mean } from './moments'
import { normalUpperTail } from './normal'

export interface TetradTest {
  /** r_ik r_jl - r_il r_jk */
  readonly difference: number
  readonly standardError: number
  /** Standard normal where the tetrad vanishes. */
  readonly statistic: number
  readonly p: number
}

/**
 * Does cov(i, k) cov(j, l) = cov(i, l) cov(j, k)? On standardised columns, with the standard error that large samples
 * of any distribution have: Bollen 1990, Sociological Methods & Research 19; Bollen & Ting 1993, Sociological
 * Methodology 23; that the scales are estimated counts. NaN for constant columns. `left` is (i, j), `right` is (k, l); complete columns of equal length.
 */
export function tetradTest(
  left: readonly [ArrayLike<number>, ArrayLike<number>],
  right: readonly [ArrayLike<number>, ArrayLike<number>],
): TetradTest {
  const [i, j] = left.map(standardised)
  const [k, l] = right.map(standardised)
  const [ik, jl, il, jk] = [product(i, k), product(j, l), product(i, l), product(j, k)]
  const difference = ik * jl - il * jk
  const rows = i.length
  let squares = 0
  for (let row = 0; row < rows; row++) {
    const change =
      jl * i[row] * k[row] +
      ik * j[row] * l[row] -
      jk * i[row] * l[row] -
      il * j[row] * k[row] -
      (difference / 2) * (i[row] ** 2 + j[row] ** 2 + k[row] ** 2 + l[row] ** 2)
    squares += change * change
  }
  const standardError = Math.sqrt(squares) / rows
  const statistic = difference / standardError
  return { difference, standardError, statistic, p: 2 * normalUpperTail(Math.abs(statistic)) }
}

function standardised(values: ArrayLike<number>): Float64Array {
  const centre = mean(values)
  const centred = Float64Array.from(values, (value) => value - centre)
  const deviation = Math.sqrt(product(centred, centred))
  return centred.map((value) => value / deviation)
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let row = 0; row < a.length; row++) sum += a[row] * b[row]
  return sum / a.length
}
