import { fail, succeed, type Problem, type Result } from '../../../base/result'
import type { DiscoveryManifest } from '../../neural/discovery-manifest'
import type { OptionValues } from '../../options'
import type { DiscoveryProblem } from '../algorithm'
import { enoughRows, readSetRows } from '../order/set-rows'
import { refuse } from '../refusals'
import { MOST_ROWS_READ } from './canonical-table'

/** Rows without which the statistics that the network reads are noise. */
export const FEWEST_NETWORK_ROWS = 50
/** Cells missing in a column from which a result is said to lie outside of what was trained on. */
const MANY_MISSING = 0.2

/** Refuses, all at once and by name, what the network cannot answer, and says which search can. Codes begin with "neural-". */
export function networkApplies(
  problem: DiscoveryProblem,
  { limits }: DiscoveryManifest,
  label: string,
): Result<true> {
  const { names, rows } = problem
  const [fewest, most] = limits.variables
  const object = (code: string, message: string, name?: string): Problem => ({
    code: `neural-${code}`,
    message,
    ...(name === undefined ? {} : { where: { name } }),
  })
  const problems = [
    ...(names.length < fewest
      ? [
          object(
            'too-few-variables',
            `“${label}” judges pairs by the variables around them: ${names.length} are too few, ${fewest} the fewest. BOSS has no such limit.`,
          ),
        ]
      : []),
    ...(names.length > most
      ? [
          object(
            'too-many-variables',
            `“${label}” answers about ${count(most)} variables at most, not ${count(names.length)}. BOSS has no such limit.`,
          ),
        ]
      : []),
    ...(rows.used < FEWEST_NETWORK_ROWS
      ? [
          object(
            'too-few-rows',
            `“${label}” needs ${FEWEST_NETWORK_ROWS} rows, and ${rows.used} of ${rows.total} can be used. BOSS searches in fewer.`,
          ),
        ]
      : []),
    ...(problem.unordered ?? []).map((column) =>
      object(
        'categories',
        `“${label}” reads numbers, and the ${problem.levels[column]} categories of “${names[column]}” have no order. BOSS reads them with a score for mixed data; or recode the column as yes/no columns, or leave it out.`,
        names[column],
      ),
    ),
  ]
  const set = enoughRows(problem, readSetRows(problem, AS_READ).problem)
  const results = [refuse(problem, label, ['contexts']), set]
  const all = [...problems, ...results.flatMap((result) => (result.ok ? [] : result.problems))]
  return all.length > 0 ? { ok: false, problems: all } : succeed(true)
}

/** Set rows that nobody noted are read as observed. */
const AS_READ: OptionValues = { targets: 'partly-known' }

const count = (value: number) => value.toLocaleString('en-US')

/** Where the data lie outside of what the network was trained on though it can answer, one sentence each. */
export function rangeWarnings(
  { names, rows, columns, levels, interventions }: DiscoveryProblem,
  { limits }: DiscoveryManifest,
): string[] {
  const [fewestTrained, mostTrained] = limits.trainedVariables
  const [fewestRows, mostRows] = limits.rows
  const gappy = names.filter((_, k) => missingShare(columns[k]) > MANY_MISSING)
  const warnings = [
    names.length < fewestTrained || names.length > mostTrained
      ? `The network was trained on ${fewestTrained} to ${mostTrained} variables; these are ${count(names.length)}.`
      : '',
    rows.used < fewestRows || rows.used > mostRows
      ? `The network was trained on ${count(fewestRows)} to ${count(mostRows)} rows; these are ${count(rows.used)}${rows.used > MOST_ROWS_READ ? `, of which it reads ${count(MOST_ROWS_READ)}` : ''}.`
      : '',
    gappy.length > 0
      ? `Gaps are filled with the mean of their column; more than ${100 * MANY_MISSING} % of the values are missing in ${named(gappy)}.`
      : '',
    levels.filter((count) => count > 0).length > names.length / 2
      ? 'Most columns are categories, whose order it reads as numbers: on networks of categories (Sachs, Child, Alarm) BOSS with a score for tables made less than half of the mistakes.'
      : '',
    interventions?.includes(-2)
      ? 'Rows in which nobody noted the set variable are read as if nothing had been set.'
      : '',
  ]
  return warnings.filter((warning) => warning !== '')
}

function missingShare(column: Float64Array): number {
  let missing = 0
  for (const value of column) if (Number.isNaN(value)) missing++
  return missing / Math.max(1, column.length)
}

const NAMED = 3

function named(names: readonly string[]): string {
  const quoted = names.slice(0, NAMED).map((name) => `“${name}”`)
  return quoted.join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more columns` : '')
}

/** What became of a model that could not be run. */
export const modelFailure = (label: string, error: unknown) =>
  fail(
    'neural-not-run',
    `“${label}” could not be run: ${error instanceof Error ? error.message : String(error)}. BOSS needs no model.`,
  )
