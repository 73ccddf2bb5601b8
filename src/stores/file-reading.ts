import type { Result } from '../base/result'
import { replaceGraph } from '../document/commands/graph-commands'
import { looksLikeProject, PROJECT_FILE_EXTENSION } from '../document/project-file'
import type { GraphPart } from '../engine/formats/format'
import { appText } from '../text/app'
import { useImporting } from './importing'
import { callEngine, runJob } from './jobs'
import { runCommand, useProject } from './project'
import { openProjectFile } from './project-opening'
import { useView } from './view'

const extensionOf = (name: string) => /\.[^.]+$/.exec(name.toLowerCase())?.[0] ?? ''

/** Files with these endings hold a table, or nothing that is read. */
const sureTables = new Set(['.csv', '.tsv', '.parquet', '.pq', '.xlsx', '.xlsm', '.xls'])
/** Bytes that tell a project file from others. */
const BEGINNING = 400
/** Characters of a graph that takes long enough to show its progress. */
const LONG_GRAPH = 40_000
/** Bytes beyond which no text is looked through for a graph. */
const LARGEST_GRAPH = 20e6

/** Opens a file of any kind that the studio reads. Whatever fails, the project stays as it was. */
export async function openFile(file: File): Promise<void> {
  const extension = extensionOf(file.name)
  const isTable = sureTables.has(extension)
  const beginning = isTable ? '' : await file.slice(0, BEGINNING).text()
  if (looksLikeProject(beginning) || file.name.toLowerCase().endsWith(PROJECT_FILE_EXTENSION)) {
    report(file.name, await openProjectFile(file))
    return
  }
  const mayBeGraph = !isTable && file.size <= LARGEST_GRAPH
  const read = mayBeGraph ? await readGraphFile(file.name, await file.text()) : { part: null }
  if (read === null) return
  if (read.part) {
    if (read.part.ok) openGraph(file.name, read.part.value)
    else report(file.name, read.part)
    return
  }
  await useImporting.getState().openFile(file)
}

function report(name: string, result: Result<unknown>) {
  if (result.ok) return
  const first = result.problems[0]
  const place =
    first.where?.line === undefined
      ? ''
      : ` (line ${first.where.line}${first.where.column ? `, column ${first.where.column}` : ''})`
  const more = result.problems.length > 1 ? ` And ${result.problems.length - 1} more.` : ''
  useView
    .getState()
    .notify({ tone: 'blocked', text: `${appText.unreadable(name)} ${first.message}${place}${more}` })
}

/** Reads and arranges a graph in a worker; null when that was cancelled. Long texts show how far they are. */
async function readGraphFile(name: string, text: string) {
  if (text.length < LONG_GRAPH) return await callEngine('files', 'read-graph', { name, text })
  const read = await runJob(
    appText.readingGraph(name),
    'read-graph',
    { name, text },
    {
      role: 'files',
      onStart: (job) => useView.getState().notify({ tone: 'info', text: appText.readingGraph(name), job }),
    },
  )
  if (!read) useView.getState().notify({ tone: 'info', text: appText.readingStopped(name) })
  return read
}

function openGraph(name: string, part: GraphPart) {
  const project = useProject.getState().history.present
  // One undo step: what was on the canvas comes back with Ctrl Z.
  const graphId = project.graphs[0].id
  useView.getState().showGraph(graphId)
  const label = `Open ${name}`
  if (runCommand(replaceGraph, { graphId, graph: part.graph, layout: part.layout, roles: part.roles, label }))
    useView.getState().notify({ tone: 'info', text: appText.openedGraph(name, part.graph.variables.length) })
  useView.getState().askCanvas('fit')
}
