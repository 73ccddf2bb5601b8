import { fail, succeed, type Problem, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { ByteSource } from './byte-source'
import {
  codedCells,
  interpretColumn,
  offendingCells,
  readingOfColumn,
  type OffendingCell,
} from './column-cells'
import type { Column, ColumnKind, ColumnRole, Dataset } from './dataset'
import { separatorNames } from './dialect'
import { withEdits } from './edits'
import { profileTable, type ColumnProfile, type TableProfile } from './profile'
import type { RawColumn, RawTable, ReadingOptions } from './raw-table'
import { readTable } from './reading/read-table'

/** What becomes of one column. Columns without a decision follow the profile's suggestion. */
export interface ColumnDecision {
  readonly name: string
  /** False: the column stays in the data with the role `left-out`. */
  readonly use: boolean
  readonly kind: ColumnKind
  readonly role?: ColumnRole
  /** Row (from 1) -> new text of the cell, null for missing. Offending cells that are not named become missing. */
  readonly edits?: Readonly<Record<number, string | null>>
  /** Order of the categories; by default negative words first, else by number or alphabet. */
  readonly levels?: readonly string[]
}

/**
 * The decisions that the profile suggests. Columns named in `always` are used whatever the profile says; numbers that
 * look like an identifier are then taken for a measurement.
 */
export function suggestedDecisions(profile: TableProfile, always: readonly string[] = []): ColumnDecision[] {
  return profile.columns.map(({ name, kind, texts, leaveOut }) => {
    const wanted = always.includes(name)
    const isMeasurement = wanted && kind === 'id' && texts === 'numeric'
    return { name, kind: isMeasurement ? 'count' : kind, use: leaveOut === undefined || wanted }
  })
}

const MOST_CELLS_NAMED = 5

/**
 * The dataset that a table becomes under the decisions. Problems: a decision for an unknown column, an edit of a row
 * that does not exist, nothing left to use. `steps` says in words everything that was done to the file.
 */
export function buildDataset(
  table: RawTable,
  decisions: readonly ColumnDecision[],
  name: string,
  id: string,
): Result<Dataset> {
  const profile = profileTable(table)
  const decided = new Map(decisions.map((decision) => [decision.name, decision]))
  const problems = unsuitable(table, decisions)
  if (problems.length > 0) return { ok: false, problems }
  const steps = [readingStep(table), ...table.notices.map(({ message }) => message)]
  const columns = table.columns.map((raw, index): Column => {
    const suggestion = profile.columns[index]
    const decision = decided.get(raw.name) ?? suggestedDecisions({ ...profile, columns: [suggestion] })[0]
    return buildColumn(raw, decision, suggestion, steps)
  })
  if (columns.every((column) => column.role === 'left-out'))
    return fail('no-columns', `Every column of ${table.fileName} is left out.`)
  return succeed({ id, name, revision: 1, rows: table.rows, columns, log: steps })
}

/** File to dataset with the suggested decisions: what a script without a person does. */
export async function importTable(
  source: ByteSource,
  options: ReadingOptions & { readonly always?: readonly string[] } = {},
  context?: Pick<EngineContext, 'signal' | 'progress'>,
): Promise<Result<Dataset>> {
  const table = await readTable(source, options, context)
  if (!table.ok) return table
  const decisions = suggestedDecisions(profileTable(table.value), options.always)
  return buildDataset(table.value, decisions, source.name, source.name)
}

function unsuitable(table: RawTable, decisions: readonly ColumnDecision[]): Problem[] {
  const problems: Problem[] = []
  for (const { name, edits } of decisions) {
    if (!table.columns.some((column) => column.name === name)) {
      const message = `There is no column “${name}” in ${table.fileName}.`
      problems.push({ code: 'unknown-column', message, where: { name } })
    }
    for (const key of Object.keys(edits ?? {})) {
      const row = Number(key)
      if (Number.isInteger(row) && row >= 1 && row <= table.rows) continue
      const message = `There is no row ${key} to edit in “${name}”: there are ${table.rows} rows.`
      problems.push({ code: 'unknown-row', message, where: { name, row } })
    }
  }
  return problems
}

function readingStep({ fileName, bytes, format, decimal, rows, columns }: RawTable): string {
  const size = bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
  const how = {
    text: () =>
      format.type === 'text' ? `${format.encoding}, ${separatorNames[format.separator]}-separated` : '',
    parquet: () => 'Parquet',
    excel: () => (format.type === 'excel' ? `Excel, sheet “${format.sheet}”` : ''),
  }[format.type]()
  const mark = decimal === 'comma' ? ', decimal comma' : ''
  return `Read ${fileName} (${size}, ${how}${mark}): ${rows} rows, ${columns.length} columns.`
}

function buildColumn(
  raw: RawColumn,
  decision: ColumnDecision,
  profile: ColumnProfile,
  steps: string[],
): Column {
  const { name } = raw
  const { kind } = decision
  const edited = withEdits(raw, decision.edits ?? {}, steps)
  const { style } = profile
  const reading = readingOfColumn(kind, profile.texts, codedCells(edited).texts, style)
  const interpreted = interpretColumn(edited, reading, style, decision.levels)
  const { values } = interpreted
  if (kind !== profile.kind) steps.push(`${name}: read as ${kind} instead of ${profile.kind}.`)
  if (profile.styled && reading === 'number')
    steps.push(`${name}: numbers such as “${profile.styled.text}” read as ${profile.styled.value}.`)
  for (const { text, rows } of profile.missingWords)
    steps.push(`${name}: “${text}” read as missing in ${rows} ${rows === 1 ? 'row' : 'rows'}.`)
  const offending = offendingCells(interpreted, Infinity)
  if (offending.length > 0) steps.push(describeOffending(name, offending))
  const levels = interpreted.texts.levels ? { levels: interpreted.texts.levels } : {}
  if (decision.use) return { name, kind, role: decision.role ?? 'variable', values, ...levels }
  const note = profile.leaveOut ?? 'by choice'
  steps.push(`${name}: left out (${note}).`)
  return { name, kind, role: 'left-out', values, ...levels, note }
}

function describeOffending(name: string, cells: readonly OffendingCell[]): string {
  const named = cells
    .slice(0, MOST_CELLS_NAMED)
    .map(({ row, text, reason }) => `“${text.slice(0, 40)}” in row ${row} (${reason})`)
  const rest = cells.length - named.length
  const list = rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ')
  return `${name}: ${list} became missing.`
}
