import { fail, succeed } from '../../../base/result'
import type { Column } from '../dataset'
import { readCondition } from './formula'
import { count, newValues, plural, type PerformStep } from './performed'
import type { FilterStep } from './step'

/** Keeps the rows for which the formula is true; labels that no kept row has are forgotten. */
export const filterRows: PerformStep<FilterStep> = (dataset, { formula }) => {
  const ready = readCondition(formula, dataset)
  if (!ready.ok) return ready
  const { rows } = dataset
  const truth = ready.value.term.values()
  const kept = new Int32Array(rows)
  let used = 0
  let unknown = 0
  for (let row = 0; row < rows; row++) {
    const value = typeof truth === 'number' ? truth : truth[row]
    if (value === 1) kept[used++] = row
    else if (Number.isNaN(value)) unknown++
  }
  const undecided = unknown === 0 ? '' : ` In ${count(unknown)} of the others missing values leave it open.`
  const notes = ready.value.notes.map((note) => ` ${note}`).join('')
  if (used === 0)
    return fail(
      'no-rows-left',
      `No row is left: of ${plural(rows, 'row', 'rows')} none meets this.${undecided}${notes}`,
    )
  const sentence = `Kept ${count(used)} of ${plural(rows, 'row', 'rows')} where ${formula.trim()}.${undecided}${notes}`
  if (used === rows) return succeed({ dataset, sentence, madeMissing: 0 })
  const index = kept.subarray(0, used)
  const columns = dataset.columns.map((column): Column => {
    const values = newValues(used, dataset)
    for (let row = 0; row < used; row++) values[row] = column.values[index[row]]
    return { ...column, ...withUsedLevels(values, column.levels) }
  })
  return succeed({ dataset: { ...dataset, rows: used, columns }, sentence, madeMissing: 0 })
}

/** Codes and labels without those that no row has; renumbers `values` in place. */
export function withUsedLevels(
  values: Float64Array,
  levels: readonly string[] | undefined,
): Pick<Column, 'values' | 'levels'> {
  if (!levels) return { values }
  const used = new Uint8Array(levels.length)
  for (const code of values) if (!Number.isNaN(code)) used[code] = 1
  if (!used.includes(0)) return { values, levels }
  const moved = new Float64Array(levels.length)
  const left = levels.filter((_, code) => used[code] === 1)
  let next = 0
  for (let code = 0; code < levels.length; code++) moved[code] = used[code] ? next++ : NaN
  for (let row = 0; row < values.length; row++)
    if (!Number.isNaN(values[row])) values[row] = moved[values[row]]
  return { values, levels: left }
}
