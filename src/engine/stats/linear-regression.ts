import { gram, multiply, multiplyVector } from './dense'
import type { Design } from './design'
import { solveLeastSquares } from './orthogonal'

export interface LinearFit {
  /** One for each column of the design; 0 for columns set aside as collinear. */
  readonly coefficients: Float64Array
  /** Names of columns that earlier columns determine. */
  readonly dropped: readonly string[]
  readonly kept: readonly number[]
  readonly fitted: Float64Array
  readonly residuals: Float64Array
  /** rows - kept columns. */
  readonly degreesOfFreedom: number
  /** Residual sum of squares / degrees of freedom; NaN without any. */
  readonly residualVariance: number
  /** (X' W X)^-1 over the kept columns. */
  readonly inverseGram: Float64Array
  /** One a row, as given; absent for ordinary least squares. */
  readonly weights?: Float64Array
}

/** Least squares, ordinary or with a positive weight for each row. */
export function fitLinear(design: Design, response: ArrayLike<number>, weights?: Float64Array): LinearFit {
  const { matrix, rows, columns, names } = design
  const { coefficients, kept, dropped, inverseGram } = weights
    ? solveWeighted(design, response, weights)
    : solveLeastSquares(matrix, rows, columns, response)
  const fitted = multiplyVector(matrix, rows, columns, coefficients)
  const residuals = fitted.map((value, r) => response[r] - value)
  const degreesOfFreedom = rows - kept.length
  let squares = 0
  residuals.forEach((residual, r) => (squares += (weights ? weights[r] : 1) * residual * residual))
  return {
    coefficients,
    dropped: dropped.map((j) => names[j]),
    kept,
    fitted,
    residuals,
    degreesOfFreedom,
    residualVariance: degreesOfFreedom > 0 ? squares / degreesOfFreedom : NaN,
    inverseGram,
    ...(weights ? { weights } : {}),
  }
}

function solveWeighted(
  { matrix, rows, columns }: Design,
  response: ArrayLike<number>,
  weights: Float64Array,
) {
  const roots = weights.map(Math.sqrt)
  const scaled = matrix.map((value, at) => value * roots[Math.floor(at / columns)])
  const target = roots.map((root, r) => root * response[r])
  return solveLeastSquares(scaled, rows, columns, target)
}

export const predictLinear = (coefficients: Float64Array, design: Design): Float64Array =>
  multiplyVector(design.matrix, design.rows, design.columns, coefficients)

/**
 * classical: s^2 (X'X)^-1. hc1, hc2: robust to unequal variances; hc1 scales by n / (n - p), hc2 divides each
 * squared residual by 1 - its leverage (MacKinnon & White 1985, J. Econometrics 29). With weights all of these are of
 * the rows times the roots of their weights.
 */
export type StandardErrorKind = 'classical' | 'hc1' | 'hc2'

/** Covariances of the coefficients: columns x columns, zeros for dropped columns. */
export function coefficientCovariance(fit: LinearFit, design: Design, kind: StandardErrorKind): Float64Array {
  const size = fit.kept.length
  const compact =
    kind === 'classical'
      ? fit.inverseGram.map((value) => value * fit.residualVariance)
      : sandwich(fit, design, kind)
  const covariance = new Float64Array(design.columns * design.columns)
  fit.kept.forEach((i, a) =>
    fit.kept.forEach((j, b) => (covariance[i * design.columns + j] = compact[a * size + b])),
  )
  return covariance
}

function sandwich(fit: LinearFit, design: Design, kind: 'hc1' | 'hc2'): Float64Array {
  const size = fit.kept.length
  const { rows, columns, matrix } = design
  const kept = new Float64Array(rows * size)
  const roots = fit.weights?.map(Math.sqrt)
  for (let r = 0; r < rows; r++) {
    const root = roots ? roots[r] : 1
    fit.kept.forEach((j, k) => (kept[r * size + k] = root * matrix[r * columns + j]))
  }
  const projected = kind === 'hc2' ? multiply(kept, fit.inverseGram, rows, size, size) : kept
  const scale = kind === 'hc1' ? rows / fit.degreesOfFreedom : 1
  const weights = fit.residuals.map((raw, r) => {
    const residual = roots ? roots[r] * raw : raw
    if (kind === 'hc1') return residual * residual
    let leverage = 0
    for (let k = 0; k < size; k++) leverage += projected[r * size + k] * kept[r * size + k]
    // A row that determines a coefficient alone has leverage 1 and residual 0.
    return leverage > 1 - 1e-10 ? 0 : (residual * residual) / (1 - leverage)
  })
  const meat = gram(kept, rows, size, weights)
  const half = multiply(fit.inverseGram, meat, size, size, size)
  return multiply(half, fit.inverseGram, size, size, size).map((value) => value * scale)
}
