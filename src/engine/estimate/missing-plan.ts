import { succeed, type Problem, type Result } from '../../base/result'
import { columnNamed, type Dataset, type RowsUsed } from '../data/dataset'
import { completenessPredictors } from '../data/missing/completeness'
import { imputationColumns } from '../data/missing/imputation-columns'
import { missingMethods, type MissingMethod, type MissingMethodId } from '../data/missing/methods'
import { MOST_FITTED_ROWS } from '../data/missing/working-table'
import { completeRows } from '../data/rows'
import { resolveOptions, type OptionSpec, type OptionValues } from '../options'
import type { Estimator } from './estimator'
import { estimators } from './registry'

/** What one treatment of gaps would do, said before it runs. */
export interface PlannedMethod {
  readonly method: MissingMethodId
  readonly label: string
  /** "leaves out 63 of 1,629 rows, because wt82_71 is missing there", or why it cannot be done. */
  readonly sentence: string
  readonly assumption: string
  readonly possible: boolean
  /** As the method declares them, and the values in use. */
  readonly specs: readonly OptionSpec[]
  readonly options: OptionValues
  /** Rows that take part: all of them when gaps are imputed. */
  readonly used: number
}

export interface MissingPlan {
  /** Complete rows of the columns named, and where the others have gaps. */
  readonly rows: RowsUsed
  /** Gaps in these columns. */
  readonly cells: number
  readonly chosen: MissingMethodId
  /** In the order in which they are offered; only the first where there are no gaps. */
  readonly methods: readonly PlannedMethod[]
  /** What each estimator makes of the method chosen: a sentence of its own. */
  readonly estimators: readonly { readonly estimator: string; readonly sentence: string }[]
}

/**
 * What each method, estimator and search will do with the gaps of the named columns (treatment first). `chosen` are the
 * options of the methods, by method; defaults where absent. Unknown columns are problems.
 */
export function planMissing(
  dataset: Dataset,
  names: readonly string[],
  chosen: { readonly method: MissingMethodId; readonly options?: OptionValues },
): Result<MissingPlan> {
  const complete = completeRows(dataset, names)
  if (!complete.ok) return complete
  const { rows, index } = complete.value
  const gaps: Gaps = { dataset, names, rows, index, where: placesOf(rows) }
  const offered = rows.used === rows.total ? missingMethods.entries.slice(0, 1) : missingMethods.entries
  const methods = offered.map((method) =>
    planned(method, gaps, method.id === chosen.method ? chosen.options : undefined),
  )
  const [first] = methods
  const inUse = methods.find(({ method }) => method === chosen.method) ?? first
  return succeed({
    rows,
    chosen: inUse.method,
    cells: Object.values(rows.missing).reduce((total, missing) => total + missing, 0),
    methods,
    estimators: estimators.entries.map((estimator) => ({
      estimator: estimator.id,
      sentence: `${estimator.label} ${verbOf(estimator, inUse)}`,
    })),
  })
}

interface Gaps {
  readonly dataset: Dataset
  readonly names: readonly string[]
  readonly rows: RowsUsed
  readonly index: Int32Array
  readonly where: string
}

const count = (n: number): string => n.toLocaleString('en-US')
const some = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const NAMES_SHOWN = 4

/** "wt82_71", "age (5 rows), sex (3)": the columns with gaps, the most first. */
function placesOf({ missing }: RowsUsed): string {
  const places = Object.entries(missing).toSorted(([, a], [, b]) => b - a)
  if (places.length === 1) return `${places[0][0]} is missing there`
  const shown = places.slice(0, NAMES_SHOWN).map(([name, rows]) => `${name} (${count(rows)})`)
  const rest = places.length - shown.length
  return `values are missing in ${listed(rest > 0 ? [...shown, `${rest} more`] : shown)}`
}

function planned(method: MissingMethod, gaps: Gaps, options: OptionValues | undefined): PlannedMethod {
  const { id, label, assumption } = method
  const resolved = resolveOptions(method.options, options ?? {})
  const said = resolved.ok ? sentenceOf(id, gaps, resolved.value) : resolved
  const used = id === 'imputed' ? gaps.rows.total : gaps.rows.used
  return {
    method: id,
    label,
    assumption,
    sentence: said.ok ? said.value : said.problems.map(({ message }: Problem) => message).join(' '),
    possible: said.ok,
    specs: method.options,
    options: resolved.ok ? resolved.value : {},
    used,
  }
}

function sentenceOf(method: MissingMethodId, gaps: Gaps, options: OptionValues): Result<string> {
  if (method === 'imputed') return imputedSentence(gaps, options)
  if (method === 'weighted') return weightedSentence(gaps)
  const { total, used } = gaps.rows
  if (used === total) return succeed(`uses all ${some(total, 'row', 'rows')}: none has a gap`)
  return succeed(`leaves out ${count(total - used)} of ${some(total, 'row', 'rows')}, because ${gaps.where}`)
}

function imputedSentence({ dataset, names, rows }: Gaps, options: OptionValues): Result<string> {
  const models = imputationColumns(dataset, names)
  if (!models.ok) return models
  const { columns, unused } = models.value
  const gappy = Object.keys(rows.missing)
  const cells = Object.values(rows.missing).reduce((total, missing) => total + missing, 0)
  const where = gappy.length <= NAMES_SHOWN ? ` of ${listed(gappy)}` : ` in ${gappy.length} columns`
  const fitted =
    dataset.rows > MOST_FITTED_ROWS ? `, fitted on ${count(MOST_FITTED_ROWS)} rows drawn at random` : ''
  const left = unused > 0 ? ` (${count(unused)} more could be used and are not)` : ''
  return succeed(
    `fills ${some(cells, 'cell', 'cells')}${where} ${count(Number(options.imputations))} times, from ${some(columns.length, 'column', 'columns')}${left}${fitted}, and pools the estimates`,
  )
}

function weightedSentence({ dataset, names, rows, index }: Gaps): Result<string> {
  if (rows.used === 0)
    return {
      ok: false,
      problems: [{ code: 'no-complete-rows', message: 'No row is complete, so there is none to weight.' }],
    }
  const chosen = completenessPredictors(dataset, names, index)
  if (!chosen.ok) return chosen
  const predictors = chosen.value.predictors.map(({ name }) => name)
  const shown = predictors.slice(0, NAMES_SHOWN)
  const rest = predictors.length - shown.length
  const from = listed(rest > 0 ? [...shown, `${rest} more`] : shown)
  return succeed(
    `weights the ${some(rows.used, 'complete row', 'complete rows')} of ${count(rows.total)} to stand for all, by how likely ${from} make a row to be complete`,
  )
}

function verbOf({ weights }: Estimator, { method, sentence, possible }: PlannedMethod): string {
  if (!possible) return `cannot be computed so: ${sentence}`
  if (method === 'weighted' && weights === 'refused') return 'does not apply: it cannot weight rows.'
  return `${sentence}.`
}

/** Has any of the columns named a gap? Names without a column do not count. */
export const hasGaps = (dataset: Dataset, names: readonly string[]): boolean =>
  names.some((name) => columnNamed(dataset, name)?.values.some(Number.isNaN))
