import { fail, succeed, type Result } from '../../base/result'
import { isCategorical } from '../data/dataset'
import type { OptionValues } from '../options'
import { bootstrap, drawsOption } from './bootstrap'
import type { EffectProblem, Estimator, Finding } from './estimator'
import { robustFrontDoor } from './front-door-robust'
import { regressionFrontDoor } from './front-door-regression'
import { distinctValues, isTwoArmed } from './problem'
import { analyticFinding, armDiagnostics, bootstrapFinding, info, levelOption, warning } from './report'
import { everyRow, influenceError, weightDiagnostics, weightedError, type RowSample } from './row-weights'

/** What one way of computing gives in a sample of rows. */
export interface FrontDoorFit {
  readonly from: number
  readonly to: number
  /** Of the difference, one a row of the sample, already weighted: the error is about their sum. */
  readonly influence: Float64Array
  /** Largest weight that a row gets for its mediators, where rows are weighted for them. */
  readonly largestRatio?: number
  readonly models: string
}

export interface FrontDoorModel {
  /** Problems where the sample does not determine it. */
  fit(sample: RowSample): Result<FrontDoorFit>
}

/** Beyond this many values a treatment counts as a number, not as arms. */
const MOST_ARMS = 10
/** A row that counts for more than so many is worth a word. */
const LARGE_RATIO = 20

function prepare(problem: EffectProblem, options: OptionValues): Result<FrontDoorModel> {
  const names = problem.identifiedBy?.mediators ?? []
  if (names.length === 0)
    return fail('no-mediators', 'No variables are named that carry the whole effect of the treatment.')
  const shared = names.find((name) => name === problem.treatment.name || name === problem.outcome.name)
  if (shared !== undefined)
    return fail('same-column', `“${shared}” cannot carry the effect: it is the treatment or the outcome.`, {
      name: shared,
    })
  const mediators = names.map((name) => problem.others.find((column) => column.name === name)!)
  const arms = distinctValues(problem.treatment)
  const hasArms = isCategorical(problem.treatment) || arms.length <= MOST_ARMS
  const isMixed = mediators.some(isCategorical) && !mediators.every(isCategorical)
  if (options.form === 'doubly-robust') {
    if (!hasArms)
      return fail(
        'needs-arms',
        `“${problem.treatment.name}” has ${arms.length} different values; the doubly robust form needs at most ${MOST_ARMS}. The regression form takes any.`,
        { name: problem.treatment.name },
      )
    if (isMixed)
      return fail(
        'mixed-mediators',
        'The doubly robust form takes mediators that are all numbers or all categories; here they are mixed. The regression form takes any.',
      )
  }
  const isRobust = options.form === 'doubly-robust' || (options.form === 'automatic' && hasArms && !isMixed)
  if (isRobust) return robustFrontDoor(problem, mediators, arms)
  return regressionFrontDoor(problem, mediators)
}

/**
 * The effect through variables that carry all of it, whatever hidden causes the treatment and the outcome share:
 * sum_m P(m | x) sum_x' E[Y | x', m] P(x').
 */
export const frontDoorEstimator: Estimator = {
  id: 'front-door',
  label: 'Front-door',
  reference:
    'Pearl, Biometrika 82, 1995; doubly robust: Fulcher, Shpitser, Marealle & Tchetgen Tchetgen, JRSS B 82, 2020',
  target: 'on-target',
  weights: 'honoured',
  identifiedBy: ['front-door'],
  options: [
    {
      id: 'form',
      label: 'Form',
      help: 'Doubly robust: right if the model of the mediators or that of the outcome is. Regression: two linear regressions, for treatments of many values and mixed mediators. Automatic: doubly robust where it can be.',
      type: 'choice',
      default: 'automatic',
      choices: [
        { id: 'automatic', label: 'automatic' },
        { id: 'doubly-robust', label: 'doubly robust' },
        { id: 'regression', label: 'regression' },
      ],
    },
    {
      id: 'interval',
      label: 'Interval',
      help: 'Analytic: from the influence of each row. Bootstrap: rows drawn anew.',
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
  applies(problem, options) {
    const model = prepare(problem, options)
    if (!model.ok) return model
    const fit = model.value.fit(everyRow(problem))
    return fit.ok ? succeed(true) : fit
  },
  async run(problem, options, context): Promise<Result<Finding>> {
    const model = prepare(problem, options)
    if (!model.ok) return model
    const whole = model.value.fit(everyRow(problem))
    if (!whole.ok) return whole
    const { from, to, influence, largestRatio, models } = whole.value
    const isBootstrap = options.interval === 'bootstrap'
    const error = isBootstrap
      ? `bootstrap, ${options.draws} samples`
      : weightedError(problem, 'analytic, from influence values')
    const diagnostics = [
      ...(isTwoArmed(problem) ? armDiagnostics(problem) : []),
      info('standard-error', 'Standard error', error),
      info('models', 'Models', models),
      ...(largestRatio === undefined
        ? []
        : [
            (largestRatio > LARGE_RATIO ? warning : info)(
              'largest-ratio',
              'Most that one row counts for, by its mediators',
              Number(largestRatio.toPrecision(3)),
            ),
          ]),
      ...weightDiagnostics(problem),
    ]
    const uncertain = {
      estimator: 'front-door',
      problem,
      options,
      point: to - from,
      means: { from, to },
      diagnostics,
    }
    if (!isBootstrap) return succeed(analyticFinding(uncertain, influenceError(problem, influence), Infinity))
    const redo = (sample: RowSample) => {
      const fit = model.value.fit(sample)
      return fit.ok ? fit.value.to - fit.value.from : NaN
    }
    const draws = await bootstrap(problem, Number(options.draws), redo, context)
    return draws.ok ? succeed(bootstrapFinding(uncertain, draws.value)) : draws
  },
}
