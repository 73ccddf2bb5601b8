import type { History } from '../../document/history'

export interface LogStep {
  /** null for the state in which the project was opened. */
  readonly label: string | null
  /** How many steps to travel to stand right after this one: negative is back, 0 is here. */
  readonly distance: number
}

/** The history as a list of states, newest first; steps that were undone stand above the present one. */
export function logSteps(history: History): readonly LogStep[] {
  const { past, future } = history
  const undone = future.map((step, i) => ({ label: step.label, distance: i + 1 })).toReversed()
  const done = past.map((step, i) => ({ label: step.label, distance: i + 1 - past.length })).toReversed()
  return [...undone, ...done, { label: null, distance: -past.length }]
}
