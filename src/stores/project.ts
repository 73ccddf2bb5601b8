import { create } from 'zustand'
import { succeed, type Result } from '../base/result'
import type { Command } from '../document/command'
import { record, redo, startHistory, travel, undo, type History } from '../document/history'
import { createProject, graphEntry, type GraphEntry, type Project } from '../document/project'
import { useView } from './view'

interface ProjectStore {
  history: History
  saved: 'saved' | 'saving' | 'failed'
  /** Runs a command and records it as one undo step. Problems come back; the caller decides how to show them. */
  run<Args>(command: Command<Args>, args: Args): Result<Project>
  undo(): void
  redo(): void
  /** Undoes (negative) or redoes several steps at once. */
  travel(steps: number): void
  /** Opens another project: a new history. */
  open(project: Project): void
  setSaved(saved: ProjectStore['saved']): void
}

export const newProjectId = () => crypto.randomUUID()

export const useProject = create<ProjectStore>()((set, get) => ({
  history: startHistory(createProject(newProjectId())),
  saved: 'saved',
  run(command, args) {
    const { history } = get()
    const result = command.apply(history.present, args)
    if (!result.ok) return result
    if (result.value !== history.present)
      set({ history: record(history, command.label(history.present, args), result.value) })
    return succeed(result.value)
  },
  undo: () => set({ history: undo(get().history) }),
  redo: () => set({ history: redo(get().history) }),
  travel: (steps) => set({ history: travel(get().history, steps) }),
  open(project) {
    set({ history: startHistory(project) })
    const view = useView.getState()
    view.showGraph(project.graphs[0].id)
    view.setStage('canvas')
    view.setSide('answer')
    view.setRung('see')
    view.makeGuess(null)
  },
  setSaved: (saved) => set({ saved }),
}))

export const usePresent = (): Project => useProject((state) => state.history.present)

/** The graph on the canvas; falls back to My model when an undo took the shown graph away. */
export const useShownGraph = (): GraphEntry => {
  const project = usePresent()
  const graphId = useView((state) => state.graphId)
  return graphEntry(project, graphId) ?? project.graphs[0]
}

/** Runs a command and shows a notice when it is refused. Returns whether it went through. */
export function runCommand<Args>(command: Command<Args>, args: Args): boolean {
  const result = useProject.getState().run(command, args)
  if (!result.ok) useView.getState().notifyProblems(result.problems)
  return result.ok
}
