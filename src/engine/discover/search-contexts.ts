import type { Problem, Result } from '../../base/result'
import { columnNamed, type Column, type Dataset } from '../data/dataset'
import type { SearchContext } from './algorithm'

/** A context column of numbers with no more distinct values than this tells places apart, not times. */
const MOST_PLACES = 20

/** The columns named, or else all whose role is regime or time; unknown names are all reported. */
export function contextColumns(dataset: Dataset, wanted?: readonly string[]): Result<readonly Column[]> {
  if (!wanted) {
    const marked = dataset.columns.filter(({ role }) => role === 'regime' || role === 'time')
    return { ok: true, value: marked }
  }
  const problems: Problem[] = []
  const found = [...new Set(wanted)].flatMap((name) => {
    const column = columnNamed(dataset, name)
    if (column) return [column]
    problems.push({
      code: 'unknown-column',
      message: `There is no column “${name}” in ${dataset.name}.`,
      where: { name },
    })
    return []
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: found }
}

/** The context at the given rows. Its role says whether it is a place or a time; without one, its kind does. */
export function readContext(column: Column, rows: Int32Array): SearchContext {
  const values = Float64Array.from(rows, (row) => column.values[row])
  const kind = contextKind(column)
  if (kind === 'time') return { name: column.name, kind, values }
  const places = [...new Set(values)].filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b)
  const codes = new Map(places.map((place, code) => [place, code]))
  return { name: column.name, kind, values: values.map((value) => codes.get(value) ?? NaN) }
}

function contextKind({ role, kind, values }: Column): SearchContext['kind'] {
  if (role === 'time' || role === 'regime') return role
  if (kind === 'nominal' || kind === 'ordinal' || kind === 'binary' || kind === 'id') return 'regime'
  return kind === 'date' || new Set(values).size > MOST_PLACES ? 'time' : 'regime'
}
