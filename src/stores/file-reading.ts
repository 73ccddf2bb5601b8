import type { Result } from '../base/result'
import { replaceGraph } from '../document/commands/graph-commands'
import { looksLikeProject, PROJECT_FILE_EXTENSION } from '../document/project-file'
import type { GraphPart } from '../engine/formats/format'
import { detectFormat, graphFormats, readGraph } from '../engine/formats/registry'
import { appText } from '../text/app'
import { useImporting } from './importing'
import { callEngine } from './jobs'
import { runCommand, useProject } from './project'
import { openProjectFile } from './project-opening'
import { useView } from './view'

const extensionOf = (name: string) => /\.[^.]+$/.exec(name.toLowerCase())?.[0] ?? ''

/** Files with these endings hold a table unless their text is plainly a graph; .csv and .tsv always do. */
const tableExtensions = new Set(['.txt', '.tab', '.dat', ''])

/** Reads the text as a graph, or null when the file is a table. */
function readAsGraph(name: string, text: string): Result<GraphPart> | null {
  const claimed = graphFormats.entries.find((format) => format.match(text))
  if (claimed) return claimed.read(text)
  if (!tableExtensions.has(extensionOf(name))) {
    const format = detectFormat(text, name)
    return format ? format.read(text) : null
  }
  const bare = readGraph(text)
  return bare.ok ? bare : null
}

/** Bytes that tell a project file from others. */
const BEGINNING = 400

/** Opens a file of any kind that the studio reads. Whatever fails, the project stays as it was. */
export async function openFile(file: File): Promise<void> {
  const extension = extensionOf(file.name)
  const isTable = extension === '.csv' || extension === '.tsv'
  const beginning = isTable ? '' : await file.slice(0, BEGINNING).text()
  if (looksLikeProject(beginning) || file.name.toLowerCase().endsWith(PROJECT_FILE_EXTENSION)) {
    report(file.name, await openProjectFile(file))
    return
  }
  const text = isTable || file.size > 200e6 ? '' : await file.text()
  const part = isTable ? null : readAsGraph(file.name, text)
  if (part) {
    if (part.ok) await openGraph(file.name, part.value)
    else report(file.name, part)
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

async function openGraph(name: string, part: GraphPart) {
  const project = useProject.getState().history.present
  const placed = Object.keys(part.layout).length >= part.graph.variables.length
  const arrange = () => useView.getState().askCanvas('arrange')
  const layout = placed
    ? part.layout
    : await callEngine('live', 'layout', { graph: part.graph, sizes: {} }, { again: arrange }).catch(
        () => part.layout,
      )
  // One undo step: what was on the canvas comes back with Ctrl Z.
  const graphId = project.graphs[0].id
  useView.getState().showGraph(graphId)
  const label = `Open ${name}`
  if (runCommand(replaceGraph, { graphId, graph: part.graph, layout, roles: part.roles, label }))
    useView.getState().notify({ tone: 'info', text: appText.openedGraph(name, part.graph.variables.length) })
  useView.getState().askCanvas('fit')
}
