import type { Problem, Result } from '../../base/result'
import { columnNamed, type Column, type Dataset, type RowsUsed } from './dataset'

export interface CompleteRows {
  readonly rows: RowsUsed
  /** Positions (from 0) of the rows with a value in every named column, ascending. */
  readonly index: Int32Array
}

/** Rows with a value in every named column. Unknown names are all reported. */
export function completeRows(dataset: Dataset, names: readonly string[]): Result<CompleteRows> {
  const problems: Problem[] = []
  const columns: Column[] = []
  for (const name of new Set(names)) {
    const column = columnNamed(dataset, name)
    if (column) columns.push(column)
    else
      problems.push({
        code: 'unknown-column',
        message: `There is no column “${name}” in ${dataset.name}.`,
        where: { name },
      })
  }
  if (problems.length > 0) return { ok: false, problems }
  const index = new Int32Array(dataset.rows)
  const missing: Record<string, number> = {}
  let used = 0
  for (let row = 0; row < dataset.rows; row++) {
    let complete = true
    for (const column of columns) {
      if (!Number.isNaN(column.values[row])) continue
      complete = false
      missing[column.name] = (missing[column.name] ?? 0) + 1
    }
    if (complete) index[used++] = row
  }
  return {
    ok: true,
    value: { rows: { total: dataset.rows, used, missing }, index: index.slice(0, used) },
  }
}

/** The column cut down to the given rows. */
export const atRows = (column: Column, index: Int32Array): Column => ({
  ...column,
  values: Float64Array.from(index, (row) => column.values[row]),
})
