import * as v from 'valibot'
import { fail, succeed, type Problem, type Result } from '../base/result'
import { columnNamed, type Dataset } from '../engine/data/dataset'
import type { VariableId } from '../engine/graph/graph'
import { validateGraph } from '../engine/graph/validate'
import { migrate } from './migrations'
import { PROJECT_VERSION, type DataEntry, type Project } from './project'
import { projectFile, type ProjectFile } from './schema'
import { withSafeIds } from './safe-ids'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The file with the values of every column replaced, wherever the version of the file keeps its columns. Anything
 * that is not as expected stays, for the schema to name.
 */
export function mapColumnValues(
  file: Record<string, unknown>,
  change: (values: unknown) => unknown,
): Record<string, unknown> {
  const inDataset = (dataset: unknown) => {
    if (!isRecord(dataset) || !Array.isArray(dataset.columns)) return dataset
    const columns = dataset.columns.map((column: unknown) =>
      isRecord(column) ? { ...column, values: change(column.values) } : column,
    )
    return { ...dataset, columns }
  }
  if (!Array.isArray(file.datasets)) return file
  const datasets = file.datasets.map((entry: unknown) =>
    isRecord(entry) && 'source' in entry ? { ...entry, source: inDataset(entry.source) } : inDataset(entry),
  )
  return { ...file, datasets }
}

const SHOWN_PROBLEMS = 20

/**
 * A project of any version, columns already as Float64Array, brought up to date and checked against the schema and
 * what the schema cannot say: lengths, ids, graphs that are graphs. Never throws.
 */
export function checkProject(file: unknown): Result<Project> {
  if (!isRecord(file) || file.format !== 'causal-studio')
    return fail(
      'not-a-project',
      'This JSON file is not a Causal Studio project (it has no "format": "causal-studio").',
    )
  const { version } = file
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
    migrated = migrate(file)
  } catch {
    return fail(
      'broken-project',
      `This version ${version} project file is damaged and could not be brought up to date.`,
    )
  }
  const checked = v.safeParse(projectFile, migrated)
  if (!checked.success) {
    const problems: Problem[] = checked.issues.slice(0, SHOWN_PROBLEMS).map((issue) => {
      const path = v.getDotPath(issue) ?? 'the file'
      return { code: 'broken-project', message: `At ${path}: ${issue.message}.`, where: { token: path } }
    })
    return { ok: false, problems }
  }
  return restore(checked.output)
}

function restore(file: ProjectFile): Result<Project> {
  const problems: Problem[] = []
  const report = (message: string, where?: Problem['where']) =>
    problems.push({ code: 'broken-project', message, ...(where ? { where } : {}) })
  for (const { source } of file.datasets) {
    for (const { name, values } of source.columns)
      if (values.length !== source.rows)
        report(`Column "${name}" of "${source.name}" has ${values.length} values for ${source.rows} rows.`, {
          name,
        })
    const dataset: Dataset = source
    for (const column of dataset.columns)
      if (columnNamed(dataset, column.name) !== column)
        report(`Two columns of "${source.name}" are called "${column.name}".`, { name: column.name })
  }
  const graphIds = new Set(file.graphs.map(({ id }) => id))
  if (graphIds.size < file.graphs.length) report('Two graphs of this project have the same id.')
  const datasets: readonly DataEntry[] = file.datasets
  // Ids are plain strings in a file and branded in memory.
  const { format: _format, ...rest } = file
  const project = { ...rest, datasets } as unknown as Project
  for (const entry of project.graphs) {
    const ids = new Set<VariableId>(entry.graph.variables.map((variable) => variable.id))
    const loose = entry.graph.edges.find((edge) => !ids.has(edge.from) || !ids.has(edge.to))
    if (loose) report(`An edge of "${entry.name}" leads to a variable that is not there.`)
    else problems.push(...validateGraph(entry.graph))
  }
  return problems.length > 0 ? { ok: false, problems } : succeed(withSafeIds(project))
}
