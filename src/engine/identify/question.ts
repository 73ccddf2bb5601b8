import type { VariableId } from '../graph/graph'

/** A value of a variable: a number, or the label of a category. */
export type Value = number | string

export interface TreatmentContrast {
  readonly variable: VariableId
  readonly from: Value
  readonly to: Value
}

/**
 * "What is the total effect of X on Y when X goes from a to b, among everyone?"
 * Roles belong to the question, not to the variables.
 */
export interface EffectQuestion {
  readonly kind: 'effect'
  readonly effect: 'total' | 'direct'
  readonly treatments: readonly TreatmentContrast[]
  readonly outcomes: readonly VariableId[]
  readonly population: 'everyone'
  /** Variables every adjustment set must hold. */
  readonly must: readonly VariableId[]
  /** Variables that no adjustment set may hold. */
  readonly forbidden: readonly VariableId[]
}

export type Question = EffectQuestion

/** The total effect of the treatments on the outcomes, among everyone, with no wishes about the adjustment set. */
export const totalEffectOf = (
  treatments: readonly TreatmentContrast[],
  outcomes: readonly VariableId[],
): EffectQuestion => ({
  kind: 'effect',
  effect: 'total',
  treatments,
  outcomes,
  population: 'everyone',
  must: [],
  forbidden: [],
})
