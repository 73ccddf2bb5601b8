import type { Project } from './project'

export interface HistoryStep {
  readonly label: string
  readonly project: Project
}

/** `past` holds the projects before each step, newest last; a step's label names what led away from it. */
export interface History {
  readonly past: readonly HistoryStep[]
  readonly present: Project
  readonly future: readonly HistoryStep[]
}

export const HISTORY_DEPTH = 200

export const startHistory = (project: Project): History => ({ past: [], present: project, future: [] })

/** The project as it is after a step with this label; what could be redone is gone. An unchanged project is no step. */
export function record(history: History, label: string, project: Project): History {
  if (project === history.present) return history
  const past = [...history.past, { label, project: history.present }]
  return { past: past.slice(-HISTORY_DEPTH), present: project, future: [] }
}

/** One step back; at the beginning nothing happens. */
export function undo(history: History): History {
  const step = history.past.at(-1)
  if (!step) return history
  return {
    past: history.past.slice(0, -1),
    present: step.project,
    future: [{ label: step.label, project: history.present }, ...history.future],
  }
}

/** One step forward again; at the end nothing happens. */
export function redo(history: History): History {
  const [step, ...future] = history.future
  if (!step) return history
  return {
    past: [...history.past, { label: step.label, project: history.present }],
    present: step.project,
    future,
  }
}

/** Undoes (negative) or redoes several steps at once, as far as there are any. */
export function travel(history: History, steps: number): History {
  let at = history
  for (let n = 0; n < Math.abs(steps); n++) at = steps < 0 ? undo(at) : redo(at)
  return at
}
