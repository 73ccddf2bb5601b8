import { fail, type Result } from '../base/result'
import type { Project } from '../document/project'
import { createProjectReader } from '../document/project-stream'
import { appText } from '../text/app'
import { whileBusy } from './jobs'
import { newProjectId, useProject } from './project'

/** Its columns must fit into the tab's memory beside those that are open. */
const LARGEST_FILE = 2e9

async function readChunks(file: File): Promise<Result<Project>> {
  if (file.size > LARGEST_FILE)
    return fail('too-large', appText.projectTooLarge(Math.round(file.size / 1e6), LARGEST_FILE / 1e6))
  const reader = createProjectReader()
  try {
    // Reading a stream gives the page its turn between chunks.
    const chunks = file.stream().getReader()
    for (;;) {
      const { done, value } = await chunks.read()
      if (done || !reader.add(value)) break
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    return reader.finish()
  } catch (error) {
    const why = error instanceof RangeError ? appText.noMemory(Math.round(file.size / 1e6)) : String(error)
    return fail('unreadable', why)
  }
}

/**
 * Opens a project file under an id of its own: what this browser keeps of the same project may be newer, and
 * stays. A file that cannot be read changes nothing.
 */
export async function openProjectFile(file: File): Promise<Result<Project>> {
  const project = await whileBusy(readChunks(file))
  // The page has its turn between the checks of a big project and its drawing.
  await new Promise((resolve) => setTimeout(resolve, 0))
  if (project.ok) useProject.getState().open({ ...project.value, id: newProjectId() })
  return project
}
