import { projectFromExample } from '../document/example-project'
import { createProject } from '../document/project'
import { whileBusy } from './jobs'
import { newProjectId, useProject } from './project'
import { useView } from './view'

// Readers, writers and schemas load when a file is first opened or saved.
export const openFile = (file: File): Promise<void> =>
  whileBusy(import('./file-reading').then((reading) => reading.openFile(file)))

export const saveProject = (): Promise<void> =>
  whileBusy(import('./file-writing').then((writing) => writing.saveProject()))

export const saveGraphText = (): Promise<void> =>
  whileBusy(import('./file-writing').then((writing) => writing.saveGraphText()))

/** Shows the projects that this browser keeps. */
export const listRecent = (): Promise<void> =>
  whileBusy(import('./saving/saving').then((saving) => saving.listProjects()))

export function newProject() {
  useProject.getState().open(createProject(newProjectId()))
}

export async function openExample(id: string) {
  const { examples } = await whileBusy(import('../engine/examples/registry'))
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
