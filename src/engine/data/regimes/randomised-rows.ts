import { fail, succeed, type Result } from '../../../base/result'
import type { Column, Dataset } from '../dataset'
import { atRows } from '../rows'

/** The column that names, row by row, the variable the experimenter set. */
export const targetColumn = (dataset: Dataset): Column | undefined =>
  dataset.columns.find((column) => column.role === 'intervention-target')

/** In how many rows the experimenter set this variable. */
export function countRandomised(dataset: Dataset, variable: string): number {
  const target = targetColumn(dataset)
  const code = target?.levels?.indexOf(variable) ?? -1
  if (!target || code < 0) return 0
  let found = 0
  for (const value of target.values) if (value === code) found++
  return found
}

/** Only the rows in which the experimenter set this variable, so that no arrow into it acts. */
export function randomisedRows(dataset: Dataset, variable: string): Result<Dataset> {
  const rows = countRandomised(dataset, variable)
  if (rows === 0)
    return fail(
      'no-randomised-rows',
      `The data name no row in which “${variable}” was set by the experimenter.`,
      {
        name: variable,
      },
    )
  if (rows === dataset.rows) return succeed(dataset)
  const target = targetColumn(dataset)!
  const code = target.levels!.indexOf(variable)
  const index = new Int32Array(rows)
  let next = 0
  for (let row = 0; row < dataset.rows; row++) if (target.values[row] === code) index[next++] = row
  return succeed({ ...dataset, rows, columns: dataset.columns.map((column) => atRows(column, index)) })
}
