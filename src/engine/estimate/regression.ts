import { fail, succeed, type Result } from '../../base/result'
import type { OptionSpec, OptionValues } from '../options'
import { quadraticForm } from '../stats/dense'
import type { Design } from '../stats/design'
import {
  coefficientCovariance,
  fitLinear,
  type LinearFit,
  type StandardErrorKind,
} from '../stats/linear-regression'
import type { Diagnostic, EffectProblem, Estimator, Finding } from './estimator'
import { modelNames, outcomeModelOption, pooledDesigns, readModel, type ModelSpec } from './nuisance'
import { distinctValues } from './problem'
import { influenceError, weightDiagnostics, weightedError } from './row-weights'
import {
  analyticFinding,
  armDiagnostics,
  droppedDiagnostic,
  info,
  levelOption,
  unusedDiagnostic,
  warning,
} from './report'

const standardErrorOption: Extract<OptionSpec, { type: 'choice' }> = {
  id: 'standardErrors',
  label: 'Standard errors',
  help: 'HC2 and HC1 allow the spread of the outcome to differ between rows; classical ones assume it does not. Weighted rows always get a robust one.',
  type: 'choice',
  default: 'hc2',
  choices: [
    { id: 'hc2', label: 'robust (HC2)' },
    { id: 'hc1', label: 'robust (HC1)' },
    { id: 'classical', label: 'classical' },
  ],
}

const standardErrorNames: Readonly<Record<StandardErrorKind, string>> = {
  hc2: 'analytic, robust (HC2)',
  hc1: 'analytic, robust (HC1)',
  classical: 'analytic, classical',
}

/** Weighted mean of each column: the row that predicts the average outcome. Weights have mean 1. */
function meanRow({ matrix, rows, columns }: Design, weights?: Float64Array): Float64Array {
  const mean = new Float64Array(columns)
  for (let r = 0; r < rows; r++) {
    const weight = weights ? weights[r] : 1
    for (let j = 0; j < columns; j++) mean[j] += weight * matrix[r * columns + j]
  }
  return mean.map((total) => total / rows)
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((total, value, k) => total + value * b[k], 0)

/**
 * The change of the mean prediction of a least-squares model when the treatment goes from one value to the other;
 * without interactions that is the treatment's coefficient times the step.
 */
export function linearEffect(
  estimator: string,
  problem: EffectProblem,
  spec: ModelSpec,
  options: OptionValues,
  more: readonly Diagnostic[] = [],
): Result<Finding> {
  const designs = pooledDesigns(problem, spec)
  if (!designs.ok) return designs
  const { observed, from, to } = designs.value
  const { weights } = problem
  const fit = fitLinear(observed, problem.outcome.values, weights)
  const fromRow = meanRow(from, weights)
  const toRow = meanRow(to, weights)
  const contrast = toRow.map((value, k) => value - fromRow[k])
  const touched = contrast.findIndex((value, k) => value !== 0 && !fit.kept.includes(k))
  if (touched >= 0) {
    const name = problem.treatment.name
    const message = `The other columns of the model determine “${name}” in every row, so its effect cannot be told from theirs.`
    return fail('treatment-determined', message, { name })
  }
  const kind = options.standardErrors as StandardErrorKind
  const error = weights
    ? weightedRegressionError(problem, { fit, observed, from, to, contrast })
    : Math.sqrt(quadraticForm(coefficientCovariance(fit, observed, kind), observed.columns, contrast))
  const means = { from: dot(fromRow, fit.coefficients), to: dot(toRow, fit.coefficients) }
  const diagnostics = [
    ...armOrRange(problem),
    info('standard-error', 'Standard error', weightedError(problem, standardErrorNames[kind])),
    ...weightDiagnostics(problem),
    ...droppedDiagnostic(fit.dropped),
    ...more,
  ]
  const point = dot(contrast, fit.coefficients)
  return succeed(
    analyticFinding({ estimator, problem, options, point, means, diagnostics }, error, fit.degreesOfFreedom),
  )
}

interface WeightedFit {
  readonly fit: LinearFit
  readonly observed: Design
  readonly from: Design
  readonly to: Design
  readonly contrast: Float64Array
}

/**
 * Sandwich with HC2's leverages (as `coefficientCovariance`), plus the part of the covariates' weighted mean where the
 * effect differs between rows, plus that of estimated weights.
 */
function weightedRegressionError(
  problem: EffectProblem,
  { fit, observed, from, to, contrast }: WeightedFit,
): number {
  const weights = problem.weights!
  const { kept, inverseGram, residuals } = fit
  const { matrix, rows, columns } = observed
  const size = kept.length
  const along = new Float64Array(size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) along[a] += inverseGram[a * size + b] * contrast[kept[b]]
  const mean = dot(contrast, fit.coefficients)
  const influence = new Float64Array(rows)
  for (let r = 0; r < rows; r++) {
    const row = Float64Array.from(kept, (j) => matrix[r * columns + j])
    const leverage = weights[r] * quadraticForm(inverseGram, size, row)
    const residual = leverage > 1 - 1e-10 ? 0 : residuals[r] / Math.sqrt(1 - leverage)
    let effect = 0
    for (const j of kept)
      effect += (to.matrix[r * columns + j] - from.matrix[r * columns + j]) * fit.coefficients[j]
    influence[r] = weights[r] * (residual * dot(along, row) + (effect - mean) / rows)
  }
  return influenceError(problem, influence)
}

/** Rows in the arms for a treatment with few values; for a continuous one whether the contrast lies in its range. */
function armOrRange(problem: EffectProblem): Diagnostic[] {
  const values = distinctValues(problem.treatment)
  if (values.length === 2 || problem.treatment.kind === 'nominal') return armDiagnostics(problem)
  const [lowest, highest] = [values[0], values[values.length - 1]]
  const outside = [problem.from, problem.to].some((value) => value < lowest || value > highest)
  if (!outside) return []
  const text = `${problem.treatment.name} was observed between ${lowest} and ${highest}`
  return [warning('extrapolation', 'The change goes beyond the data', text)]
}

/** E[Y | X = to] - E[Y | X = from]: the association, whatever caused it. */
export const difference: Estimator = {
  id: 'difference',
  label: 'Difference in means',
  reference: 'Neyman 1923; HC2: MacKinnon & White 1985',
  target: 'off-target',
  weights: 'honoured',
  identifiedBy: ['adjustment', 'front-door', 'do-calculus'],
  options: [standardErrorOption, levelOption],
  applies: () => succeed(true),
  run: (problem, options) =>
    Promise.resolve(linearEffect('difference', problem, { family: 'linear', formula: [] }, options)),
}

export const regression: Estimator = {
  id: 'regression',
  label: 'Regression adjustment',
  reference: 'Ordinary least squares; robust standard errors on request: MacKinnon & White 1985',
  target: 'on-target',
  weights: 'honoured',
  identifiedBy: ['adjustment'],
  options: [
    {
      ...outcomeModelOption,
      help: '“linear” for main effects of the adjustment set, or a formula such as age + age^2 + factor(education).',
    },
    // Classical unless asked, as textbooks and lm() print them.
    { ...standardErrorOption, default: 'classical' },
    levelOption,
  ],
  applies: (problem, options) => {
    const spec = readModel(String(options.outcomeModel), 'linear', namesOf(problem))
    if (!spec.ok) return spec
    if (spec.value.family === 'linear') return succeed(true)
    return fail(
      'linear-only',
      'Regression adjustment is linear; the g-formula takes a logistic outcome model.',
    )
  },
  run: (problem, options) => {
    const spec = readModel(String(options.outcomeModel), 'linear', namesOf(problem))
    if (!spec.ok) return Promise.resolve(spec)
    const unused = spec.value.formula ? unusedDiagnostic(problem, modelNames(spec.value), 'outcome') : []
    return Promise.resolve(linearEffect('regression', problem, spec.value, options, unused))
  },
}

const namesOf = (problem: EffectProblem): string[] => problem.covariates.map(({ name }) => name)
