import { succeed } from '../../base/result'
import type { OptionValues } from '../options'
import { bootstrap, drawsOption } from './bootstrap'
import type { EffectProblem, Estimator } from './estimator'
import { modelNames, outcomeModelOption, prepareOutcomeModel, readModel } from './nuisance'
import { isTwoArmed } from './problem'
import { averageOver, everyRow, weightDiagnostics } from './row-weights'
import {
  armDiagnostics,
  bootstrapFinding,
  droppedDiagnostic,
  info,
  levelOption,
  unusedDiagnostic,
  warning,
} from './report'

const specOf = (problem: EffectProblem, options: OptionValues) =>
  readModel(
    String(options.outcomeModel),
    'linear',
    problem.covariates.map(({ name }) => name),
  )

/** Predicts every row's outcome under both values of the treatment and averages the difference. */
export const gFormula: Estimator = {
  id: 'g-formula',
  label: 'Standardisation (g-formula)',
  reference: 'Robins 1986; Hernán & Robins, Causal Inference: What If, chapter 13',
  target: 'on-target',
  weights: 'honoured',
  identifiedBy: ['adjustment'],
  options: [outcomeModelOption, drawsOption, levelOption],
  applies: (problem, options) => {
    const spec = specOf(problem, options)
    if (!spec.ok) return spec
    const model = prepareOutcomeModel(problem, spec.value)
    return model.ok ? succeed(true) : model
  },
  async run(problem, options, context) {
    const spec = specOf(problem, options)
    if (!spec.ok) return spec
    const model = prepareOutcomeModel(problem, spec.value)
    if (!model.ok) return model
    const fit = model.value
    const whole = fit()
    const all = everyRow(problem)
    const means = { from: averageOver(whole.from, all), to: averageOver(whole.to, all) }
    const draws = await bootstrap(
      problem,
      Number(options.draws),
      (sample) => {
        const { from, to } = fit(sample)
        return averageOver(to, sample) - averageOver(from, sample)
      },
      context,
    )
    if (!draws.ok) return draws
    const diagnostics = [
      ...(isTwoArmed(problem) ? armDiagnostics(problem) : []),
      info('standard-error', 'Standard error', `bootstrap, ${draws.value.length} samples`),
      ...weightDiagnostics(problem),
      ...droppedDiagnostic(whole.dropped),
      ...(whole.separated
        ? [
            warning(
              'separation',
              'Outcome model',
              'predicts some rows without error: coefficients are unbounded',
            ),
          ]
        : []),
      ...(spec.value.formula ? unusedDiagnostic(problem, modelNames(spec.value), 'outcome') : []),
    ]
    const point = means.to - means.from
    return succeed(
      bootstrapFinding({ estimator: 'g-formula', problem, options, point, means, diagnostics }, draws.value),
    )
  },
}
