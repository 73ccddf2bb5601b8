import { multiplyVector } from '../../stats/dense'
import { naturalSpline } from '../../stats/natural-spline'
import { solveLeastSquares } from '../../stats/orthogonal'
import { rankIndependence } from '../../stats/rank-independence'

/** Rows that each column of a regression needs. */
const ROWS_PER_COLUMN = 5

/** How many knots a curve through so many rows gets: 8 for 300, 12 for 1000. */
export const knotsFor = (rows: number): number => Math.round(1.2 * Math.cbrt(rows))

/** What speaks against a direction: chi-square with 16 degrees of freedom under it, and its p-value. */
export interface AdditiveNoiseFit {
  readonly statistic: number
  readonly pValue: number
}

/**
 * Tests "the effect is a sum of smooth functions of the causes, plus noise that is independent of them": each
 * cause is tested against the residual of an additive regression on natural splines (Hoyer, Janzing, Mooij, Peters &
 * Schölkopf 2009, "Nonlinear causal discovery with additive noise models", section 3), the largest statistic counts,
 * its p-value times their number. NaN where there are too few rows for the curves.
 */
export function fitAdditiveNoise(effect: Float64Array, causes: readonly Float64Array[]): AdditiveNoiseFit {
  const rows = effect.length
  const curves = causes.flatMap((cause) => naturalSpline(cause, knotsFor(rows)))
  const width = curves.length + 1
  if (rows < ROWS_PER_COLUMN * width) return { statistic: NaN, pValue: NaN }
  const design = new Float64Array(rows * width).fill(1)
  curves.forEach((curve, k) => {
    for (let r = 0; r < rows; r++) design[r * width + k + 1] = curve[r]
  })
  const { coefficients } = solveLeastSquares(design, rows, width, effect)
  const fitted = multiplyVector(design, rows, width, coefficients)
  const residual = effect.map((value, r) => value - fitted[r])
  const worst = causes
    .map((cause) => rankIndependence(cause, residual))
    .reduce((most, one) => (one.statistic > most.statistic ? one : most))
  return { statistic: worst.statistic, pValue: Math.min(1, worst.pValue * causes.length) }
}
