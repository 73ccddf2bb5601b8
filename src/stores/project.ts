import { create } from 'zustand'
import { fail, succeed, type Result } from '../base/result'
import type { Command } from '../document/command'
import { record, startHistory, travel, type History } from '../document/history'
import { createProject, graphEntry, type GraphEntry, type Project } from '../document/project'
import { appText } from '../text/app'
import { useView } from './view'

interface ProjectStore {
  history: History
  /** 'partly': the graphs are, the data did not fit. */
  saved: 'saved' | 'saving' | 'partly' | 'failed'
  /** Another tab edits this project: here it can only be looked at. */
  readOnly: boolean
  /** It was changed since it was opened for the first time, on this page or an earlier one. */
  touched: boolean
  /** Runs a command and records it as one undo step. Problems come back; the caller decides how to show them. */
  run<Args>(command: Command<Args>, args: Args): Result<Project>
  undo(): void
  redo(): void
  /** Undoes (negative) or redoes several steps at once. */
  travel(steps: number): void
  /** Opens another project: a new history. */
  open(project: Project, as?: Partial<Pick<ProjectStore, 'readOnly' | 'touched'>>): void
  setSaved(saved: ProjectStore['saved']): void
  setReadOnly(readOnly: boolean): void
}

const elsewhere = fail('read-only', appText.readOnly)

export const newProjectId = () => crypto.randomUUID()

export const useProject = create<ProjectStore>()((set, get) => ({
  history: startHistory(createProject(newProjectId())),
  saved: 'saved',
  readOnly: false,
  touched: false,
  run(command, args) {
    const { history, readOnly } = get()
    if (readOnly) return elsewhere
    const result = command.apply(history.present, args)
    if (!result.ok) return result
    if (result.value !== history.present)
      set({ history: record(history, command.label(history.present, args), result.value), touched: true })
    return succeed(result.value)
  },
  undo: () => get().travel(-1),
  redo: () => get().travel(1),
  travel(steps) {
    if (get().readOnly) useView.getState().notifyProblems(elsewhere.problems)
    else set({ history: travel(get().history, steps) })
  },
  open(project, as) {
    set({ history: startHistory(project), readOnly: false, touched: false, ...as })
    const view = useView.getState()
    view.showGraph(project.graphs[0].id)
    view.setStage('canvas')
    view.setSide('answer')
    view.setRung('see')
    view.setNarrowing(null)
    view.makeGuess(null)
  },
  setSaved: (saved) => set({ saved }),
  setReadOnly: (readOnly) => set({ readOnly }),
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

/** The same for those who are no component. */
export const shownEntry = (project: Project): GraphEntry =>
  graphEntry(project, useView.getState().graphId) ?? project.graphs[0]

/** Calls the listener whenever the project, or the graph that the canvas shows, becomes another; returns the way to stop. */
export function onShownChange(listener: () => void): () => void {
  const stopProject = useProject.subscribe((state, before) => {
    if (state.history.present !== before.history.present) listener()
  })
  const stopView = useView.subscribe((state, before) => {
    if (state.graphId !== before.graphId) listener()
  })
  return () => {
    stopProject()
    stopView()
  }
}
