import { crossProduct, gram, invertPositiveDefinite, multiplyVector, solvePositiveDefinite } from './dense'
import { logistic, softplus } from './distributions'
import type { Design } from './design'
import { solveLeastSquares } from './orthogonal'

export interface LogisticFit {
  /** One for each column of the design; 0 for columns set aside as collinear. */
  readonly coefficients: Float64Array
  /** Names of columns that earlier columns determine. */
  readonly dropped: readonly string[]
  readonly kept: readonly number[]
  /** Fitted probabilities. */
  readonly fitted: Float64Array
  /**
   * separated: some combination of columns predicts the response without error in some rows, so that coefficients
   * grow without limit (Albert & Anderson 1984, Biometrika 71); the probabilities are then 0 or 1 in those rows.
   */
  readonly status: 'converged' | 'separated'
  readonly iterations: number
  /** Inverse of the information matrix over the kept columns; null when it is singular. */
  readonly covariance: Float64Array | null
}

const MOST_ITERATIONS = 35
const SMALLEST_STEP = 1e-9
/** Beyond this log-odds a row counts as predicted without error (odds of about ten million to one). */
const CERTAIN_LOG_ODDS = 16

/** Maximum likelihood by Newton's method, weighted where rows have weights. `response` holds 0 and 1 (or shares between). */
export function fitLogistic(
  design: Design,
  response: ArrayLike<number>,
  weights?: Float64Array,
): LogisticFit {
  const { rows, columns, names } = design
  const { kept, dropped } = solveLeastSquares(design.matrix, rows, columns, new Float64Array(rows))
  const size = kept.length
  const { matrix, scales } = scaled(design, kept)

  let coefficients: Float64Array = new Float64Array(size)
  let logOdds: Float64Array = new Float64Array(rows)
  let likelihood = logLikelihood(logOdds, response, weights)
  let status: LogisticFit['status'] = 'separated'
  let iterations = 0
  while (iterations < MOST_ITERATIONS) {
    iterations++
    const probabilities = logOdds.map(logistic)
    const score = crossProduct(
      matrix,
      rows,
      size,
      probabilities.map((p, r) => (weights ? weights[r] : 1) * (response[r] - p)),
    )
    const information = gram(
      matrix,
      rows,
      size,
      probabilities.map((p, r) => (weights ? weights[r] : 1) * p * (1 - p)),
    )
    const step = solvePositiveDefinite(information, size, score)
    if (!step) break
    let length = 1
    let next = coefficients
    let nextLogOdds = logOdds
    let nextLikelihood = -Infinity
    // Halve the step until the likelihood does not fall.
    for (let halving = 0; halving < 30; halving++, length /= 2) {
      next = coefficients.map((value, k) => value + length * step[k])
      nextLogOdds = multiplyVector(matrix, rows, size, next)
      nextLikelihood = logLikelihood(nextLogOdds, response, weights)
      if (nextLikelihood >= likelihood - 1e-10 * Math.abs(likelihood)) break
    }
    coefficients = next
    logOdds = nextLogOdds
    likelihood = nextLikelihood
    if (step.every((value) => Math.abs(length * value) < SMALLEST_STEP)) {
      status = 'converged'
      break
    }
  }
  if (status === 'converged' && logOdds.some((value) => Math.abs(value) > 2 * CERTAIN_LOG_ODDS))
    status = 'separated'
  const fitted = logOdds.map(logistic)
  const information = gram(
    matrix,
    rows,
    size,
    fitted.map((p, r) => (weights ? weights[r] : 1) * p * (1 - p)),
  )
  const inverse = invertPositiveDefinite(information, size)
  const whole = new Float64Array(columns)
  kept.forEach((j, k) => (whole[j] = coefficients[k] / scales[k]))
  return {
    coefficients: whole,
    dropped: dropped.map((j) => names[j]),
    kept,
    fitted,
    status,
    iterations,
    covariance: inverse
      ? inverse.map((value, at) => value / scales[Math.floor(at / size)] / scales[at % size])
      : null,
  }
}

export function predictLogistic(coefficients: Float64Array, design: Design): Float64Array {
  return multiplyVector(design.matrix, design.rows, design.columns, coefficients).map(logistic)
}

/** Rows whose fitted probability is 0 or 1 for every practical purpose. */
export function countCertain(probabilities: Float64Array): number {
  const bound = logistic(-CERTAIN_LOG_ODDS)
  let count = 0
  for (const p of probabilities) if (p < bound || p > 1 - bound) count++
  return count
}

/** The kept columns divided by their root mean square, so that pivots are comparable. */
function scaled(design: Design, kept: readonly number[]): { matrix: Float64Array; scales: Float64Array } {
  const size = kept.length
  const { rows, columns } = design
  const matrix = new Float64Array(rows * size)
  const scales = new Float64Array(size)
  kept.forEach((j, k) => {
    let squares = 0
    for (let r = 0; r < rows; r++) squares += design.matrix[r * columns + j] ** 2
    scales[k] = Math.sqrt(squares / rows)
    for (let r = 0; r < rows; r++) matrix[r * size + k] = design.matrix[r * columns + j] / scales[k]
  })
  return { matrix, scales }
}

function logLikelihood(
  logOdds: Float64Array,
  response: ArrayLike<number>,
  weights: Float64Array | undefined,
): number {
  let total = 0
  for (let r = 0; r < logOdds.length; r++) {
    const value = logOdds[r]
    total += (weights ? weights[r] : 1) * (response[r] * value - softplus(value))
  }
  return total
}
