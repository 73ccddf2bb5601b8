import type { Result } from '../base/result'
import { createProject, type Project } from '../document/project'
import {
  looksLikeProject,
  PROJECT_FILE_EXTENSION,
  readProjectFile,
  writeProjectFile,
} from '../document/project-file'
import { replaceGraph } from '../document/commands/graph-commands'
import { projectFromExample } from '../document/example-project'
import { writeModelText } from '../engine/formats/dagitty'
import type { GraphPart } from '../engine/formats/format'
import { detectFormat, graphFormats, readGraph } from '../engine/formats/registry'
import { appText } from '../text/app'
import { callEngine } from './jobs'
import { useImporting } from './importing'
import { newProjectId, runCommand, useProject } from './project'
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

/** Opens a file of any kind that the studio reads. Whatever fails, the project stays as it was. */
export async function openFile(file: File): Promise<void> {
  const extension = extensionOf(file.name)
  const isTable = extension === '.csv' || extension === '.tsv'
  const text = isTable || file.size > 200e6 ? '' : await file.text()
  if (
    looksLikeProject(text) ||
    (extension === '.json' && file.name.toLowerCase().endsWith(PROJECT_FILE_EXTENSION))
  ) {
    const project = readProjectFile(text)
    if (project.ok) useProject.getState().open(project.value)
    else report(file.name, project)
    return
  }
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
  const layout = placed ? part.layout : await callEngine('live', 'layout', { graph: part.graph, sizes: {} })
  // One undo step: what was on the canvas comes back with Ctrl Z.
  const graphId = project.graphs[0].id
  useView.getState().showGraph(graphId)
  const label = `Open ${name}`
  if (runCommand(replaceGraph, { graphId, graph: part.graph, layout, roles: part.roles, label }))
    useView.getState().notify({ tone: 'info', text: appText.openedGraph(name, part.graph.variables.length) })
  useView.getState().askCanvas('fit')
}

function download(name: string, text: string, type: string) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

const fileStem = (project: Project) =>
  project.name
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase() || 'model'

export function saveProject() {
  const project = useProject.getState().history.present
  const name = fileStem(project) + PROJECT_FILE_EXTENSION
  download(name, writeProjectFile(project), 'application/json')
  useView.getState().notify({ tone: 'info', text: appText.savedFile(name) })
}

export function saveGraphText() {
  const project = useProject.getState().history.present
  const entry = project.graphs.find((graph) => graph.id === useView.getState().graphId) ?? project.graphs[0]
  const { treatments, outcomes } = project.queries[0].question
  const text = writeModelText({
    graph: entry.graph,
    layout: entry.layout,
    roles: { exposures: treatments.map((contrast) => contrast.variable), outcomes, adjusted: [] },
  })
  download(`${fileStem(project)}.txt`, text, 'text/plain')
}

export function newProject() {
  useProject.getState().open(createProject(newProjectId()))
}

export async function openExample(id: string) {
  const { examples } = await import('../engine/examples/registry')
  const example = examples.find(id)
  if (!example.ok) return useView.getState().notifyProblems(example.problems)
  useProject.getState().open(projectFromExample(newProjectId(), example.value))
  useView.getState().askCanvas('fit')
  return undefined
}

/** Shows the browser's file picker. */
export function pickFile() {
  const input = document.createElement('input')
  input.type = 'file'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void openFile(file)
  })
  input.click()
}
