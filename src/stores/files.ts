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
export const pickFile = () => pickFiles(openFiles)

/** Shows the browser's file picker and hands on what was chosen. */
export function pickFiles(take: (files: readonly File[]) => void) {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.addEventListener('change', () => take([...(input.files ?? [])]))
  input.click()
}

/** One file of any kind, or several tables: those are taken for experiments. */
export function openFiles(files: readonly File[]) {
  if (files.length === 1) void openFile(files[0])
  else if (files.length > 1) void addAsExperiments(files, 'alone')
}

/** Opens the panel that puts the rows of several files under one another. */
export const addAsExperiments = (files: readonly File[], together: 'alone' | 'with-current'): Promise<void> =>
  whileBusy(import('./experiments').then((experiments) => experiments.openExperiments(files, together)))
