import { fail, succeed, type Problem } from '../../../base/result'
import type { Column, Dataset } from '../dataset'
import { checkNewName, findColumn, plural, unknownColumn, type PerformStep } from './performed'
import type { DropStep, RenameStep, RoleStep } from './step'

export const dropColumns: PerformStep<DropStep> = (dataset, { columns }) => {
  const unwanted = new Set(columns)
  const known = new Set(dataset.columns.map(({ name }) => name))
  const problems = [...unwanted]
    .filter((name) => !known.has(name))
    .map((name): Problem => unknownColumn(dataset, name))
  if (problems.length > 0) return { ok: false, problems }
  if (unwanted.size === 0) return fail('nothing-chosen', 'Choose at least one column to drop.')
  const left = dataset.columns.filter(({ name }) => !unwanted.has(name))
  if (left.length === 0) return fail('no-columns', 'Every column would be dropped.')
  const sentence = `Dropped ${[...unwanted].join(', ')}: ${plural(left.length, 'column is', 'columns are')} left.`
  return succeed({ dataset: { ...dataset, columns: left }, sentence, madeMissing: 0 })
}

/** Rows that name the variable as the one that was set name it by its new name. */
export const renameColumn: PerformStep<RenameStep> = (dataset, { column: name, to }) => {
  const found = findColumn(dataset, name)
  if (!found.ok) return found
  const named = checkNewName(dataset, to, name)
  if (!named.ok) return named
  const columns = dataset.columns.map((column): Column => {
    if (column === found.value) return { ...column, name: named.value }
    if (column.role !== 'intervention-target' || !column.levels?.includes(name)) return column
    return renameLevel(column, name, named.value)
  })
  const sentence = `Renamed ${name} to ${named.value}.`
  return succeed({ dataset: { ...dataset, columns }, sentence, madeMissing: 0 })
}

/** A label that is there already takes the codes of the old one. */
function renameLevel(column: Column, from: string, to: string): Column {
  const levels = column.levels!.map((level) => (level === from ? to : level))
  const kept = [...new Set(levels)]
  if (kept.length === levels.length) return { ...column, levels }
  const moved = levels.map((level) => kept.indexOf(level))
  return { ...column, levels: kept, values: column.values.map((code) => moved[code] ?? NaN) }
}

const roleWords = {
  variable: 'is a variable',
  regime: 'says which experiment a row is from',
  'intervention-target': 'names what was set in each row',
  weight: 'weighs the rows',
  cluster: 'names the clusters',
  unit: 'names the units',
  time: 'is the time',
  'left-out': 'is left out',
} as const

/** There is one regime, one intervention target and one weight: who had the role before becomes a variable. */
export const changeRole: PerformStep<RoleStep> = (dataset, { column: name, role }) => {
  const found = findColumn(dataset, name)
  if (!found.ok) return found
  const alone = role !== 'variable' && role !== 'left-out'
  const displaced = dataset.columns.filter(
    (column) => alone && column.role === role && column !== found.value,
  )
  const columns = dataset.columns.map((column): Column => {
    if (displaced.includes(column)) return { ...column, role: 'variable' }
    if (column !== found.value) return column
    const { note: _note, ...rest } = column
    return { ...rest, role, ...(role === 'left-out' ? { note: 'by choice' } : {}) }
  })
  const changed: Dataset = { ...dataset, columns }
  if (columns.every((column) => column.role === 'left-out'))
    return fail('no-columns', 'Every column would be left out.')
  const before = displaced.map((column) => ` ${column.name} is a variable again.`).join('')
  return succeed({ dataset: changed, sentence: `${name} ${roleWords[role]}.${before}`, madeMissing: 0 })
}
