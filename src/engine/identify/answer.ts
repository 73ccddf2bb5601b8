import type { EdgeId, VariableId } from '../graph/graph'
import type { Identification } from './method'

/** What an edge does for the question; drawn with its own form and colour. */
export type EdgeRole = 'causal' | 'biasing' | 'blocked' | 'plain'

/** What a variable is for the question. */
export type VariableRole =
  | 'exposure'
  | 'outcome'
  | 'adjusted'
  | 'mediator'
  | 'confounder'
  | 'cause-of-exposure'
  | 'cause-of-outcome'
  | 'other'

/**
 * Everything that follows an edit at once: the verdict, the first adjustment sets and the colours. Plain
 * data, computed by `answerQuestion` in the live worker.
 */
export interface LiveAnswer {
  readonly identification: Identification
  /** The first minimal adjustment sets, in listing order. */
  readonly sets: readonly (readonly VariableId[])[]
  readonly moreSets: boolean
  /** The set in use: the user's own choice, or the first; null when there is none. */
  readonly adjustment: readonly VariableId[] | null
  /** Does the set in use satisfy the adjustment criterion? */
  readonly adjustmentIsValid: boolean
  readonly variableRoles: Readonly<Record<VariableId, VariableRole>>
  /** Roles given the set in use: with it drawn, biasing paths that it closes are 'blocked'. */
  readonly edgeRoles: Readonly<Record<EdgeId, EdgeRole>>
  /** The same before any adjustment, for the rung See. */
  readonly edgeRolesUnadjusted: Readonly<Record<EdgeId, EdgeRole>>
  /** Where each blocked path is closed: edges next to the blocker get its bar. */
  readonly blockers: readonly VariableId[]
  /** "Treatment ← Stone size → Success": one open biasing path before adjustment, or null. */
  readonly openPath: string | null
  readonly openPaths: 'none' | 'one' | 'several'
}
