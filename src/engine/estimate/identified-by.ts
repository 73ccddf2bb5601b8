import type { Estimand } from '../expression/expression'
import { mapVariables, variablesMentioned } from '../expression/scope'
import { nameOf, type CausalGraph, type VariableId } from '../graph/graph'
import type { Identification } from '../identify/method'

/** An effect that no adjustment set identifies, as a formula over columns. Plain data. */
export interface IdentifiedBy {
  readonly method: 'front-door' | 'do-calculus'
  /** P(outcome | do(treatment)) from what is observed; its variables are names of columns. */
  readonly estimand: Estimand
  /** Columns that carry the whole effect, where the method is the front-door. */
  readonly mediators?: readonly string[]
}

export const waysOfIdentification: Readonly<Record<IdentifiedBy['method'] | 'adjustment', string>> = {
  adjustment: 'adjustment',
  'front-door': 'the front-door',
  'do-calculus': 'do-calculus',
}

/**
 * What an estimate must know of an answer: null where adjustment identifies the effect, or nothing does. `identification`
 * speaks of the variables of the graph, the estimate of columns of the same names.
 */
export function identifiedByOf(graph: CausalGraph, identification: Identification): IdentifiedBy | null {
  if (!identification.identifiable) return null
  const { method, estimand, mediators } = identification
  if (method !== 'front-door' && method !== 'do-calculus') return null
  return {
    method,
    estimand: mapVariables(estimand, (id) => nameOf(graph, id) as VariableId),
    ...(mediators ? { mediators: mediators.map((id) => nameOf(graph, id)) } : {}),
  }
}

/** Names of the columns that the estimand mentions; none where the effect is identified by adjustment. */
export const columnsOfEstimand = (identifiedBy: IdentifiedBy | undefined): string[] =>
  identifiedBy ? variablesMentioned(identifiedBy.estimand) : []
