import { succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { Dataset, RowsUsed } from '../data/dataset'
import { fitCompleteness, type CompletenessModel } from '../data/missing/completeness'
import type { Imputations } from '../data/missing/impute'
import { missingMethods, type MissingChoice, type MissingMethodId } from '../data/missing/methods'
import { countMissing } from '../data/missing/patterns'
import { resolveOptions, type OptionValues } from '../options'
import type { EffectProblem, GapsFilled } from './estimator'
import { imputationsOf } from './imputations'
import { buildProblem, involvedColumns, type ProblemRequest } from './problem'
import { effectiveRows, weighByCompleteness } from './row-weights'

/** A question's problem after its gaps have been treated: one problem, or one for each imputation. */
export interface FilledProblems {
  /** What was done; null where no column involved has gaps. */
  readonly method: { readonly method: MissingMethodId; readonly options: OptionValues } | null
  readonly imputations?: Imputations
  readonly completeness?: CompletenessModel
  /** All rows when gaps were imputed; `missing` then says where they were. */
  readonly rows: RowsUsed
  readonly gaps?: GapsFilled
  /** Built one at a time: each imputation is a copy of its columns. */
  problems(): Iterable<Result<EffectProblem>>
}

/** Treats the gaps of a question as chosen. Problems of the request, the options or the method name their place. */
export async function fillGaps(
  dataset: Dataset,
  request: ProblemRequest,
  choice: MissingChoice | undefined,
  context: EngineContext,
): Promise<Result<FilledProblems>> {
  const method = missingMethods.find(choice?.method ?? 'complete-rows')
  if (!method.ok) return method
  const options = resolveOptions(method.value.options, choice?.options ?? {})
  if (!options.ok) return options
  const names = involvedColumns(dataset, request)
  if (!names.ok) return names
  const missing = missingIn(dataset, names.value)
  const chosen = { method: method.value.id, options: options.value }
  if (Object.keys(missing).length > 0 && chosen.method === 'imputed') {
    const made = await imputationsOf(dataset, names.value, chosen.options, context)
    if (!made.ok) return made
    const imputations = made.value
    const cells = imputations.filled.reduce((total, column) => total + column.cells, 0)
    return succeed({
      method: chosen,
      imputations,
      rows: { total: dataset.rows, used: dataset.rows, missing },
      gaps: { method: 'imputed', cells, imputations: imputations.count },
      *problems() {
        for (let k = 0; k < imputations.count; k++) yield buildProblem(imputations.complete(k), request)
      },
    })
  }
  const problem = buildProblem(dataset, request)
  if (!problem.ok) return problem
  const { rows } = problem.value
  if (rows.used === rows.total || chosen.method !== 'weighted')
    return succeed({
      method: rows.used === rows.total ? null : chosen,
      rows,
      problems: () => [problem],
    })
  const completeness = fitCompleteness(dataset, names.value, Number(chosen.options.truncation))
  if (!completeness.ok) return completeness
  const weighted = weighByCompleteness(problem.value, completeness.value)
  return succeed({
    method: chosen,
    completeness: completeness.value,
    rows,
    gaps: { method: 'weighted', effectiveRows: effectiveRows(weighted.weights!) },
    problems: () => [succeed(weighted)],
  })
}

/** Rows in which each of the columns is missing, those without gaps left out. */
function missingIn(dataset: Dataset, names: readonly string[]): Record<string, number> {
  const counts = dataset.columns
    .filter(({ name }) => names.includes(name))
    .map((column) => [column.name, countMissing(column)] as const)
  return Object.fromEntries(counts.filter(([, missing]) => missing > 0))
}
