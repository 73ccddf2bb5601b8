import { fail, succeed, type Problem, type Result } from '../../base/result'
import { columnNamed, type Column, type Dataset } from '../data/dataset'
import { magnitudeProblems } from '../data/magnitude'
import { atRows } from '../data/rows'
import { noKnowledge, type DiscoveryProblem, type Knowledge } from './algorithm'
import { degeneracies } from './degenerate-columns'
import { indexKnowledge, restrictKnowledge } from './knowledge/knowledge'
import { rowsThatAreComplete, rowsWithTwoValues } from './problem-rows'
import { readSearchColumn, unsuitability } from './search-columns'
import { contextColumns, readContext } from './search-contexts'

export { FEWEST_ROWS } from './problem-rows'

export interface DiscoveryRequest {
  /** Names of the columns to search over; by default all that are variables. */
  readonly columns?: readonly string[]
  readonly knowledge?: Knowledge
  /**
   * Which variable the experimenter set in each row: the name of a column that says so, or a list with one entry per
   * row, empty for none, "?" for one that nobody noted. By default the column whose role is `intervention-target`, where there is one.
   */
  readonly interventions?: string | readonly (string | null)[]
  /**
   * 'complete-rows' (default): only rows that have every column. 'test-wise': all rows with at least two values, so
   * that every test can use those that have what it looks at.
   */
  readonly gaps?: 'complete-rows' | 'test-wise'
  /** Columns that tell places, experiments or times apart; by default those whose role is regime or time. */
  readonly contexts?: readonly string[]
}

/** Bytes that a search may take before it is refused. */
const MOST_MEMORY = 4e9
/** Matrices of numbers, one entry for each pair of columns, that a search keeps at the same time. */
const MATRICES = 6
/** Copies of the columns that it keeps. */
const COPIES = 3

/**
 * Columns of a dataset, ready for search; `rows` says how many rows were lost and to which columns. Categories become
 * codes. Refused, all at once and by name: dates and identifiers, empty, constant and duplicate columns, exact linear
 * combinations, too many categories, numbers too large or small to compute with, contradictory knowledge, too few
 * rows, and a search too large for the memory.
 */
export function buildDiscoveryProblem(
  dataset: Dataset,
  request: DiscoveryRequest = {},
): Result<DiscoveryProblem> {
  const contexts = contextColumns(dataset, request.contexts)
  if (!contexts.ok) return contexts
  const apart = new Set(contexts.value.map(({ name }) => name))
  const chosen = chooseColumns(dataset, request.columns, apart)
  if (!chosen.ok) return chosen
  const columns = chosen.value
  const unsuitable = columns.flatMap(unsuitability)
  if (unsuitable.length > 0) return { ok: false, problems: unsuitable }
  const memory = memoryProblem(columns.length, dataset.rows)
  if (memory) return memory

  const names = columns.map((column) => column.name)
  const targets = readTargets(dataset, names, request.interventions)
  if (!targets.ok) return targets

  const kept = (request.gaps === 'test-wise' ? rowsWithTwoValues : rowsThatAreComplete)(dataset, columns)
  if (!kept.ok) return kept
  const { rows, index } = kept.value
  const read = columns.map((column) => readSearchColumn(atRows(column, index)))
  const extreme = magnitudeProblems(names.map((name, k) => ({ name, values: read[k].values })))
  if (extreme.length > 0) return { ok: false, problems: extreme }
  const named = read.map((column, k) => ({ ...column, name: names[k], everywhere: columns[k].values }))
  const degenerate = degeneracies(named, rows)
  if (degenerate.length > 0) return { ok: false, problems: degenerate }

  const known = new Set(dataset.columns.map((column) => column.name))
  const searched = new Set(names)
  const knowledge = request.knowledge ?? noKnowledge
  const everywhere = indexKnowledge([...known], knowledge)
  if (!everywhere.ok) return everywhere
  const unordered = read.flatMap((column, k) => (column.unordered ? [k] : []))
  return succeed({
    names,
    columns: read.map(({ values }) => values),
    levels: read.map(({ levels }) => levels),
    ...(unordered.length > 0 ? { unordered } : {}),
    gaps: read.some(({ values }) => values.some(Number.isNaN)) ? 'some' : 'none',
    contexts: contexts.value.map((column) => readContext(column, index)),
    rows,
    knowledge: restrictKnowledge(knowledge, searched),
    ...(targets.value ? { interventions: Int32Array.from(index, (row) => targets.value![row]) } : {}),
  })
}

function memoryProblem(columns: number, rows: number) {
  const bytes = 8 * (MATRICES * columns ** 2 + COPIES * columns * rows)
  if (bytes <= MOST_MEMORY) return null
  const gigabytes = (bytes / 1e9).toPrecision(2)
  return fail(
    'too-much-memory',
    `A search over ${columns} columns in ${rows} rows would need about ${gigabytes} GB of memory, more than the ${MOST_MEMORY / 1e9} GB that one may take. Leave out columns${COPIES * rows > MATRICES * columns ? ' or rows' : ''}.`,
  )
}

/** The columns wanted, or all variables, without those that serve as contexts. */
function chooseColumns(
  dataset: Dataset,
  wanted: readonly string[] | undefined,
  contexts: ReadonlySet<string>,
): Result<readonly Column[]> {
  const columns = wanted
    ? wanted.map((name) => columnNamed(dataset, name))
    : dataset.columns.filter(({ role, name }) => role === 'variable' && !contexts.has(name))
  const problems: Problem[] = []
  const seen = new Set<string>()
  const found: Column[] = []
  columns.forEach((column, index) => {
    const name = column?.name ?? wanted![index]
    const object = (code: string, message: string) => void problems.push({ code, message, where: { name } })
    if (!column) object('unknown-column', `There is no column “${name}” in ${dataset.name}.`)
    else if (seen.has(name)) object('repeated-column', `The column “${name}” is named twice.`)
    else if (contexts.has(name) && column.role === 'variable') {
      const message = `The column “${name}” tells places or times apart; it cannot be searched over as well.`
      object('column-is-context', message)
    } else if (column.role !== 'variable') {
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
