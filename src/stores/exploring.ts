import { create } from 'zustand'
import { useView } from './view'

export type ExploreView = 'columns' | 'pair' | 'correlations' | 'missing'

interface Exploring {
  readonly view: ExploreView
  /** Names of columns. Null where nothing has been chosen: the question's own, or the first that fit. */
  readonly x: string | null
  readonly y: string | null
  /** The column that was pointed out: its card is marked, its gaps are compared. */
  readonly column: string | null
  readonly form: 'picture' | 'table'
}

/** What the view of the data shows; not saved, not undone. */
export const useExploring = create<Exploring>()(() => ({
  view: 'columns',
  x: null,
  y: null,
  column: null,
  form: 'picture',
}))

/** Shows the data in the middle of the screen, with the given things chosen. */
export function explore(what: Partial<Omit<Exploring, 'form'>>) {
  useExploring.setState(what)
  useView.getState().setStage('explore')
}

export const leaveExploring = () => useView.getState().setStage('canvas')
