import { shuffle, type Random } from '../../base/random'
import { fail, succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { OptionValues } from '../options'
import type { EffectProblem, Estimator } from './estimator'
import { infiniteWeights } from './ipw'
import {
  modelNames,
  outcomeModelOption,
  prepareOutcomeModel,
  preparePropensity,
  readModel,
  type ModelSpec,
  type OutcomeModel,
  type PropensityModel,
} from './nuisance'
import { overlapDiagnostics, overlapOf } from './overlap'
import {
  needsTwoArms,
  propensityDiagnostics,
  propensityOption,
  propensitySpec,
  requireOverlap,
} from './propensity'
import { analyticFinding, armDiagnostics, info, levelOption, unusedDiagnostic, warning } from './report'
import {
  averageOver,
  everyRow,
  influenceError,
  sampleAt,
  weightDiagnostics,
  weightedError,
} from './row-weights'

interface Models {
  readonly outcomeSpec: ModelSpec
  readonly propensitySpec: ModelSpec
  readonly outcome: OutcomeModel
  readonly propensity: PropensityModel
}

function prepare(problem: EffectProblem, options: OptionValues): Result<Models> {
  const arms = needsTwoArms(problem)
  if (!arms.ok) return arms
  const names = problem.covariates.map(({ name }) => name)
  const outcomeSpec = readModel(String(options.outcomeModel), 'linear', names)
  if (!outcomeSpec.ok) return outcomeSpec
  const spec = propensitySpec(problem, options)
  if (!spec.ok) return spec
  const outcome = prepareOutcomeModel(problem, outcomeSpec.value)
  if (!outcome.ok) return outcome
  const propensity = preparePropensity(problem, spec.value)
  if (!propensity.ok) return propensity
  return succeed({
    outcomeSpec: outcomeSpec.value,
    propensitySpec: spec.value,
    outcome: outcome.value,
    propensity: propensity.value,
  })
}

/** What both models say about every row: fitted on all rows, or, for each fold, on the other folds. */
interface Nuisances {
  readonly from: Float64Array
  readonly to: Float64Array
  readonly probabilities: Float64Array
}

/** Fold of each row, dealt out within each arm so that every fold has rows of both. */
function dealFolds(problem: EffectProblem, folds: number, random: Random): Int32Array {
  const { values } = problem.treatment
  const fold = new Int32Array(values.length)
  for (const arm of [problem.from, problem.to]) {
    const rows = shuffle(
      Int32Array.from(values, (_, row) => row).filter((row) => values[row] === arm),
      random,
    )
    rows.forEach((row, position) => (fold[row] = position % folds))
  }
  return fold
}

async function crossFit(
  problem: EffectProblem,
  models: Models,
  folds: number,
  context: EngineContext,
): Promise<Result<Nuisances>> {
  const n = problem.rows.used
  const fold = dealFolds(problem, folds, context.random.fork('folds'))
  const nuisances = {
    from: new Float64Array(n),
    to: new Float64Array(n),
    probabilities: new Float64Array(n),
  }
  for (let k = 0; k < folds; k++) {
    if (context.signal.aborted) return fail('cancelled', `Cancelled at fold ${k + 1} of ${folds}.`)
    context.progress(k / folds, `fold ${k + 1} of ${folds}`)
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    const rest = Int32Array.from({ length: n }, (_, row) => row).filter((row) => fold[row] !== k)
    const others = sampleAt(problem, rest)
    const predicted = models.outcome(others)
    const { probabilities } = models.propensity.fit(others)
    for (let row = 0; row < n; row++) {
      if (fold[row] !== k) continue
      nuisances.from[row] = predicted.from[row]
      nuisances.to[row] = predicted.to[row]
      nuisances.probabilities[row] = probabilities[row]
    }
  }
  return succeed(nuisances)
}

/** Each row's share in the error of the weighted mean; with n - 1 as in a sample variance. */
function influenceOf(scores: Float64Array, mean: number, weights?: Float64Array): Float64Array {
  const scale = 1 / Math.sqrt(scores.length * (scores.length - 1))
  return scores.map((score, row) => (weights ? weights[row] : 1) * (score - mean) * scale)
}

export const aipw: Estimator = {
  id: 'aipw',
  label: 'Doubly robust (AIPW)',
  reference:
    'Robins, Rotnitzky & Zhao 1994; cross-fitting: Chernozhukov et al. 2018, Econometrics Journal 21',
  target: 'on-target',
  weights: 'honoured',
  identifiedBy: ['adjustment'],
  options: [
    outcomeModelOption,
    propensityOption,
    {
      id: 'folds',
      label: 'Folds',
      help: 'Cross-fitting: each fold is judged by models fitted on the others. 1 fits both models on all rows, which is enough for models with few coefficients.',
      type: 'number',
      default: 1,
      min: 1,
      max: 50,
      integer: true,
    },
    levelOption,
  ],
  applies: (problem, options) => {
    const models = prepare(problem, options)
    if (!models.ok) return models
    const folds = Number(options.folds)
    const { treatment, from, to } = problem
    const fewest = Math.min(
      ...[from, to].map((arm) => treatment.values.filter((value) => value === arm).length),
    )
    if (fewest >= folds) return succeed(true)
    return fail('too-few-rows', `The smaller group has ${fewest} rows: too few for ${folds} folds.`)
  },
  async run(problem, options, context) {
    const prepared = prepare(problem, options)
    if (!prepared.ok) return prepared
    const models = prepared.value
    const folds = Number(options.folds)
    const whole = models.propensity.fit()
    const overlapping = requireOverlap(problem, whole.probabilities)
    if (!overlapping.ok) return overlapping
    const predicted = models.outcome()
    let nuisances: Nuisances = { ...predicted, probabilities: whole.probabilities }
    if (folds > 1) {
      const fitted = await crossFit(problem, models, folds, context)
      if (!fitted.ok) return fitted
      nuisances = fitted.value
    }
    const { treated } = models.propensity
    const outcome = problem.outcome.values
    // Influence-function values: prediction plus weighted residual, one for each arm.
    const toScores = nuisances.to.map((prediction, row) =>
      treated[row] === 1
        ? prediction + (outcome[row] - prediction) / nuisances.probabilities[row]
        : prediction,
    )
    const fromScores = nuisances.from.map((prediction, row) =>
      treated[row] === 0
        ? prediction + (outcome[row] - prediction) / (1 - nuisances.probabilities[row])
        : prediction,
    )
    const all = everyRow(problem)
    const means = { from: averageOver(fromScores, all), to: averageOver(toScores, all) }
    const point = means.to - means.from
    if (!Number.isFinite(point)) return infiniteWeights(problem)
    const scores = toScores.map((score, row) => score - fromScores[row])
    const overlap = overlapOf(nuisances.probabilities, treated, problem.weights)
    const { outcomeSpec } = models
    const dropped = new Set([...whole.fit.dropped, ...predicted.dropped])
    const diagnostics = [
      ...armDiagnostics(problem),
      info('standard-error', 'Standard error', weightedError(problem, 'analytic, influence function')),
      ...weightDiagnostics(problem),
      info('folds', 'Cross-fitting', folds === 1 ? 'none' : `${folds} folds`),
      ...overlapDiagnostics(overlap, problem.rows.used),
      ...propensityDiagnostics(problem, models.propensitySpec, { ...whole.fit, dropped: [...dropped] }),
      ...(predicted.separated
        ? [warning('outcome-separation', 'Outcome model', 'predicts some rows without error')]
        : []),
      ...(outcomeSpec.formula ? unusedDiagnostic(problem, modelNames(outcomeSpec), 'outcome') : []),
    ]
    return succeed(
      analyticFinding(
        { estimator: 'aipw', problem, options, point, means, overlap, diagnostics },
        influenceError(problem, influenceOf(scores, point, problem.weights)),
        Infinity,
      ),
    )
  },
}
