import { fail, succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { Dataset } from '../data/dataset'
import { randomisedRows } from '../data/regimes/randomised-rows'
import type { MissingChoice } from '../data/missing/methods'
import type { Value } from '../identify/question'
import { resolveOptions, type OptionValues } from '../options'
import { engineVersion } from '../version'
import type { Estimate, Estimator } from './estimator'
import { fillGaps } from './fill-gaps'
import { columnsOfEstimand, type IdentifiedBy } from './identified-by'
import { modelNames, readModel } from './nuisance'
import { estimators } from './registry'
import { runOnGaps } from './run-on-gaps'

/** Plain data; names of columns, not of graph variables. */
export interface EstimateRequest {
  readonly estimand?: string
  readonly treatment: string
  readonly outcome: string
  /** Values or labels; by default the two values of a two-valued treatment, else 0 and 1. */
  readonly from?: Value
  readonly to?: Value
  readonly estimator: string
  readonly adjustment: readonly string[]
  /** How the effect is identified where no adjustment set does it; by default by `adjustment`. */
  readonly identifiedBy?: IdentifiedBy
  /** Every row, or only those in which the experimenter set the treatment; by default every row. */
  readonly among?: 'everyone' | 'randomised'
  readonly options?: OptionValues
  /** What to do about rows with gaps; by default they are left out. */
  readonly missing?: MissingChoice
  /** Names the random numbers of `context`, for the provenance. */
  readonly seed?: number
  /** Where the data came from, for the provenance; by default the dataset's own name and revision. */
  readonly dataset?: string
  readonly dataRevision?: number
  readonly graphRevision?: string
}

/** Share of the progress that goes to filling gaps, where they are imputed. */
const FILLING = 0.5

/**
 * The one way to an estimate, for the app, the command line and scripts: finds the estimator, fills in its options,
 * builds the problem as the treatment of missing values says, runs it and files the result with its provenance.
 * Everything that is wrong with the request comes back as problems that name the column or option.
 */
export async function estimateEffect(
  everyone: Dataset,
  request: EstimateRequest,
  context: EngineContext,
): Promise<Result<Estimate>> {
  const estimand = request.estimand ?? 'ate'
  if (estimand !== 'ate')
    return fail('unknown-estimand', `The estimand “${estimand}” is not known. Known: ate.`, {
      token: estimand,
    })
  const among =
    request.among === 'randomised' ? randomisedRows(everyone, request.treatment) : succeed(everyone)
  if (!among.ok) return among
  const dataset = among.value
  const found = estimators.find(request.estimator)
  if (!found.ok) return found
  const estimator = found.value
  const options = resolveOptions(estimator.options, request.options ?? {})
  if (!options.ok) return options
  const others = namedByModels(estimator, options.value, request.adjustment)
  if (!others.ok) return others
  const named = [...others.value, ...columnsOfEstimand(request.identifiedBy)]
  const filled = await fillGaps(dataset, { ...request, others: named }, request.missing, {
    ...context,
    progress: (fraction, note) => context.progress(FILLING * fraction, note),
  })
  if (!filled.ok) return filled
  const { imputations, method } = filled.value
  const finding = await runOnGaps(estimator, filled.value, options.value, {
    ...context,
    progress: (fraction, note) =>
      context.progress(imputations ? FILLING + (1 - FILLING) * fraction : fraction, note),
  })
  if (!finding.ok) return finding
  return succeed({
    ...finding.value,
    provenance: {
      method: estimator.id,
      options: options.value,
      seed: request.seed ?? 1,
      data: request.dataset ?? dataset.name,
      dataRevision: request.dataRevision ?? dataset.revision,
      graphRevision: request.graphRevision ?? '',
      engineVersion,
      ...(method ? { missing: method } : {}),
    },
  })
}

/** Columns that the estimator's model formulas name; their rows must be complete as well. */
function namedByModels(
  estimator: Estimator,
  options: OptionValues,
  adjustment: readonly string[],
): Result<string[]> {
  const names: string[] = []
  for (const id of ['outcomeModel', 'propensityModel']) {
    if (!estimator.options.some((option) => option.id === id)) continue
    const spec = readModel(String(options[id]), id === 'outcomeModel' ? 'linear' : 'logistic', adjustment)
    if (!spec.ok) return spec
    names.push(...modelNames(spec.value))
  }
  return succeed(names)
}
