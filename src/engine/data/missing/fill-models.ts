import { shuffle, type Random } from '../../../base/random'
import { cholesky, solveLower, solveLowerTransposed } from '../../stats/dense'
import { drawChiSquare } from '../../stats/draws'
import { logistic } from '../../stats/distributions'

/** What a fill model sees: a standardised design of rows x width, the columns of it that predict (the intercept first), and the rows in question. */
export interface FillProblem {
  readonly matrix: Float64Array
  readonly width: number
  readonly predictors: Int32Array
  /** Rows with a value, at most 65,536 of them, and their values. */
  readonly fitted: Int32Array
  readonly values: Float64Array
  /** Rows to fill. */
  readonly gaps: Int32Array
}

/** Added to the diagonal, as a share of the rows, so that columns that determine each other do no harm. */
const RIDGE = 1e-5
const DONORS = 5

/**
 * Numbers. Parameters are drawn from their posterior under a linear model (van Buuren 2018, Flexible Imputation of
 * Missing Data, algorithm 3.1). 'normal' adds a normal residual; 'matching' gives the value of one of the five rows
 * whose prediction is nearest (algorithm 3.3; Little 1988), so that only values that occur are filled in.
 */
export function drawNumbers(
  problem: FillProblem,
  method: 'matching' | 'normal',
  random: Random,
): Float64Array {
  const { fitted, gaps, values, predictors } = problem
  const size = predictors.length
  const centre = values.reduce((total, value) => total + value, 0) / values.length
  const { information, score } = normalEquations(
    problem,
    () => 1,
    (k) => values[k] - centre,
  )
  for (let j = 1; j < size; j++) information[j * size + j] += RIDGE * fitted.length
  const best = score.slice()
  cholesky(information, size)
  solveLower(information, size, best)
  solveLowerTransposed(information, size, best)
  const predicted = predict(problem, fitted, best)
  let squares = 0
  predicted.forEach((value, k) => (squares += (values[k] - centre - value) ** 2))
  const degrees = Math.max(1, fitted.length - size)
  const sigma = Math.sqrt(squares / drawChiSquare(degrees, random))
  const drawn = perturb(best, information, sigma, random)
  const guessed = predict(problem, gaps, drawn)
  if (method === 'normal') return guessed.map((value) => centre + value + sigma * random.normal())
  return matchDonors(predicted, values, guessed, random)
}

/** The value of a row drawn from the five whose prediction is nearest; ties in random order. */
function matchDonors(
  predicted: Float64Array,
  values: Float64Array,
  guessed: Float64Array,
  random: Random,
): Float64Array {
  const { sorted, order } = sortWithTies(predicted, random)
  const donors = Math.min(DONORS, sorted.length)
  return guessed.map((value) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle] < value) low = middle + 1
      else high = middle
    }
    // The window [first, first + taken) grows towards the nearer side.
    let first = low
    let end = low
    while (end - first < donors) {
      const below = first > 0 ? value - sorted[first - 1] : Infinity
      const above = end < sorted.length ? sorted[end] - value : Infinity
      if (below < above) first--
      else end++
    }
    return values[order[first + random.integer(donors)]]
  })
}

/**
 * Ascending values and where each stood, ties in random order. The places ride in the lowest 16 bits of the numbers, far
 * below what a prediction is known to, so that the engine's own sort of plain numbers can be used: about ten times as
 * fast as one that calls back for every comparison.
 */
function sortWithTies(values: Float64Array, random: Random): { sorted: Float64Array; order: Int32Array } {
  const places = shuffle(
    Int32Array.from(values, (_, k) => k),
    random,
  )
  const sorted = Float64Array.from(values)
  const words = new Uint32Array(sorted.buffer)
  const low = littleEndian ? 0 : 1
  places.forEach((place, k) => (words[2 * place + low] = (words[2 * place + low] & 0xffff0000) | k))
  sorted.sort()
  return { sorted, order: Int32Array.from(sorted, (_, k) => places[words[2 * k + low] & 0xffff]) }
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/** Standard deviation of the normal prior on each coefficient, in log-odds a standard deviation of the column. */
const PRIOR_DEVIATION = 5
const MOST_STEPS = 25

/**
 * Categories, `categories` ascending: the first against the rest, then the second against the rest of the rest, and so
 * on (continuation-ratio logits, Agresti 2013, Categorical Data Analysis, section 8.3.6); two categories make one
 * logistic regression. Coefficients are drawn from the normal approximation of their posterior under a weak normal
 * prior, which also keeps them finite where a column separates the categories.
 */
export function drawCategories(
  problem: FillProblem,
  categories: readonly number[],
  random: Random,
): Float64Array {
  const { fitted, gaps, values } = problem
  const filled = new Float64Array(gaps.length).fill(categories[categories.length - 1])
  const open = new Uint8Array(gaps.length).fill(1)
  let atRisk = Int32Array.from(fitted, (_, k) => k)
  for (const category of categories.slice(0, -1)) {
    const response = Float64Array.from(atRisk, (k) => (values[k] === category ? 1 : 0))
    const coefficients = drawLogistic(
      { ...problem, fitted: atRisk.map((k) => fitted[k]), values: response },
      random,
    )
    const chances = predict(problem, gaps, coefficients)
    chances.forEach((logOdds, k) => {
      if (open[k] === 0 || random.uniform() >= logistic(logOdds)) return
      filled[k] = category
      open[k] = 0
    })
    atRisk = atRisk.filter((k) => values[k] !== category)
  }
  return filled
}

function drawLogistic(problem: FillProblem, random: Random): Float64Array {
  const { fitted, values, predictors } = problem
  const size = predictors.length
  const precision = 1 / PRIOR_DEVIATION ** 2
  let coefficients: Float64Array = new Float64Array(size)
  let information: Float64Array = new Float64Array(size * size)
  for (let step = 0; step < MOST_STEPS; step++) {
    const chances = predict(problem, fitted, coefficients).map(logistic)
    const equations = normalEquations(
      problem,
      (k) => chances[k] * (1 - chances[k]),
      (k) => values[k] - chances[k],
    )
    information = equations.information
    // The intercept, first, is left free but for a trace that keeps it finite.
    for (let j = 0; j < size; j++) {
      const tightness = j === 0 ? precision / 100 : precision
      information[j * size + j] += tightness
      equations.score[j] -= tightness * coefficients[j]
    }
    cholesky(information, size)
    const move = equations.score
    solveLower(information, size, move)
    solveLowerTransposed(information, size, move)
    const largest = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    // A step is cut to two log-odds, which a concave likelihood recovers from.
    const length = largest > 2 ? 2 / largest : 1
    coefficients = coefficients.map((value, j) => value + length * move[j])
    if (largest < 1e-6) break
  }
  return perturb(coefficients, information, 1, random)
}

/** mean + sigma L'^-1 z: a draw with covariance sigma^2 (L L')^-1. */
function perturb(mean: Float64Array, lower: Float64Array, sigma: number, random: Random): Float64Array {
  const noise = mean.map(() => random.normal())
  solveLowerTransposed(lower, mean.length, noise)
  return mean.map((value, j) => value + sigma * noise[j])
}

/** X' W X and X' v over the fitted rows and the predicting columns. */
function normalEquations(
  { matrix, width, predictors, fitted }: FillProblem,
  weight: (k: number) => number,
  target: (k: number) => number,
) {
  const size = predictors.length
  const information = new Float64Array(size * size)
  const score = new Float64Array(size)
  const row = new Float64Array(size)
  for (let k = 0; k < fitted.length; k++) {
    const start = fitted[k] * width
    for (let j = 0; j < size; j++) row[j] = matrix[start + predictors[j]]
    const own = weight(k)
    const value = target(k)
    for (let i = 0; i < size; i++) {
      const left = own * row[i]
      score[i] += value * row[i]
      for (let j = 0; j <= i; j++) information[i * size + j] += left * row[j]
    }
  }
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) information[j * size + i] = information[i * size + j]
  return { information, score }
}

function predict(
  { matrix, width, predictors }: FillProblem,
  rows: Int32Array,
  coefficients: Float64Array,
): Float64Array {
  const predicted = new Float64Array(rows.length)
  for (let k = 0; k < rows.length; k++) {
    const start = rows[k] * width
    let total = 0
    for (let j = 0; j < predictors.length; j++) total += coefficients[j] * matrix[start + predictors[j]]
    predicted[k] = total
  }
  return predicted
}
