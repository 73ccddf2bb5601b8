import { fail, succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { Dataset } from '../data/dataset'
import { randomisedRows } from '../data/regimes/randomised-rows'
import { missingMethods, type MissingChoice } from '../data/missing/methods'
import type { Value } from '../identify/question'
import { resolveOptions, type OptionValues } from '../options'
import { engineVersion } from '../version'
import { estimateCompleteRows, type Analysis } from './complete-rows'
import type { Estimate, Estimator, Finding, Provenance } from './estimator'
import { estimateImputed } from './imputed'
import { modelNames, readModel } from './nuisance'
import { involvedColumns } from './problem'
import { estimators } from './registry'
import { estimateWeighted } from './weighted'

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
  const missing = resolveMissing(request.missing)
  if (!missing.ok) return missing
  const others = namedByModels(estimator, options.value, request.adjustment)
  if (!others.ok) return others
  const asked = { ...request, others: others.value }
  const names = involvedColumns(dataset, asked)
  if (!names.ok) return names
  const analysis: Analysis = { request: asked, names: names.value, estimator, options: options.value }
  const gappy = dataset.columns.some(
    ({ name, values }) => names.value.includes(name) && values.some(Number.isNaN),
  )
  const treatment = gappy ? missing.value : null
  const finding = await findingOf(dataset, analysis, treatment, context)
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
      ...(treatment ? { missing: treatment } : {}),
    },
  })
}

type ResolvedMissing = NonNullable<Provenance['missing']>

function resolveMissing(choice: MissingChoice | undefined): Result<ResolvedMissing> {
  const method = missingMethods.find(choice?.method ?? 'complete-rows')
  if (!method.ok) return method
  const options = resolveOptions(method.value.options, choice?.options ?? {})
  return options.ok ? succeed({ method: method.value.id, options: options.value }) : options
}

/** `missing` is null where no column involved has gaps. */
function findingOf(
  dataset: Dataset,
  analysis: Analysis,
  missing: ResolvedMissing | null,
  context: EngineContext,
): Promise<Result<Finding>> {
  if (missing?.method === 'imputed') return estimateImputed(dataset, analysis, missing.options, context)
  if (missing?.method === 'weighted') return estimateWeighted(dataset, analysis, missing.options, context)
  return estimateCompleteRows(dataset, analysis, context)
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
