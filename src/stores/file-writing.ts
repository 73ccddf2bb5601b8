import type { Project } from '../document/project'
import { PROJECT_FILE_EXTENSION, projectFileParts } from '../document/project-file'
import { writeModelText } from '../engine/formats/dagitty'
import { appText } from '../text/app'
import { downloadText } from './download'
import { shownEntry, useProject } from './project'
import { useView } from './view'

const fileStem = (project: Project) =>
  project.name
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase() || 'model'

/** Milliseconds of work between two breaths of the page. */
const STRETCH = 12
/** Characters that are handed to the browser's own memory at once. */
const PIECE = 4e6

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** The file in pieces, so that neither the longest string nor the page's patience is a limit. */
async function projectBlobs(project: Project): Promise<readonly Blob[]> {
  const blobs: Blob[] = []
  let piece: string[] = []
  let length = 0
  let since = performance.now()
  const close = () => {
    blobs.push(new Blob(piece))
    piece = []
    length = 0
  }
  for (const part of projectFileParts(project)) {
    piece.push(part)
    length += part.length
    if (length > PIECE) close()
    if (performance.now() - since < STRETCH) continue
    await breathe()
    since = performance.now()
  }
  close()
  return blobs
}

/** Cells from which writing takes long enough to say that it has begun. */
const LONG_TABLE = 2e6

export async function saveProject() {
  const project = useProject.getState().history.present
  const name = fileStem(project) + PROJECT_FILE_EXTENSION
  const cells = project.datasets.reduce((sum, { source }) => sum + source.rows * source.columns.length, 0)
  if (cells > LONG_TABLE) useView.getState().notify({ tone: 'info', text: appText.writingFile(name) })
  downloadText(name, await projectBlobs(project))
  useView.getState().notify({ tone: 'info', text: appText.savedFile(name) })
}

export function saveGraphText() {
  const project = useProject.getState().history.present
  const entry = shownEntry(project)
  const { treatments, outcomes } = project.queries[0].question
  const text = writeModelText({
    graph: entry.graph,
    layout: entry.layout,
    roles: { exposures: treatments.map((contrast) => contrast.variable), outcomes, adjusted: [] },
  })
  downloadText(`${fileStem(project)}.txt`, [text], 'text/plain')
}
