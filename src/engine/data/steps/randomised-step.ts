import { fail, succeed } from '../../../base/result'
import { columnNamed, type Column, type Dataset } from '../dataset'
import { readCondition } from './formula'
import { count, findColumn, newValues, plural, withColumn, type PerformStep } from './performed'
import type { RandomisedStep } from './step'
import { constant } from './formula-terms'

/** Writes the variable's name into the column that names what was set, which is made where there is none. */
export const markRandomised: PerformStep<RandomisedStep> = (dataset, { variable, formula }) => {
  const found = findColumn(dataset, variable)
  if (!found.ok) return found
  if (found.value.role !== 'variable')
    return fail('not-a-variable', `“${variable}” is no variable, so nobody can have set it.`, {
      name: variable,
    })
  const everywhere = formula.trim() === ''
  const ready = everywhere
    ? succeed({ term: constant('truth', 1, 1), notes: [] })
    : readCondition(formula, dataset)
  if (!ready.ok) return ready
  const before = dataset.columns.find((column) => column.role === 'intervention-target')
  const target = before ? asLabels(before) : emptyTarget(dataset)
  const levels = target.levels.includes(variable) ? target.levels : [...target.levels, variable]
  const code = levels.indexOf(variable)
  const truth = ready.value.term.values()
  const values = newValues(dataset.rows, dataset)
  values.set(target.values)
  let marked = 0
  let unknown = 0
  let displaced = 0
  for (let row = 0; row < values.length; row++) {
    const value = typeof truth === 'number' ? truth : truth[row]
    if (Number.isNaN(value)) unknown++
    if (value !== 1) continue
    marked++
    if (!Number.isNaN(values[row]) && values[row] !== code && target.levels[values[row]] !== '') displaced++
    values[row] = code
  }
  if (marked === 0)
    return fail('no-rows-left', `In none of ${plural(dataset.rows, 'row', 'rows')} this is true.`)
  const column: Column = { name: target.name, kind: 'nominal', role: 'intervention-target', values, levels }
  const changed = before
    ? withColumn(dataset, column, before.name)
    : { ...dataset, columns: [...dataset.columns, column] }
  const rows = everywhere
    ? `all ${plural(marked, 'row', 'rows')}`
    : `${count(marked)} of ${plural(dataset.rows, 'row', 'rows')} where ${formula.trim()}`
  const notes = [
    unknown > 0 ? ` In ${count(unknown)} of the others missing values leave it open.` : '',
    displaced > 0 ? ` ${plural(displaced, 'row', 'rows')} named another variable before.` : '',
    ...ready.value.notes.map((note) => ` ${note}`),
  ]
  const sentence = `${variable} was set by chance in ${rows}; ${column.name} says so.${notes.join('')}`
  return succeed({ dataset: changed, sentence, madeMissing: 0 })
}

interface Target {
  readonly name: string
  readonly levels: readonly string[]
  readonly values: Float64Array
}

function emptyTarget(dataset: Dataset): Target {
  let name = 'variable set'
  for (let n = 2; columnNamed(dataset, name); n++) name = `variable set ${n}`
  return { name, levels: [], values: new Float64Array(dataset.rows).fill(NaN) }
}

/** Numbers in the column would be no names; as labels they stay what they were. */
function asLabels({ name, levels, values }: Column): Target {
  if (levels) return { name, levels, values }
  const distinct = Array.from(new Set(values)).filter((value) => !Number.isNaN(value))
  const position = new Map(distinct.map((value, code) => [value, code]))
  return { name, levels: distinct.map(String), values: values.map((value) => position.get(value) ?? NaN) }
}
