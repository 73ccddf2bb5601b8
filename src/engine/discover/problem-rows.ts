import { fail, succeed, type Result } from '../../base/result'
import type { Column, Dataset, RowsUsed } from '../data/dataset'
import { completeRows } from '../data/rows'

/** Complete rows that any search needs. */
export const FEWEST_ROWS = 5

/** Pairs that are named when no row has both. */
const PAIRS_NAMED = 3

interface ProblemRows {
  readonly rows: RowsUsed
  /** Positions (from 0) in the dataset, ascending. */
  readonly index: Int32Array
}

/** Rows with a value in every column; too few are refused with the columns and pairs that are to blame. */
export function rowsThatAreComplete(dataset: Dataset, columns: readonly Column[]): Result<ProblemRows> {
  const complete = completeRows(
    dataset,
    columns.map(({ name }) => name),
  )
  if (!complete.ok || complete.value.rows.used >= FEWEST_ROWS) return complete
  const { rows } = complete.value
  const losses = Object.entries(rows.missing)
    .map(([name, count]) => `${name} is missing in ${count}`)
    .join(', ')
  const reason = losses ? `: ${losses}` : ''
  const remedy = rows.total - rows.used > 0 && rows.total >= FEWEST_ROWS ? neverTogether(columns) : ''
  return fail(
    'too-few-rows',
    `Discovery needs at least ${FEWEST_ROWS} complete rows; ${rows.used} of ${rows.total} are${reason}.${remedy}`,
  )
}

/** Rows with at least two values; refused when no two columns share enough of them. */
export function rowsWithTwoValues(dataset: Dataset, columns: readonly Column[]): Result<ProblemRows> {
  const index = new Int32Array(dataset.rows)
  const missing: Record<string, number> = {}
  let used = 0
  for (let row = 0; row < dataset.rows; row++) {
    let present = 0
    for (const { name, values } of columns) {
      if (Number.isNaN(values[row])) missing[name] = (missing[name] ?? 0) + 1
      else present++
    }
    if (present >= 2) index[used++] = row
  }
  if (used >= FEWEST_ROWS) {
    return succeed({ rows: { total: dataset.rows, used, missing }, index: index.slice(0, used) })
  }
  return fail(
    'too-few-rows',
    `Discovery needs at least ${FEWEST_ROWS} rows with values in two columns; ${used} of ${dataset.rows} have them.`,
  )
}

/** Names pairs of columns of which no row has both, and the way out. */
function neverTogether(columns: readonly Column[]): string {
  const pairs: string[] = []
  let found = 0
  columns.forEach((a, k) => {
    for (const b of columns.slice(0, k)) {
      if (a.values.some((value, row) => !Number.isNaN(value) && !Number.isNaN(b.values[row]))) continue
      found++
      if (pairs.length < PAIRS_NAMED) pairs.push(`“${b.name}” and “${a.name}”`)
    }
  })
  const more = found > pairs.length ? ` (and ${found - pairs.length} more pairs)` : ''
  const never = found > 0 ? ` No row has both ${pairs.join(', nor both ')}${more}.` : ''
  return `${never} Leave columns out, or search with a method that uses, test by test, the rows that have what it looks at.`
}
