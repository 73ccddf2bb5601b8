import { createContext, useContext } from 'react'
import type { VariableId } from '../engine/graph/graph'
import type { Value } from '../engine/identify/question'

export interface Arms {
  readonly values: readonly [Value, Value]
  /** Which of the two values do() sets just now. */
  readonly at: 0 | 1
  readonly choose: (at: 0 | 1) => void
}

/** What node components need beyond their data; changes rarely. */
export interface CanvasContext {
  /** The two values of the question, for the control in the node that do() sets. */
  readonly arms: Arms | null
  /** The variable from which an arrow is being drawn by keyboard or by clicks. */
  readonly connectingFrom: VariableId | null
  /** Begins an arrow at a variable; its effect is chosen next. */
  readonly connectFrom: (id: VariableId) => void
}

export const CanvasContext = createContext<CanvasContext>({
  arms: null,
  connectingFrom: null,
  connectFrom: () => {},
})
export const useCanvasContext = () => useContext(CanvasContext)
