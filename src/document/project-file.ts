import * as v from 'valibot'
import { fail, succeed, type Problem, type Result } from '../base/result'
import { columnNamed, type Dataset } from '../engine/data/dataset'
import type { VariableId } from '../engine/graph/graph'
import { validateGraph } from '../engine/graph/validate'
import { migrate } from './migrations'
import { PROJECT_VERSION, type DataEntry, type Project } from './project'
import { projectFile, type ProjectFile } from './schema'

export const PROJECT_FILE_EXTENSION = '.causal.json'

/** The project as the text of a file: JSON, columns as arrays of numbers with null for missing. */
export function writeProjectFile(project: Project): string {
  const datasets = project.datasets.map(({ source, steps }) => ({
    source: {
      ...source,
      columns: source.columns.map((column) => ({
        ...column,
        values: Array.from(column.values, (value) => (Number.isNaN(value) ? null : value)),
      })),
    },
    steps,
  }))
  return JSON.stringify({ format: 'causal-studio', ...project, datasets })
}

/** Does this text claim to be a project file? */
export const looksLikeProject = (text: string) => /^\s*\{[^]{0,200}"format"\s*:\s*"causal-studio"/.test(text)

function lineAndColumn(text: string, position: number) {
  const lines = text.slice(0, position).split('\n')
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}

function parseJson(text: string): Result<unknown> {
  try {
    return succeed(JSON.parse(text) as unknown)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(message)
    return fail(
      'broken-json',
      `This project file is damaged: ${message}.`,
      position ? lineAndColumn(text, Number(position[1])) : undefined,
    )
  }
}

/** Checks the file against the schema and what the schema cannot say: lengths, ids, graphs that are graphs. */
export function readProjectFile(text: string): Result<Project> {
  const json = parseJson(text)
  if (!json.ok) return json
  const file = json.value
  if (typeof file !== 'object' || file === null || (file as { format?: unknown }).format !== 'causal-studio')
    return fail(
      'not-a-project',
      'This JSON file is not a Causal Studio project (it has no "format": "causal-studio").',
    )
  const { version } = file as { version?: unknown }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return fail('no-version', 'This project file does not say which version it is.')
  if (version > PROJECT_VERSION) {
    return fail(
      'from-the-future',
      `This project was saved by a newer Causal Studio (file version ${version}; this one reads up to ${PROJECT_VERSION}). Nothing was changed; open it with the newer one.`,
    )
  }
  let migrated: Record<string, unknown>
  try {
    migrated = migrate(file as Record<string, unknown>)
  } catch {
    return fail(
      'broken-project',
      `This version ${version} project file is damaged and could not be brought up to date.`,
    )
  }
  const checked = v.safeParse(projectFile, migrated)
  if (!checked.success) {
    const problems: Problem[] = checked.issues.slice(0, 20).map((issue) => {
      const path = v.getDotPath(issue) ?? 'the file'
      return { code: 'broken-project', message: `At ${path}: ${issue.message}.`, where: { token: path } }
    })
    return { ok: false, problems }
  }
  return restore(checked.output)
}

function restore(file: ProjectFile): Result<Project> {
  const problems: Problem[] = []
  const datasets = file.datasets.map(({ source, steps }): DataEntry => {
    const columns = source.columns.map((column) => {
      if (column.values.length !== source.rows) {
        problems.push({
          code: 'broken-project',
          message: `Column "${column.name}" of "${source.name}" has ${column.values.length} values for ${source.rows} rows.`,
          where: { name: column.name },
        })
      }
      return { ...column, values: Float64Array.from(column.values, (value) => value ?? Number.NaN) }
    })
    const dataset: Dataset = { ...source, columns }
    for (const column of columns)
      if (columnNamed(dataset, column.name) !== column)
        problems.push({
          code: 'broken-project',
          message: `Two columns of "${source.name}" are called "${column.name}".`,
          where: { name: column.name },
        })
    return { source: dataset, steps }
  })
  // Ids are plain strings in a file and branded in memory.
  const { format: _format, ...rest } = file
  const project = { ...rest, datasets } as unknown as Project
  for (const entry of project.graphs) {
    const ids = new Set<VariableId>(entry.graph.variables.map((variable) => variable.id))
    const loose = entry.graph.edges.find((edge) => !ids.has(edge.from) || !ids.has(edge.to))
    if (loose)
      problems.push({
        code: 'broken-project',
        message: `An edge of "${entry.name}" leads to a variable that is not there.`,
      })
    else problems.push(...validateGraph(entry.graph))
  }
  return problems.length > 0 ? { ok: false, problems } : succeed(project)
}
