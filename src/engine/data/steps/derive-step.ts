import { fail, succeed } from '../../../base/result'
import { orderLevels } from '../column-cells'
import { columnNamed, type Column, type ColumnKind, type Dataset } from '../dataset'
import { readFormula } from './formula'
import type { Term } from './formula-terms'
import { withUsedLevels } from './filter-step'
import { checkNewName, countMissing, newValues, plural, withColumn, type PerformStep } from './performed'
import type { DeriveStep } from './step'
import { filled } from './vector'

/** Adds the column at the end, or puts it in the place of the one that has its name. */
export const deriveColumn: PerformStep<DeriveStep> = (dataset, { into, formula }) => {
  const before = columnNamed(dataset, into.trim())
  const named = checkNewName(dataset, into, before?.name ?? '')
  const ready = readFormula(formula, dataset)
  if (!named.ok || !ready.ok)
    return { ok: false, problems: [named, ready].flatMap((result) => (result.ok ? [] : result.problems)) }
  const { term, notes } = ready.value
  if (term.type === 'missing')
    return fail('nothing-derived', 'The formula has no value in any row.', { column: term.at })
  const values = filled(term.values(), newValues(dataset.rows, dataset))
  const column = columnFrom(named.value, term, values, before)
  const missing = countMissing(values)
  if (missing === dataset.rows)
    return fail('nothing-derived', `“${named.value}” would have no value in any row.`)
  const verb = before ? 'Replaced' : 'Added'
  const lost = missing === 0 ? '' : ` It is missing in ${plural(missing, 'row', 'rows')}.`
  const sentence = `${verb} ${named.value} = ${formula.trim()}.${lost}${notes.map((note) => ` ${note}`).join('')}`
  const changed: Dataset = before
    ? withColumn(dataset, column, before.name)
    : { ...dataset, columns: [...dataset.columns, column] }
  return succeed({ dataset: changed, sentence, madeMissing: missing })
}

function columnFrom(name: string, term: Term, values: Float64Array, before: Column | undefined): Column {
  const role = before?.role ?? 'variable'
  if (term.type === 'text') {
    const coded = withUsedLevels(values, term.levels)
    if (term.column) return { name, kind: term.column.kind, role, ...coded }
    return { name, kind: coded.levels?.length === 2 ? 'binary' : 'nominal', role, ...inOrder(coded) }
  }
  if (term.type === 'truth') return { name, kind: 'binary', role, values, levels: ['no', 'yes'] }
  if (term.type === 'date') return { name, kind: 'date', role, values }
  return { name, kind: kindOfResult(values), role, values }
}

/** Labels in the order that a file's would have, "no" before "yes"; renumbers the values in place. */
function inOrder({
  values,
  levels = [],
}: Pick<Column, 'values' | 'levels'>): Pick<Column, 'values' | 'levels'> {
  const ordered = orderLevels(levels)
  const moved = levels.map((level) => ordered.indexOf(level))
  for (let row = 0; row < values.length; row++)
    if (!Number.isNaN(values[row])) values[row] = moved[values[row]]
  return { values, levels: ordered }
}

/** Whole numbers with at most this many values that come up again and again count as ordered grades. */
const MOST_GRADES = 10

/** As for columns of files, but a computed column is never an identifier. Stops as soon as it is clear. */
function kindOfResult(values: Float64Array): ColumnKind {
  const distinct = new Set<number>()
  let whole = true
  let negative = false
  let present = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    present++
    if (distinct.size <= MOST_GRADES) distinct.add(value)
    if (!Number.isInteger(value)) whole = false
    if (value < 0) negative = true
    if (!whole && distinct.size > 2) return 'continuous'
  }
  if (distinct.size === 2) return 'binary'
  if (!whole) return 'continuous'
  if (distinct.size <= MOST_GRADES && distinct.size > 2 && present >= 3 * distinct.size) return 'ordinal'
  return negative ? 'continuous' : 'count'
}
