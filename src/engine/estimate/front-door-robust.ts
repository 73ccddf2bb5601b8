import { fail, succeed, type Result } from '../../base/result'
import { isCategorical, type Column } from '../data/dataset'
import { cholesky, solveLower } from '../stats/dense'
import { combinationCodes } from '../stats/stratified-tables'
import { fitLinear } from '../stats/linear-regression'
import type { EffectProblem } from './estimator'
import type { FrontDoorFit, FrontDoorModel } from './front-door'
import { labelOf } from './problem'
import type { RowSample } from './row-weights'

/** More combinations of the mediators' values than this are taken for numbers. */
const MOST_COMBINATIONS = 50

/** Models of mediators and outcome, evaluated at the rows of a sample; `arm` counts the treatment's values. */
interface Nuisance {
  /** f(M of the row | arm) / f(M of the row | its own arm) */
  ratio(row: number, arm: number): number
  /** E[Y | arm, M of the row] */
  outcomeAt(row: number, arm: number): number
  /** E[Y | arm, M] averaged over f(M | other). */
  outcomeUnder(arm: number, other: number): number
  readonly models: string
}

/**
 * The efficient influence function of sum_m f(m | x) sum_x' E[Y | x', m] f(x') without covariates: Fulcher, Shpitser,
 * Marealle & Tchetgen Tchetgen 2020, theorem 1 and section 4. Right if the model of the mediators or that of the outcome is; shares
 * of the treatment are always right. Mediators of few values: shares and means of cells, nothing assumed. Numbers: a
 * normal distribution of one covariance around each arm's means, and one linear regression of the outcome an arm.
 */
export function robustFrontDoor(
  problem: EffectProblem,
  mediators: readonly Column[],
  arms: readonly number[],
): Result<FrontDoorModel> {
  const rows = problem.outcome.values.length
  const combinations = combinationCodes(
    mediators.map(({ values }) => values),
    rows,
  )
  const isDiscrete = mediators.every(isCategorical) || combinations.count <= MOST_COMBINATIONS
  if (isDiscrete && combinations.count > MOST_COMBINATIONS)
    return fail(
      'too-many-combinations',
      `The mediators have ${combinations.count} combinations of values; at most ${MOST_COMBINATIONS} can be counted.`,
    )
  const armOf = Int32Array.from(problem.treatment.values, (value) => arms.indexOf(value))
  const [low, high] = [problem.from, problem.to].map((value) => arms.indexOf(value))
  if (low < 0 || high < 0) {
    const absent = low < 0 ? problem.fromLabel : problem.toLabel
    return fail('unseen-value', `No row has ${problem.treatment.name} = ${absent}.`, {
      name: problem.treatment.name,
    })
  }
  const data: Sampled = { problem, mediators, armOf, arms, combinations }
  return succeed({
    fit(sample) {
      const nuisance = isDiscrete ? cellNuisance(data, sample) : normalNuisance(data, sample)
      return nuisance.ok ? succeed(combine(data, sample, nuisance.value, low, high)) : nuisance
    },
  })
}

interface Sampled {
  readonly problem: EffectProblem
  readonly mediators: readonly Column[]
  readonly armOf: Int32Array
  readonly arms: readonly number[]
  readonly combinations: { readonly codes: Int32Array; readonly count: number }
}

const weightsOf = ({ rows, weights }: RowSample): Float64Array =>
  weights ?? new Float64Array(rows.length).fill(1)

/** Share of each arm in the sample. */
function sharesOf({ armOf, arms }: Sampled, { rows }: RowSample, weights: Float64Array): Float64Array {
  const shares = new Float64Array(arms.length)
  let mass = 0
  for (let k = 0; k < rows.length; k++) {
    shares[armOf[rows[k]]] += weights[k]
    mass += weights[k]
  }
  return shares.map((share) => share / mass)
}

/** The mean of the influence function in both arms of the contrast, with the values for each row. */
function combine(
  data: Sampled,
  sample: RowSample,
  nuisance: Nuisance,
  low: number,
  high: number,
): FrontDoorFit {
  const { armOf, arms, problem } = data
  const { rows } = sample
  const weights = weightsOf(sample)
  const mass = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = sharesOf(data, sample, weights)
  let largestRatio = 0
  const under = (target: number): Float64Array => {
    const plain = arms.reduce(
      (sum, _, arm) => sum + (shares[arm] === 0 ? 0 : shares[arm] * nuisance.outcomeUnder(arm, target)),
      0,
    )
    return Float64Array.from({ length: rows.length }, (_, k) => {
      const row = rows[k]
      const own = armOf[row]
      const ratio = nuisance.ratio(row, target)
      largestRatio = Math.max(largestRatio, ratio)
      const residual = ratio === 0 ? 0 : ratio * (problem.outcome.values[row] - nuisance.outcomeAt(row, own))
      let mediated = 0
      if (own === target) {
        arms.forEach((__, arm) => {
          if (shares[arm] > 0) mediated += shares[arm] * nuisance.outcomeAt(row, arm)
        })
        mediated = (mediated - plain) / shares[target]
      }
      return residual + mediated + nuisance.outcomeUnder(own, target)
    })
  }
  const [lower, upper] = [under(low), under(high)]
  const average = (values: Float64Array) =>
    values.reduce((sum, value, k) => sum + weights[k] * value, 0) / mass
  const [from, to] = [average(lower), average(upper)]
  return {
    from,
    to,
    influence: upper.map((value, k) => (weights[k] * (value - lower[k] - (to - from))) / mass),
    largestRatio,
    models: nuisance.models,
  }
}

/** Shares of the mediators' combinations in each arm and mean outcomes of their cells. */
function cellNuisance(data: Sampled, sample: RowSample): Result<Nuisance> {
  const { problem, mediators, armOf, arms, combinations } = data
  const { codes, count } = combinations
  const weights = weightsOf(sample)
  const mass = new Float64Array(arms.length * count)
  const sums = new Float64Array(arms.length * count)
  const armMass = new Float64Array(arms.length)
  for (let k = 0; k < sample.rows.length; k++) {
    const row = sample.rows[k]
    const cell = armOf[row] * count + codes[row]
    mass[cell] += weights[k]
    sums[cell] += weights[k] * problem.outcome.values[row]
    armMass[armOf[row]] += weights[k]
  }
  // Every combination that occurs at all must occur in every arm: each arm's outcome is asked for there.
  for (let code = 0; code < count; code++) {
    const occurs = arms.some((_, arm) => mass[arm * count + code] > 0)
    const lacking = arms.findIndex((_, arm) => armMass[arm] > 0 && mass[arm * count + code] === 0)
    if (!occurs || lacking < 0) continue
    const at = codes.indexOf(code)
    const cell = mediators
      .map((column) => `${column.name} = ${labelOf(column, column.values[at])}`)
      .join(', ')
    const treatment = `${problem.treatment.name} = ${labelOf(problem.treatment, arms[lacking])}`
    return fail(
      'empty-cells',
      `No row has ${cell} with ${treatment}: what the outcome is there cannot be counted. Use fewer classes of the mediators, or the regression form.`,
    )
  }
  const share = (code: number, arm: number) => mass[arm * count + code] / armMass[arm]
  const meanOutcome = (arm: number, code: number) => sums[arm * count + code] / mass[arm * count + code]
  return succeed({
    ratio: (row, arm) => share(codes[row], arm) / share(codes[row], armOf[row]),
    outcomeAt: (row, arm) => meanOutcome(arm, codes[row]),
    outcomeUnder(arm, other) {
      let sum = 0
      for (let code = 0; code < count; code++)
        if (mass[other * count + code] > 0) sum += share(code, other) * meanOutcome(arm, code)
      return sum
    },
    models: 'none: shares and means of the cells',
  })
}

/** Normal mediators around the means of each arm, outcomes linear in the mediators within each arm. */
function normalNuisance(data: Sampled, sample: RowSample): Result<Nuisance> {
  const { problem, mediators, armOf, arms } = data
  const size = mediators.length
  const weights = weightsOf(sample)
  const members = arms.map((_, arm) =>
    Array.from(sample.rows, (row, k) => (armOf[row] === arm ? k : -1)).filter((k) => k >= 0),
  )
  const short = members.findIndex((rows) => rows.length > 0 && rows.length < size + 2)
  if (short >= 0)
    return fail(
      'too-few-rows',
      `Only ${members[short].length} rows have ${problem.treatment.name} = ${labelOf(problem.treatment, arms[short])}.`,
      { name: problem.treatment.name },
    )
  const centres = members.map((rows) =>
    mediators.map(({ values }) => weightedMean(rows, weights, (k) => values[sample.rows[k]])),
  )
  const covariance = pooledCovariance(data, sample, weights, centres)
  if (!cholesky(covariance, size))
    return fail('collinear-mediators', 'Some mediators determine the others: name fewer of them.')
  const regressions = members.map((rows) => {
    const matrix = new Float64Array(rows.length * (size + 1))
    rows.forEach((k, line) => {
      matrix[line * (size + 1)] = 1
      mediators.forEach(({ values }, j) => (matrix[line * (size + 1) + j + 1] = values[sample.rows[k]]))
    })
    const design = {
      matrix,
      rows: rows.length,
      columns: size + 1,
      names: ['intercept', ...mediators.map(({ name }) => name)],
    }
    const responses = rows.map((k) => problem.outcome.values[sample.rows[k]])
    return fitLinear(
      design,
      responses,
      Float64Array.from(rows, (k) => weights[k]),
    ).coefficients
  })
  const linear = (arm: number, at: (j: number) => number) =>
    mediators.reduce((sum, _, j) => sum + regressions[arm][j + 1] * at(j), regressions[arm][0])
  const distance = (row: number, arm: number) => {
    const deviation = Float64Array.from(mediators, ({ values }, j) => values[row] - centres[arm][j])
    solveLower(covariance, size, deviation)
    return deviation.reduce((sum, value) => sum + value * value, 0)
  }
  return succeed({
    ratio: (row, arm) => Math.exp((distance(row, armOf[row]) - distance(row, arm)) / 2),
    outcomeAt: (row, arm) => linear(arm, (j) => mediators[j].values[row]),
    outcomeUnder: (arm, other) => linear(arm, (j) => centres[other][j]),
    models: 'normal mediators around the means of each arm; outcome linear in them within each arm',
  })
}

function weightedMean(rows: readonly number[], weights: Float64Array, at: (k: number) => number): number {
  let [sum, mass] = [0, 0]
  for (const k of rows) {
    sum += weights[k] * at(k)
    mass += weights[k]
  }
  return sum / mass
}

function pooledCovariance(
  { mediators, armOf }: Sampled,
  { rows }: RowSample,
  weights: Float64Array,
  centres: readonly (readonly number[])[],
): Float64Array {
  const size = mediators.length
  const pooled = new Float64Array(size * size)
  let mass = 0
  for (let k = 0; k < rows.length; k++) {
    const centre = centres[armOf[rows[k]]]
    mass += weights[k]
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        pooled[i * size + j] +=
          weights[k] * (mediators[i].values[rows[k]] - centre[i]) * (mediators[j].values[rows[k]] - centre[j])
  }
  return pooled.map((value) => value / mass)
}
