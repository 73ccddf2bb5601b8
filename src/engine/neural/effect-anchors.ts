/**
 * Closed-form estimates ("anchors") that the effect model starts from; the twin of
 * models/studio_models/anchors.py, held to the same numbers by parity.json.
 *
 * - Bayesian ridge regression on linear terms and random Fourier features (Rahimi and Recht 2007), averaged
 *   over penalties by their marginal likelihood.
 * - The treatment enters as (A - propensity), Robinson's (1988) coding, and the propensity is itself a
 *   covariate (Hahn, Murray and Carvalho 2020): both keep the penalty on the prognosis out of the effect.
 */
import {
  cholesky,
  crossProduct,
  gram,
  inverseFromFactor,
  invertPositiveDefinite,
  multiplyVector,
  solveLower,
  solveLowerTransposed,
} from '../stats/dense'

export const EFFECT_FEATURES = 32
export const PROPENSITY_FLOOR = 0.03
const NOISE_RATIOS = [0.05, 0.3, 2, 12] as const
const CURVATURE_SHARES = [0.1, 1] as const
const EFFECT_SCALES = [0.1, 0.7] as const
const PROPENSITY_RATIOS = [0.5, 4, 30] as const
const FREE_PENALTY = 0.01

export interface FourierBasis {
  readonly frequencies: readonly (readonly number[])[]
  readonly phases: readonly number[]
}

/** rows x columns, row-major. */
export interface Matrix {
  readonly data: Float64Array
  readonly rows: number
  readonly columns: number
}

/** Random Fourier features of every row: rows x number of phases. */
export function fourierFeatures(x: Matrix, basis: FourierBasis): Matrix {
  const count = basis.phases.length
  const data = new Float64Array(x.rows * count)
  const shrink = 1 / Math.sqrt(x.columns)
  for (let r = 0; r < x.rows; r++) {
    for (let k = 0; k < count; k++) {
      let angle = 0
      for (let j = 0; j < x.columns; j++) angle += x.data[r * x.columns + j] * basis.frequencies[k][j]
      data[r * count + k] = Math.SQRT2 * Math.cos(angle * shrink + basis.phases[k])
    }
  }
  return { data, rows: x.rows, columns: count }
}

export interface RidgeAverage {
  readonly weights: Float64Array
  /** Covariance of the last `tail` weights, within and between penalties. */
  readonly tailCovariance: Float64Array
  readonly noiseVariance: number
  /** 1 - residual sum of squares / total. */
  readonly explained: number
  /** How plausible each alternative penalty is. */
  readonly posterior: readonly number[]
}

interface PenaltyFit {
  readonly weights: Float64Array
  readonly noise: number
  readonly score: number
  readonly tailFactor: Float64Array
}

function fitPenalty(
  base: Float64Array,
  moment: Float64Array,
  total: number,
  rows: number,
  penalty: Float64Array,
  tail: number,
): PenaltyFit {
  const terms = moment.length
  const lower = base.slice()
  let logPenalty = 0
  for (let i = 0; i < terms; i++) {
    lower[i * terms + i] += penalty[i]
    logPenalty += Math.log(penalty[i])
  }
  if (!cholesky(lower, terms)) throw new Error('the penalised Gram matrix is not positive definite')
  const weights = moment.slice()
  solveLower(lower, terms, weights)
  solveLowerTransposed(lower, terms, weights)
  let fitted = 0
  let logDeterminant = 0
  for (let i = 0; i < terms; i++) {
    fitted += moment[i] * weights[i]
    logDeterminant += 2 * Math.log(lower[i * terms + i])
  }
  const residual = Math.max(total - fitted, 1e-8 * rows)
  const tailFactor = new Float64Array(tail * tail)
  for (let i = 0; i < tail; i++)
    for (let j = 0; j <= i; j++)
      tailFactor[i * tail + j] = lower[(terms - tail + i) * terms + terms - tail + j]
  const score = 0.5 * (logPenalty - logDeterminant) - 0.5 * rows * Math.log(residual)
  return { weights, noise: residual / rows, score, tailFactor }
}

/** All penalties share one Gram matrix; the noise variance is profiled out. */
export function ridgeAverage(
  design: Matrix,
  y: Float64Array,
  penalties: readonly Float64Array[],
  tail: number,
): RidgeAverage {
  const { data, rows, columns: terms } = design
  const base = gram(data, rows, terms)
  const moment = crossProduct(data, rows, terms, y)
  let total = 0
  for (const value of y) total += value * value
  const fits = penalties.map((penalty) => fitPenalty(base, moment, total, rows, penalty, tail))
  const best = Math.max(...fits.map((fit) => fit.score))
  const masses = fits.map((fit) => Math.exp(fit.score - best))
  const mass = masses.reduce((a, b) => a + b, 0)
  const posterior = masses.map((value) => value / mass)

  const weights = new Float64Array(terms)
  let noiseVariance = 0
  fits.forEach((fit, index) => {
    noiseVariance += posterior[index] * fit.noise
    for (let i = 0; i < terms; i++) weights[i] += posterior[index] * fit.weights[i]
  })
  const tailCovariance = new Float64Array(tail * tail)
  const start = terms - tail
  fits.forEach((fit, index) => {
    // The lower right block of the inverse needs only the lower right block of the factor.
    const inverse = inverseFromFactor(fit.tailFactor, tail)
    for (let i = 0; i < tail; i++) {
      const left = fit.weights[start + i] - weights[start + i]
      for (let j = 0; j < tail; j++) {
        const between = left * (fit.weights[start + j] - weights[start + j])
        tailCovariance[i * tail + j] += posterior[index] * (fit.noise * inverse[i * tail + j] + between)
      }
    }
  })
  return {
    weights,
    tailCovariance,
    noiseVariance,
    explained: 1 - (noiseVariance * rows) / Math.max(total, 1e-8),
    posterior,
  }
}

const repeated = (count: number, value: number): number[] => Array.from({ length: count }, () => value)

export const propensityPenalties = (columns: number, features: number): Float64Array[] =>
  PROPENSITY_RATIOS.map((ratio) =>
    Float64Array.from([
      FREE_PENALTY,
      ...repeated(columns, ratio * columns),
      ...repeated(features, ratio * features),
    ]),
  )

export interface PenaltyChoice {
  readonly noiseRatio: number
  readonly curvatureShare: number
  readonly effectScale: number
}

/** In the order of the Python twin: noise ratio, then curvature, then effect scale. */
export const outcomeChoices: readonly PenaltyChoice[] = NOISE_RATIOS.flatMap((noiseRatio) =>
  CURVATURE_SHARES.flatMap((curvatureShare) =>
    EFFECT_SCALES.map((effectScale) => ({ noiseRatio, curvatureShare, effectScale })),
  ),
)

/** Ridge penalties in the order of the outcome design: prognosis, propensity, then effect columns. */
export function outcomePenalty(choice: PenaltyChoice, columns: number, features: number): Float64Array {
  const { noiseRatio } = choice
  const curved = noiseRatio / choice.curvatureShare
  const shrink = choice.effectScale ** 2
  return Float64Array.from([
    FREE_PENALTY,
    ...repeated(columns, noiseRatio * columns),
    ...repeated(features, curved * features),
    noiseRatio,
    FREE_PENALTY,
    ...repeated(columns, (noiseRatio / shrink) * columns),
    ...repeated(EFFECT_FEATURES, (curved / shrink) * EFFECT_FEATURES),
  ])
}

export interface PenalisedFit {
  readonly weights: Float64Array
  readonly covariance: Float64Array
}

/** Ordinary least squares; the tiny penalty only keeps collinear columns solvable. */
export function leastSquares(design: Matrix, y: Float64Array, penalty: number): PenalisedFit {
  const { data, rows, columns: terms } = design
  const base = gram(data, rows, terms)
  for (let i = 0; i < terms; i++) base[i * terms + i] += penalty
  const covariance = invertPositiveDefinite(base, terms)
  if (!covariance) throw new Error('the penalised Gram matrix is not positive definite')
  const weights = multiplyVector(covariance, terms, terms, crossProduct(data, rows, terms, y))
  const fitted = multiplyVector(data, rows, terms, weights)
  let squares = 0
  for (let r = 0; r < rows; r++) squares += (y[r] - fitted[r]) ** 2
  const variance = squares / Math.max(rows - terms, rows / 4)
  for (let i = 0; i < covariance.length; i++) covariance[i] *= variance
  return { weights, covariance }
}
