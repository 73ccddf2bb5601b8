import { fail, succeed, type Problem, type Result } from '../../base/result'
import { correlationMatrix } from '../stats/moments'
import { columnNamed, type Column, type Dataset, type RowsUsed } from '../data/dataset'
import { magnitudeProblems } from '../data/magnitude'
import { atRows, completeRows } from '../data/rows'
import { noKnowledge, type DiscoveryProblem, type Knowledge } from './algorithm'
import { indexKnowledge, restrictKnowledge } from './knowledge/knowledge'
import { linearDependencies } from './linear-dependency'

export interface DiscoveryRequest {
  /** Names of the columns to search over; by default all that are variables. */
  readonly columns?: readonly string[]
  readonly knowledge?: Knowledge
  /**
   * Which variable the experimenter set in each row: the name of a column that says so, or a list with one entry per
   * row, empty for none, "?" for one that nobody noted. By default the column whose role is `intervention-target`, where there is one.
   */
  readonly interventions?: string | readonly (string | null)[]
}

/** Complete rows that any search needs. */
export const FEWEST_ROWS = 5

/**
 * Complete rows of the numeric columns of a dataset, ready for search; `rows` says how many were lost and to which
 * columns. Refused, all at once and by name: columns that are not numeric or ordered, constant and duplicate columns,
 * exact linear combinations, numbers too large or small to compute with, contradictory knowledge, fewer than five
 * complete rows.
 */
export function buildDiscoveryProblem(
  dataset: Dataset,
  request: DiscoveryRequest = {},
): Result<DiscoveryProblem> {
  const chosen = chooseColumns(dataset, request.columns)
  if (!chosen.ok) return chosen
  const columns = chosen.value
  const unsuitable = columns.flatMap((column) => unsuitability(column))
  if (unsuitable.length > 0) return { ok: false, problems: unsuitable }

  const names = columns.map((column) => column.name)
  const targets = readTargets(dataset, names, request.interventions)
  if (!targets.ok) return targets

  const complete = completeRows(dataset, names)
  if (!complete.ok) return complete
  const { rows, index } = complete.value
  if (rows.used < FEWEST_ROWS) {
    const losses = Object.entries(rows.missing)
      .map(([name, count]) => `${name} is missing in ${count}`)
      .join(', ')
    const reason = losses ? `: ${losses}` : ''
    return fail(
      'too-few-rows',
      `Discovery needs at least ${FEWEST_ROWS} complete rows; ${rows.used} of ${rows.total} are${reason}.`,
    )
  }

  const values = columns.map((column) => atRows(column, index).values)
  const extreme = magnitudeProblems(names.map((name, k) => ({ name, values: values[k] })))
  if (extreme.length > 0) return { ok: false, problems: extreme }
  const degenerate = degeneracies(columns, values, rows)
  if (degenerate.length > 0) return { ok: false, problems: degenerate }

  const known = new Set(dataset.columns.map((column) => column.name))
  const searched = new Set(names)
  const knowledge = request.knowledge ?? noKnowledge
  const everywhere = indexKnowledge([...known], knowledge)
  if (!everywhere.ok) return everywhere
  return succeed({
    names,
    columns: values,
    levels: names.map(() => 0),
    gaps: 'none',
    contexts: [],
    rows,
    knowledge: restrictKnowledge(knowledge, searched),
    ...(targets.value ? { interventions: Int32Array.from(index, (row) => targets.value![row]) } : {}),
  })
}

function chooseColumns(dataset: Dataset, wanted: readonly string[] | undefined): Result<readonly Column[]> {
  const columns = wanted
    ? wanted.map((name) => columnNamed(dataset, name))
    : dataset.columns.filter((column) => column.role === 'variable')
  const problems: Problem[] = []
  const seen = new Set<string>()
  const found: Column[] = []
  columns.forEach((column, index) => {
    const name = column?.name ?? wanted![index]
    const object = (code: string, message: string) => void problems.push({ code, message, where: { name } })
    if (!column) object('unknown-column', `There is no column “${name}” in ${dataset.name}.`)
    else if (seen.has(name)) object('repeated-column', `The column “${name}” is named twice.`)
    else if (column.role !== 'variable') {
      const reason =
        column.role === 'left-out' ? (column.note ?? 'it was left out') : `its role is ${column.role}`
      object('column-not-a-variable', `The column “${name}” takes no part in discovery: ${reason}.`)
    } else found.push(column)
    seen.add(name)
  })
  if (problems.length > 0) return { ok: false, problems }
  if (found.length >= 2) return succeed(found)
  return fail(
    'too-few-columns',
    `Discovery needs at least two columns that are variables; there ${found.length === 1 ? 'is one' : 'are none'}.`,
  )
}

function unsuitability(column: Column): Problem[] {
  const where = { name: column.name }
  if (column.kind === 'nominal' && (column.levels?.length ?? Infinity) > 2) {
    const count = column.levels ? `${column.levels.length} ` : ''
    const message = `“${column.name}” has ${count}categories without an order. Make it ordinal, recode it as yes/no columns, or leave it out.`
    return [{ code: 'nominal-column', message, where }]
  }
  if (column.kind === 'date' || column.kind === 'id') {
    const noun = column.kind === 'date' ? 'a date' : 'an identifier'
    const message = `“${column.name}” is ${noun}, not a measurement. Leave it out, or change its kind if that is wrong.`
    return [{ code: `${column.kind}-column`, message, where }]
  }
  return []
}

function degeneracies(
  columns: readonly Column[],
  values: readonly Float64Array[],
  rows: RowsUsed,
): Problem[] {
  const names = columns.map((column) => column.name)
  const constant = values.map(isConstant)
  const problems = columns
    .filter((_, index) => constant[index])
    .map((column) => constantProblem(column, rows))
  const varying = names.flatMap((_, index) => (constant[index] ? [] : [index]))
  const correlation = correlationMatrix(varying.map((index) => values[index]))
  // With no more rows than columns every further column is a combination of the others: only copies are news then.
  const all = linearDependencies(correlation, varying.length)
  for (const { column, determinedBy } of all) {
    if (determinedBy.length > 1 && rows.used <= varying.length + 1) continue
    const name = names[varying[column]]
    const others = determinedBy.map((index) => `“${names[varying[index]]}”`)
    const message =
      others.length === 1
        ? `“${name}” is an exact copy of ${others[0]}, up to shift and scale. Leave one of the two out.`
        : `“${name}” is an exact linear combination of ${others.slice(0, -1).join(', ')} and ${others.at(-1)}. Leave one of them out.`
    problems.push({
      code: others.length === 1 ? 'duplicate-column' : 'collinear-column',
      message,
      where: { name },
    })
  }
  return problems
}

/** Every value that is there is the same. */
const isConstant = (values: Float64Array) => {
  const first = values.find((value) => !Number.isNaN(value))
  return values.every((value) => value === first || Number.isNaN(value))
}

function constantProblem({ name, values }: Column, { total, used, missing }: RowsUsed): Problem {
  const worst = Object.entries(missing).toSorted(([, a], [, b]) => b - a)[0]
  const message =
    isConstant(values) || !worst
      ? `“${name}” has the same value everywhere, so nothing can be learned about it. Leave it out.`
      : `“${name}” has the same value in all ${used} complete rows. It varies in the others, but “${worst[0]}” is missing in ${worst[1]} of ${total} rows: leave out one of the two.`
  return { code: 'constant-column', message, where: { name } }
}

/** The label of a row in which a variable was set that nobody noted. */
const UNNOTED = '?'

/**
 * For every row of the dataset the index of the variable that was set, -1 for none, -2 for one that nobody noted; null
 * without interventions.
 */
function readTargets(
  dataset: Dataset,
  names: readonly string[],
  given: DiscoveryRequest['interventions'],
): Result<Int32Array | null> {
  const marked = dataset.columns.find((column) => column.role === 'intervention-target')
  const source = given ?? marked?.name
  if (source === undefined) return succeed(null)
  let labels: readonly (string | null)[]
  if (typeof source === 'string') {
    const column = columnNamed(dataset, source)
    if (!column)
      return fail('unknown-column', `There is no column “${source}” in ${dataset.name}.`, { name: source })
    labels = Array.from(column.values, (code) =>
      Number.isNaN(code) ? null : (column.levels?.[code] ?? String(code)),
    )
  } else {
    if (source.length !== dataset.rows) {
      return fail(
        'interventions-length',
        `The list of interventions has ${source.length} entries for ${dataset.rows} rows.`,
      )
    }
    labels = source
  }
  const position = new Map(names.map((name, index) => [name, index]))
  const targets = new Int32Array(dataset.rows).fill(-1)
  const unknown = new Map<string, Problem>()
  labels.forEach((label, row) => {
    if (label === null || label.trim() === '') return
    const index = position.get(label) ?? (label.trim() === UNNOTED ? -2 : undefined)
    if (index === undefined) {
      const message = `Row ${row + 1} says that “${label}” was set, which is not among the variables searched.`
      if (!unknown.has(label))
        unknown.set(label, { code: 'unknown-target', message, where: { row: row + 1, name: label } })
    } else targets[row] = index
  })
  return unknown.size > 0 ? { ok: false, problems: [...unknown.values()] } : succeed(targets)
}
