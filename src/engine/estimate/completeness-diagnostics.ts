import type { CompletenessModel } from '../data/missing/completeness'
import type { Diagnostic, EffectProblem } from './estimator'
import { info, warning } from './report'
import { effectiveRows } from './row-weights'

const NAMES_SHOWN = 6
/** Weights that keep less than this share of the complete rows' information rest on few of them. */
const THIN_SHARE = 0.3

/** What a reader must know of weights that make complete rows stand for all. */
export function completenessDiagnostics(
  { weights }: EffectProblem,
  { predictors, dropped, form, truncated, truncation, unlikeComplete, unused }: CompletenessModel,
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
    info('weights-truncated', `Weights cut down to their ${truncation * 100} % quantile`, truncated),
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
