import type { Project } from '../document/project'
import { PROJECT_FILE_EXTENSION, writeProjectFile } from '../document/project-file'
import { writeModelText } from '../engine/formats/dagitty'
import { appText } from '../text/app'
import { useProject } from './project'
import { useView } from './view'

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
