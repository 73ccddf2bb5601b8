import { fail, succeed, type Result } from '../../base/result'
import { crossProduct, gram, solvePositiveDefinite } from '../stats/dense'
import { selectColumns, type Design } from '../stats/design'
import { bootstrap, drawsOption } from './bootstrap'
import type { EffectProblem, Estimator } from './estimator'
import { preparePropensity, type PropensityModel } from './nuisance'
import { everyRow, influenceError, weightDiagnostics, weightedError, type RowSample } from './row-weights'
import { overlapDiagnostics, overlapOf } from './overlap'
import {
  needsTwoArms,
  propensityDiagnostics,
  propensityOption,
  propensitySpec,
  requireOverlap,
} from './propensity'
import { analyticFinding, armDiagnostics, bootstrapFinding, info, levelOption } from './report'

type Normalisation = 'hajek' | 'horvitz-thompson'

interface WeightedMeans {
  readonly from: number
  readonly to: number
}

/**
 * Means of both arms with weights 1 / P(own arm), times those of the rows; hajek divides by the sum of weights,
 * horvitz-thompson by the rows.
 */
function weightedMeans(
  outcome: Float64Array,
  treated: Float64Array,
  probabilities: Float64Array,
  normalise: Normalisation,
  { rows, weights }: RowSample,
): WeightedMeans {
  let [to, from, toWeight, fromWeight, mass] = [0, 0, 0, 0, 0]
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]
    const own = weights ? weights[k] : 1
    mass += own
    if (treated[row] === 1) {
      const weight = own / probabilities[row]
      to += weight * outcome[row]
      toWeight += weight
    } else {
      const weight = own / (1 - probabilities[row])
      from += weight * outcome[row]
      fromWeight += weight
    }
  }
  return normalise === 'hajek'
    ? { to: to / toWeight, from: from / fromWeight }
    : { to: to / mass, from: from / mass }
}

/**
 * Standard error from the stacked estimating equations of the means and the logistic model, so that the estimation of
 * the propensities counts (Lunceford & Davidian 2004, Statistics in Medicine 23, section 3.2; Stefanski & Boos 2002).
 */
function sandwichError(
  problem: EffectProblem,
  treated: Float64Array,
  probabilities: Float64Array,
  design: Design,
  means: WeightedMeans,
  normalise: Normalisation,
): number {
  const outcome = problem.outcome.values
  const n = outcome.length
  // Mean 1, so that they sum to n.
  const weights = problem.weights ?? new Float64Array(n).fill(1)
  const centre = normalise === 'hajek' ? means : { to: 0, from: 0 }
  let toWeight = n
  let fromWeight = n
  if (normalise === 'hajek') {
    toWeight = 0
    fromWeight = 0
    probabilities.forEach((p, row) => {
      if (treated[row] === 1) toWeight += weights[row] / p
      else fromWeight += weights[row] / (1 - p)
    })
  }
  // Contribution of each row, and its derivative with respect to the log-odds.
  const influence = new Float64Array(n)
  const slope = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const p = probabilities[row]
    if (treated[row] === 1) {
      const term = (weights[row] * (outcome[row] - centre.to)) / p / toWeight
      influence[row] = term
      slope[row] = -term * (1 - p)
    } else {
      const term = (weights[row] * (outcome[row] - centre.from)) / (1 - p) / fromWeight
      influence[row] = -term
      slope[row] = -term * p
    }
  }
  const shift = normalise === 'hajek' ? 0 : (means.to - means.from) / n
  const information = gram(
    design.matrix,
    n,
    design.columns,
    probabilities.map((p, row) => weights[row] * p * (1 - p)),
  )
  const direction = solvePositiveDefinite(
    information,
    design.columns,
    crossProduct(design.matrix, n, design.columns, slope),
  )
  if (!direction) return NaN
  const whole = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    let projected = 0
    for (let j = 0; j < design.columns; j++)
      projected += design.matrix[row * design.columns + j] * direction[j]
    const own = projected * (treated[row] - probabilities[row]) - shift
    whole[row] = influence[row] + weights[row] * own
  }
  return influenceError(problem, whole)
}

export const ipw: Estimator = {
  id: 'ipw',
  label: 'Inverse probability weighting',
  reference: 'Horvitz & Thompson 1952; Hájek 1971; standard error: Lunceford & Davidian 2004',
  target: 'on-target',
  weights: 'honoured',
  identifiedBy: ['adjustment'],
  options: [
    {
      id: 'normalise',
      label: 'Weights',
      help: 'Hájek scales the weights of each arm to sum to one, which is steadier; Horvitz-Thompson does not.',
      type: 'choice',
      default: 'hajek',
      choices: [
        { id: 'hajek', label: 'Hájek (normalised)' },
        { id: 'horvitz-thompson', label: 'Horvitz-Thompson' },
      ],
    },
    propensityOption,
    {
      id: 'interval',
      label: 'Interval',
      help: 'Analytic: sandwich standard error that counts the estimation of the weights. Bootstrap: rows drawn anew.',
      type: 'choice',
      default: 'analytic',
      choices: [
        { id: 'analytic', label: 'analytic' },
        { id: 'bootstrap', label: 'bootstrap' },
      ],
    },
    drawsOption,
    levelOption,
  ],
  applies: (problem, options) => {
    const arms = needsTwoArms(problem)
    if (!arms.ok) return arms
    const spec = propensitySpec(problem, options)
    if (!spec.ok) return spec
    const model = preparePropensity(problem, spec.value)
    return model.ok ? succeed(true) : model
  },
  async run(problem, options, context) {
    const spec = propensitySpec(problem, options)
    if (!spec.ok) return spec
    const model = preparePropensity(problem, spec.value)
    if (!model.ok) return model
    const { probabilities, fit } = model.value.fit()
    const overlapping = requireOverlap(problem, probabilities)
    if (!overlapping.ok) return overlapping
    const normalise = options.normalise as Normalisation
    const { treated } = model.value
    const outcome = problem.outcome.values
    const means = weightedMeans(outcome, treated, probabilities, normalise, everyRow(problem))
    const point = means.to - means.from
    if (!Number.isFinite(point)) return infiniteWeights(problem)
    const overlap = overlapOf(probabilities, treated, problem.weights)
    const named =
      options.interval === 'bootstrap'
        ? `bootstrap, ${options.draws} samples`
        : weightedError(problem, 'analytic, sandwich')
    const diagnostics = [
      ...armDiagnostics(problem),
      info('standard-error', 'Standard error', named),
      ...weightDiagnostics(problem),
      ...overlapDiagnostics(overlap, problem.rows.used),
      ...propensityDiagnostics(problem, spec.value, fit),
    ]
    const uncertain = { estimator: 'ipw', problem, options, point, means, overlap, diagnostics }
    if (options.interval === 'bootstrap') {
      const redo = resampled(model.value, outcome, normalise)
      const draws = await bootstrap(problem, Number(options.draws), redo, context)
      return draws.ok ? succeed(bootstrapFinding(uncertain, draws.value)) : draws
    }
    const kept = selectColumns(model.value.design, fit.kept)
    const error = sandwichError(problem, treated, probabilities, kept, means, normalise)
    return succeed(analyticFinding(uncertain, error, Infinity))
  },
}

const resampled =
  (model: PropensityModel, outcome: Float64Array, normalise: Normalisation) => (sample: RowSample) => {
    const { probabilities } = model.fit(sample)
    const means = weightedMeans(outcome, model.treated, probabilities, normalise, sample)
    return means.to - means.from
  }

export const infiniteWeights = (problem: EffectProblem): Result<never> =>
  fail(
    'infinite-weights',
    `Some rows have no chance of the “${problem.treatment.name}” they had, so their weights are infinite.`,
    { name: problem.treatment.name },
  )
