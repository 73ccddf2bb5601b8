import { fail, succeed, type Problem, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import { countTexts, interpretTexts, readingOfColumn, type OffendingCell } from './column-cells'
import type { Column, ColumnKind, ColumnRole, Dataset } from './dataset'
import { separatorNames } from './dialect'
import { profileTable, type ColumnProfile, type TableProfile } from './profile'
import { readTable, type RawColumn, type RawTable, type ReadingOptions } from './raw-table'

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
    return buildColumn(raw, table, decision, suggestion, steps)
  })
  if (columns.every((column) => column.role === 'left-out'))
    return fail('no-columns', `Every column of ${table.fileName} is left out.`)
  return succeed({ id, name, revision: 1, rows: table.rows, columns, log: steps })
}

/** Bytes to dataset with the suggested decisions: what a script without a person does. */
export async function importTable(
  bytes: Uint8Array,
  fileName: string,
  options: ReadingOptions & { readonly always?: readonly string[] } = {},
  context?: Pick<EngineContext, 'signal' | 'progress'>,
): Promise<Result<Dataset>> {
  const table = await readTable(bytes, fileName, options, context)
  if (!table.ok) return table
  const decisions = suggestedDecisions(profileTable(table.value), options.always)
  return buildDataset(table.value, decisions, fileName, fileName)
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

function readingStep(table: RawTable): string {
  const size =
    table.bytes < 1e6 ? `${Math.ceil(table.bytes / 1000)} kB` : `${(table.bytes / 1e6).toFixed(1)} MB`
  const decimal = table.decimal === 'comma' ? ', decimal comma' : ''
  const separated = `${separatorNames[table.separator]}-separated`
  return `Read ${table.fileName} (${size}, ${table.encoding}, ${separated}${decimal}): ${table.rows} rows, ${table.columns.length} columns.`
}

function buildColumn(
  raw: RawColumn,
  table: RawTable,
  decision: ColumnDecision,
  profile: ColumnProfile,
  steps: string[],
): Column {
  const { name } = raw
  const { kind } = decision
  const edited = applyEdits(raw, decision.edits ?? {}, steps)
  const reading = readingOfColumn(kind, profile.texts, edited.texts, table.decimal)
  const interpreted = interpretTexts(edited.texts, reading, table.decimal, decision.levels)
  const values = Float64Array.from(edited.codes, (code) => interpreted.values[code])
  if (kind !== profile.kind) steps.push(`${name}: read as ${kind} instead of ${profile.kind}.`)
  for (const { text, rows } of profile.missingWords)
    steps.push(`${name}: “${text}” read as missing in ${rows} ${rows === 1 ? 'row' : 'rows'}.`)
  const offending = unreadable(edited, interpreted.reasons)
  if (offending.length > 0) steps.push(describeOffending(name, offending))
  const levels = interpreted.levels ? { levels: interpreted.levels } : {}
  if (decision.use) return { name, kind, role: decision.role ?? 'variable', values, ...levels }
  const note = profile.leaveOut ?? 'by choice'
  steps.push(`${name}: left out (${note}).`)
  return { name, kind, role: 'left-out', values, ...levels, note }
}

function applyEdits(
  raw: RawColumn,
  edits: Readonly<Record<number, string | null>>,
  steps: string[],
): RawColumn {
  const rows = Object.keys(edits).map(Number)
  if (rows.length === 0) return raw
  const texts = [...raw.texts]
  const position = new Map(texts.map((text, code) => [text, code]))
  const codes = raw.codes.slice()
  for (const row of rows) {
    const text = edits[row] ?? ''
    const code = position.get(text) ?? texts.length
    if (code === texts.length) {
      texts.push(text)
      position.set(text, code)
    }
    const before = texts[codes[row - 1]]
    const after = edits[row] === null ? 'made missing' : `changed to “${text}”`
    steps.push(`${raw.name}: “${before}” in row ${row} ${after}.`)
    codes[row - 1] = code
  }
  // Texts that no cell holds any longer would still count as categories.
  const counts = countTexts({ ...raw, codes, texts })
  const kept = texts.flatMap((_, code) => (counts[code] > 0 ? [code] : []))
  const moved = new Map(kept.map((code, index) => [code, index]))
  return {
    name: raw.name,
    texts: kept.map((code) => texts[code]),
    codes: codes.map((code) => moved.get(code)!),
  }
}

function unreadable(column: RawColumn, reasons: readonly (string | null)[]): OffendingCell[] {
  const found: OffendingCell[] = []
  if (reasons.every((reason) => reason === null)) return found
  column.codes.forEach((code, row) => {
    const reason = reasons[code]
    if (reason !== null) found.push({ row: row + 1, text: column.texts[code], reason })
  })
  return found
}

function describeOffending(name: string, cells: readonly OffendingCell[]): string {
  const named = cells
    .slice(0, MOST_CELLS_NAMED)
    .map(({ row, text, reason }) => `“${text.slice(0, 40)}” in row ${row} (${reason})`)
  const rest = cells.length - named.length
  const list = rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ')
  return `${name}: ${list} became missing.`
}
