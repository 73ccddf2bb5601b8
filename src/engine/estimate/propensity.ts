import { fail, succeed, type Result } from '../../base/result'
import type { OptionSpec, OptionValues } from '../options'
import { countCertain, type LogisticFit } from '../stats/logistic-regression'
import type { Diagnostic, EffectProblem } from './estimator'
import { modelNames, readModel, type ModelSpec } from './nuisance'
import { distinctValues, isTwoArmed } from './problem'
import { droppedDiagnostic, unusedDiagnostic, warning } from './report'

export const propensityOption: OptionSpec = {
  id: 'propensityModel',
  label: 'Treatment model',
  help: '“logistic” for main effects of the adjustment set, or a formula such as age + age^2 + factor(education).',
  type: 'text',
  default: 'logistic',
}

export function propensitySpec(problem: EffectProblem, options: OptionValues): Result<ModelSpec> {
  const names = problem.covariates.map(({ name }) => name)
  const spec = readModel(String(options.propensityModel), 'logistic', names)
  if (!spec.ok || spec.value.family === 'logistic') return spec
  return fail('logistic-only', 'The treatment model is logistic: probabilities must stay between 0 and 1.')
}

/** Weighting compares two groups; with more values, or continuous ones, there are no two groups that make up everyone. */
export function needsTwoArms(problem: EffectProblem): Result<true> {
  if (isTwoArmed(problem)) return succeed(true)
  const count = distinctValues(problem.treatment).length
  const { name } = problem.treatment
  const message = `Weighting needs a treatment with two values; “${name}” has ${count}. Regression adjustment can answer for it.`
  return fail('treatment-not-binary', message, { name })
}

/** A model that tells the arms apart in every row leaves nobody to compare. */
export function requireOverlap(problem: EffectProblem, probabilities: Float64Array): Result<true> {
  if (countCertain(probabilities) < probabilities.length) return succeed(true)
  const message = `The adjustment set predicts “${problem.treatment.name}” without error in every row: no two comparable rows differ in it.`
  return fail('no-overlap', message, { name: problem.treatment.name })
}

export function propensityDiagnostics(
  problem: EffectProblem,
  spec: ModelSpec,
  fit: Pick<LogisticFit, 'dropped' | 'status' | 'fitted'>,
): Diagnostic[] {
  const certain = countCertain(fit.fitted)
  return [
    ...(fit.status === 'separated'
      ? [warning('separation', 'Rows whose treatment the model predicts without error', certain)]
      : []),
    ...droppedDiagnostic(fit.dropped),
    ...(spec.formula ? unusedDiagnostic(problem, modelNames(spec), 'treatment') : []),
  ]
}
