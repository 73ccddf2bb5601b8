/** The anchors fitted to one standardised table, and what they say at each row and on average. */
import { multiplyVector, quadraticForm } from '../stats/dense'
import {
  EFFECT_FEATURES,
  fourierFeatures,
  leastSquares,
  outcomeChoices,
  outcomePenalty,
  PROPENSITY_FLOOR,
  propensityPenalties,
  ridgeAverage,
  type FourierBasis,
  type Matrix,
  type PenalisedFit,
  type RidgeAverage,
} from './effect-anchors'

/** No anchor may claim to know an effect better than this share of the outcome's sd. */
export const EFFECT_SD_FLOOR = 0.01

/** z-scored columns (strongest first), treatment 0/1, z-scored outcome. */
export interface StandardTable {
  readonly z: Matrix
  readonly treatment: Float64Array
  readonly y: Float64Array
}

export interface FittedAnchors {
  readonly propensity: RidgeAverage
  readonly outcome: RidgeAverage
  /** Outcome on covariates, treatment and their products. */
  readonly linear: PenalisedFit
  /** Outcome on covariates and treatment. */
  readonly adjusted: PenalisedFit
  /** One value per row. */
  readonly effect: Float64Array
  readonly scale: Float64Array
  readonly mu0: Float64Array
  readonly mu1: Float64Array
  readonly score: Float64Array
  readonly linearEffect: Float64Array
  readonly linearSe: Float64Array
  readonly effectDesign: Matrix
  readonly base: Matrix
}

function buildMatrix(rows: number, columns: number, fill: (row: number, into: Float64Array) => void): Matrix {
  const data = new Float64Array(rows * columns)
  for (let r = 0; r < rows; r++) fill(r, data.subarray(r * columns, (r + 1) * columns))
  return { data, rows, columns }
}

const rowOf = (matrix: Matrix, r: number): Float64Array =>
  matrix.data.subarray(r * matrix.columns, (r + 1) * matrix.columns)

const apply = (matrix: Matrix, weights: Float64Array): Float64Array =>
  multiplyVector(matrix.data, matrix.rows, matrix.columns, weights)

/** The lower right block of a square matrix, from `start` on. */
function tailBlock(matrix: Float64Array, size: number, start: number): Float64Array {
  const tail = size - start
  const block = new Float64Array(tail * tail)
  for (let i = 0; i < tail; i++)
    for (let j = 0; j < tail; j++) block[i * tail + j] = matrix[(start + i) * size + start + j]
  return block
}

/** Fits propensity, prognosis and effect on a standardised table; every array has one entry a row. */
export function fitAnchors({ z, treatment, y }: StandardTable, basis: FourierBasis): FittedAnchors {
  const rows = z.rows
  const curved = fourierFeatures(z, basis)
  const base = buildMatrix(rows, z.columns + 1, (r, into) => {
    into[0] = 1
    into.set(rowOf(z, r), 1)
  })
  const terms = base.columns
  const propensityDesign = buildMatrix(rows, terms + curved.columns, (r, into) => {
    into.set(rowOf(base, r))
    into.set(rowOf(curved, r), terms)
  })
  const propensity = ridgeAverage(
    propensityDesign,
    treatment,
    propensityPenalties(z.columns, curved.columns),
    1,
  )
  const score = apply(propensityDesign, propensity.weights).map((value) =>
    Math.min(Math.max(value, PROPENSITY_FLOOR), 1 - PROPENSITY_FLOOR),
  )

  const effectDesign = buildMatrix(rows, terms + EFFECT_FEATURES, (r, into) => {
    into.set(rowOf(base, r))
    into.set(rowOf(curved, r).subarray(0, EFFECT_FEATURES), terms)
  })
  const tail = effectDesign.columns
  const prognosisColumns = propensityDesign.columns + 1
  const prognosis = buildMatrix(rows, prognosisColumns, (r, into) => {
    into.set(rowOf(propensityDesign, r))
    into[prognosisColumns - 1] = 2 * score[r] - 1
  })
  const outcomeDesign = buildMatrix(rows, prognosisColumns + tail, (r, into) => {
    into.set(rowOf(prognosis, r))
    const effectRow = rowOf(effectDesign, r)
    for (let j = 0; j < tail; j++) into[prognosisColumns + j] = (treatment[r] - score[r]) * effectRow[j]
  })
  const penalties = outcomeChoices.map((choice) => outcomePenalty(choice, z.columns, curved.columns))
  const outcome = ridgeAverage(outcomeDesign, y, penalties, tail)

  const effect = apply(effectDesign, outcome.weights.slice(prognosisColumns))
  const mean = apply(prognosis, outcome.weights.slice(0, prognosisColumns))
  const linear = leastSquares(
    buildMatrix(rows, 2 * terms, (r, into) => {
      into.set(rowOf(base, r))
      if (treatment[r] > 0) into.set(rowOf(base, r), terms)
    }),
    y,
    0.5,
  )
  const adjusted = leastSquares(
    buildMatrix(rows, terms + 1, (r, into) => {
      into.set(rowOf(base, r))
      into[terms] = treatment[r]
    }),
    y,
    0.01,
  )
  const linearBlock = tailBlock(linear.covariance, 2 * terms, terms)
  const floor = EFFECT_SD_FLOOR ** 2
  const withFloor = (covariance: Float64Array, row: Float64Array) =>
    Math.sqrt(Math.max(quadraticForm(covariance, row.length, row), 0) + floor)
  return {
    propensity,
    outcome,
    linear,
    adjusted,
    effect,
    scale: effect.map((_, r) => withFloor(outcome.tailCovariance, rowOf(effectDesign, r))),
    mu0: effect.map((value, r) => mean[r] - score[r] * value),
    mu1: effect.map((value, r) => mean[r] + (1 - score[r]) * value),
    score,
    linearEffect: apply(base, linear.weights.slice(terms)),
    linearSe: effect.map((_, r) => withFloor(linearBlock, rowOf(base, r))),
    effectDesign,
    base,
  }
}

/** Average-effect anchors with standard errors, in units of the pooled outcome sd. */
export interface AverageAnchors {
  /** Augmented inverse probability weighting (Robins, Rotnitzky and Zhao 1994), without cross-fitting. */
  readonly centre: number
  readonly scale: number
  readonly ridge: number
  readonly ridgeSe: number
  readonly difference: number
  readonly differenceSe: number
  readonly adjusted: number
  readonly adjustedSe: number
  readonly linear: number
  readonly linearSe: number
  readonly weighted: number
}

export const average = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length

export const meanSquare = (values: Float64Array, centre: number): number =>
  values.reduce((total, value) => total + (value - centre) ** 2, 0) / values.length

function columnMeans(matrix: Matrix): Float64Array {
  const means = new Float64Array(matrix.columns)
  for (let r = 0; r < matrix.rows; r++)
    for (let j = 0; j < matrix.columns; j++) means[j] += matrix.data[r * matrix.columns + j] / matrix.rows
  return means
}

function armMoments(y: Float64Array, treatment: Float64Array, arm: 0 | 1) {
  const values = y.filter((_, r) => treatment[r] === arm)
  const mean = average(values)
  return { mean, varianceOfMean: meanSquare(values, mean) / values.length }
}

/** The average effect by each anchor with its variance; `pseudo` holds the doubly robust value of every row. */
export function averageEffects(
  fit: FittedAnchors,
  { treatment, y }: StandardTable,
  pseudo: Float64Array,
): AverageAnchors {
  const rows = y.length
  const floor = EFFECT_SD_FLOOR ** 2
  const centre = average(pseudo)
  const ridge = average(fit.effect)
  const effectMeans = columnMeans(fit.effectDesign)
  const ridgeVariance =
    Math.max(quadraticForm(fit.outcome.tailCovariance, effectMeans.length, effectMeans), 0) +
    meanSquare(fit.effect, ridge) / rows
  const baseMeans = columnMeans(fit.base)
  const terms = baseMeans.length
  const linearBlock = tailBlock(fit.linear.covariance, 2 * terms, terms)
  const treated = armMoments(y, treatment, 1)
  const control = armMoments(y, treatment, 0)
  let up = 0
  let upMass = 0
  let down = 0
  let downMass = 0
  for (let r = 0; r < rows; r++) {
    const w1 = treatment[r] / fit.score[r]
    const w0 = (1 - treatment[r]) / (1 - fit.score[r])
    up += w1 * y[r]
    upMass += w1
    down += w0 * y[r]
    downMass += w0
  }
  return {
    centre,
    scale: Math.sqrt(meanSquare(pseudo, centre) / rows + floor),
    ridge,
    ridgeSe: Math.sqrt(ridgeVariance + floor),
    difference: treated.mean - control.mean,
    differenceSe: Math.sqrt(treated.varianceOfMean + control.varianceOfMean + floor),
    adjusted: fit.adjusted.weights[terms],
    adjustedSe: Math.sqrt(fit.adjusted.covariance[terms * (terms + 1) + terms] + floor),
    linear: baseMeans.reduce((total, value, j) => total + value * fit.linear.weights[terms + j], 0),
    linearSe: Math.sqrt(Math.max(quadraticForm(linearBlock, terms, baseMeans), 0) + floor),
    weighted: up / upMass - down / downMass,
  }
}
