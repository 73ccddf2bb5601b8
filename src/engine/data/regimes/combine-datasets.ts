import { fail, succeed, type Problem, type Result } from '../../../base/result'
import { orderLevels } from '../column-cells'
import { columnNamed, isCategorical, type Column, type ColumnKind, type Dataset } from '../dataset'
import { newValues } from '../steps/performed'
import { targetColumn } from './randomised-rows'

/** One experiment: its rows, what it is called, and the variable that the experimenter set in it. */
export interface Experiment {
  readonly dataset: Dataset
  readonly label: string
  /** Name of a column; null where nothing was set. */
  readonly target: string | null
}

const REGIME = 'experiment'
const TARGET = 'variable set'

/**
 * The rows of all experiments under one another, columns met by name, with a column (role `regime`) that says which
 * experiment a row is from and one (role `intervention-target`) that names what was set in it. Data that have such
 * columns already keep what they say. A column that an experiment lacks is missing in its rows. Labels are merged;
 * kinds that differ become the one that can hold both. The log says all of it. Problems: fewer than two experiments,
 * labels that are empty or given twice, a target that is no column of its experiment, labels in one experiment where
 * there are numbers in another.
 */
export function combineDatasets(
  experiments: readonly Experiment[],
  named: { readonly id: string; readonly name: string },
): Result<Dataset> {
  const problems = unsuitable(experiments)
  if (problems.length > 0) return { ok: false, problems }
  const rows = experiments.reduce((sum, { dataset }) => sum + dataset.rows, 0)
  const names = [
    ...new Set(
      experiments.flatMap(({ dataset }) => dataset.columns.filter(isOrdinary).map(({ name }) => name)),
    ),
  ]
  const log = experiments.flatMap(({ dataset }) => dataset.log)
  const columns: Column[] = []
  for (const name of names) {
    const parts = experiments.map(({ dataset }) => {
      const column = columnNamed(dataset, name)
      return column && isOrdinary(column) ? column : undefined
    })
    const joined = joinColumns(name, parts, experiments, rows)
    if (joined.ok) columns.push(joined.value.column)
    else problems.push(...joined.problems)
    if (joined.ok) log.push(...joined.value.said)
  }
  if (problems.length > 0) return { ok: false, problems }
  const taken = new Set(names)
  const regime = fromLabels(freeName(REGIME, taken), 'regime', experiments, rows, regimeLabels)
  const target = fromLabels(freeName(TARGET, taken), 'intervention-target', experiments, rows, targetLabels)
  log.push(
    `Put ${experiments.length} experiments under one another: ${experiments.map(describe).join('; ')}. ${regime.name} says which, ${target.name} names what was set.`,
  )
  return succeed({ ...named, revision: 1, rows, columns: [...columns, regime, target], log })
}

const isOrdinary = ({ role }: Column) => role !== 'regime' && role !== 'intervention-target'

const describe = ({ label, dataset, target }: Experiment): string =>
  `${label} (${dataset.rows.toLocaleString('en-US')} rows, ${target === null ? 'nothing set' : `${target} set`})`

function unsuitable(experiments: readonly Experiment[]): Problem[] {
  if (experiments.length < 2)
    return [{ code: 'one-experiment', message: 'It takes at least two files to be combined.' }]
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const { label, target, dataset } of experiments) {
    if (label.trim() === '')
      problems.push({
        code: 'empty-label',
        message: `${dataset.name} needs a label.`,
        where: { name: dataset.name },
      })
    else if (seen.has(label.trim()))
      problems.push({
        code: 'repeated-label',
        message: `Two files are called “${label}”.`,
        where: { name: label },
      })
    seen.add(label.trim())
    if (target !== null && !columnNamed(dataset, target))
      problems.push({
        code: 'unknown-column',
        message: `${dataset.name} has no column “${target}” that could have been set.`,
        where: { name: target },
      })
  }
  return problems
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let n = 2; taken.has(name); n++) name = `${wanted} ${n}`
  taken.add(name)
  return name
}

type Part = Column | undefined

function joinColumns(
  name: string,
  parts: readonly Part[],
  experiments: readonly Experiment[],
  rows: number,
): Result<{ column: Column; said: string[] }> {
  const present = parts.filter((part) => part !== undefined)
  const labelled = present.filter(({ levels }) => levels !== undefined)
  const hasValues = ({ values }: Column) => values.some((value) => !Number.isNaN(value))
  const odd = present.find((part) => part.levels === undefined && hasValues(part))
  if (labelled.length > 0 && odd) {
    const where = (part: Column) => experiments[parts.indexOf(part)].dataset.name
    return fail(
      'mixed-column',
      `“${name}” holds labels such as “${labelled[0].levels![0] ?? ''}” in ${where(labelled[0])} and numbers in ${where(odd)}. Leave it out of one of them, or name them apart.`,
      { name },
    )
  }
  const dates = present.filter(({ kind }) => kind === 'date').length
  if (dates > 0 && present.some((part) => part.kind !== 'date' && hasValues(part)))
    return fail('mixed-column', `“${name}” holds dates in some files and something else in others.`, { name })
  const said: string[] = []
  const kinds = [...new Set(present.filter(hasValues).map(({ kind }) => kind))]
  let kind = kinds.length === 0 ? present[0].kind : commonKind(kinds)
  const levels = labelled.length > 0 ? mergeLevels(labelled) : undefined
  if (kind === 'binary' && levels && levels.length > 2) kind = 'nominal'
  if (kinds.length > 1 || (kinds.length === 1 && kind !== kinds[0]))
    said.push(`${name}: ${kinds.join(' and ')} in different files, read as ${kind}.`)
  const position = new Map(levels?.map((level, code) => [level, code]))
  const values = newValues(rows, experiments[0].dataset)
  let start = 0
  const lacking: string[] = []
  parts.forEach((part, at) => {
    const { dataset, label } = experiments[at]
    if (!part) {
      values.fill(NaN, start, start + dataset.rows)
      lacking.push(label)
    } else if (part.levels) {
      const moved = part.levels.map((level) => position.get(level)!)
      for (let row = 0; row < dataset.rows; row++) values[start + row] = moved[part.values[row]] ?? NaN
    } else values.set(part.values, start)
    start += dataset.rows
  })
  if (lacking.length > 0)
    said.push(`${name}: missing in all rows of ${lacking.join(', ')}, whose files lack it.`)
  const column = { name, ...roleOf(present), kind, values, ...(levels ? { levels } : {}) }
  return succeed({ column, said })
}

/** Used in one file, used in all: an identifier in one and left out in another stays left out only where no file uses it. */
function roleOf(present: readonly Column[]): Pick<Column, 'role' | 'note'> {
  const used = present.find(({ role }) => role !== 'left-out')
  if (used) return { role: used.role }
  const { role, note } = present[0]
  return { role, ...(note === undefined ? {} : { note }) }
}

/** From the narrow to the wide: a column is what all of its parts can be. */
const WIDTH: readonly ColumnKind[] = ['binary', 'ordinal', 'count', 'continuous', 'nominal', 'date', 'id']

const commonKind = (kinds: readonly ColumnKind[]): ColumnKind =>
  kinds.reduce((widest, kind) => (WIDTH.indexOf(kind) > WIDTH.indexOf(widest) ? kind : widest))

/** An order that all share is kept, what is new to it follows; other labels are ordered as in one file. */
function mergeLevels(parts: readonly Column[]): string[] {
  const merged = [...new Set(parts.flatMap(({ levels = [] }) => levels))]
  return parts.every((part) => isCategorical(part) && part.kind === 'ordinal') ? merged : orderLevels(merged)
}

/** Labels per row: one for all rows of an experiment, or what its own column says. */
type LabelsOf = (experiment: Experiment) => { readonly all: string | null } | Column

const regimeLabels: LabelsOf = ({ dataset, label }) =>
  dataset.columns.find(({ role }) => role === 'regime') ?? { all: label.trim() }

const targetLabels: LabelsOf = ({ dataset, target }) => targetColumn(dataset) ?? { all: target }

function fromLabels(
  name: string,
  role: 'regime' | 'intervention-target',
  experiments: readonly Experiment[],
  rows: number,
  labelsOf: LabelsOf,
): Column {
  const levels: string[] = []
  const codeOf = (label: string) => {
    const known = levels.indexOf(label)
    return known >= 0 ? known : levels.push(label) - 1
  }
  const values = newValues(rows, experiments[0].dataset)
  let start = 0
  for (const experiment of experiments) {
    const given = labelsOf(experiment)
    const end = start + experiment.dataset.rows
    if ('all' in given) values.fill(given.all === null ? NaN : codeOf(given.all), start, end)
    else
      for (let row = 0; row < experiment.dataset.rows; row++) {
        const value = given.values[row]
        values[start + row] = Number.isNaN(value) ? NaN : codeOf(given.levels?.[value] ?? String(value))
      }
    start = end
  }
  return { name, role, kind: 'nominal', values, levels }
}
