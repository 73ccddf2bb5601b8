import { succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { Dataset } from '../data/dataset'
import { fitCompleteness, type CompletenessModel } from '../data/missing/completeness'
import type { OptionValues } from '../options'
import { runEstimator, type Analysis } from './complete-rows'
import type { Diagnostic, EffectProblem, Finding } from './estimator'
import { buildProblem } from './problem'
import { info, warning } from './report'
import { effectiveRows, weighByCompleteness } from './row-weights'

/** The estimate on the complete rows, weighted to stand for all rows. */
export async function estimateWeighted(
  dataset: Dataset,
  analysis: Analysis,
  options: OptionValues,
  context: EngineContext,
): Promise<Result<Finding>> {
  const problem = buildProblem(dataset, analysis.request)
  if (!problem.ok) return problem
  const completeness = fitCompleteness(dataset, analysis.names, Number(options.truncation))
  if (!completeness.ok) return completeness
  const weighted = weighByCompleteness(problem.value, completeness.value)
  const found = await runEstimator(weighted, analysis, context)
  if (!found.ok) return found
  return succeed({
    ...found.value,
    gaps: { method: 'weighted', effectiveRows: effectiveRows(weighted.weights!) },
    diagnostics: [
      ...completenessDiagnostics(weighted, completeness.value, options),
      ...found.value.diagnostics,
    ],
  })
}

const NAMES_SHOWN = 6
/** Weights that keep less than this share of the complete rows' information rest on few of them. */
const THIN_SHARE = 0.3

function completenessDiagnostics(
  { weights }: EffectProblem,
  { predictors, dropped, form, truncated, unlikeComplete, unused }: CompletenessModel,
  options: OptionValues,
): Diagnostic[] {
  const own = weights!
  let [smallest, largest] = [Infinity, 0]
  for (const weight of own) {
    smallest = Math.min(smallest, weight)
    largest = Math.max(largest, weight)
  }
  const effective = Math.round(effectiveRows(own))
  const names = predictors.filter((name) => !dropped.includes(name))
  const shown = names.slice(0, NAMES_SHOWN).join(', ')
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : ''
  const left = unused > 0 ? `; ${unused} further columns without gaps not used` : ''
  return [
    info('weights-from', 'Weights for complete rows from', `${shown}${more} (${form})${left}`),
    info(
      'weights-range',
      'Weights for complete rows',
      `${smallest.toPrecision(3)} to ${largest.toPrecision(3)}`,
    ),
    info(
      'weights-truncated',
      `Weights cut down to their ${Number(options.truncation) * 100} % quantile`,
      truncated,
    ),
    (effective < THIN_SHARE * own.length ? warning : info)(
      'weights-effective',
      'Complete rows that the weights are worth',
      effective,
    ),
    ...(unlikeComplete > 0
      ? [
          warning(
            'never-complete',
            'Rows with gaps that no complete row is like (chance of being complete below 2 %)',
            unlikeComplete,
          ),
        ]
      : []),
  ]
}
