import type { AbortSignalLike } from '../../base/latest'
import type { Result } from '../../base/result'
import type { Estimand } from '../expression/expression'
import type { CausalGraph, EdgeId, VariableId } from '../graph/graph'
import type { Question } from './question'

/** One rule applied on the way to the estimand; the teaching view shows exactly these. */
export interface DerivationStep {
  readonly rule: string
  /** A plain sentence with variable names. */
  readonly sentence: string
  readonly result: Estimand
  /** The part of the graph that licenses the step, drawn when the step is clicked. */
  readonly shows: { readonly variables: readonly VariableId[]; readonly edges: readonly EdgeId[] }
}

/** Two sets of variables that show, on the drawing, why no formula exists; `inner` lies within `outer`. */
export interface Hedge {
  readonly outer: readonly VariableId[]
  readonly inner: readonly VariableId[]
}

export type KnownForm = 'napkin'

export type Identification =
  | {
      readonly identifiable: true
      readonly method: string
      readonly estimand: Estimand
      readonly derivation: readonly DerivationStep[]
      /** Variables to adjust for, where the method is adjustment. */
      readonly adjustment?: readonly VariableId[]
      /** The variables that carry the whole effect, where the method is the front-door. */
      readonly mediators?: readonly VariableId[]
      /** The textbook name of the formula's form, where it has one. */
      readonly form?: KnownForm
    }
  | {
      readonly identifiable: false
      readonly method: string
      /** The two sets that no method gets past; absent where another method may still answer. */
      readonly hedge?: Hedge
      /** The steps up to the one that cannot be done; empty where there is nothing to follow. */
      readonly derivation?: readonly DerivationStep[]
      /** A plain sentence: why this method finds no answer. Never "not identifiable" unless the method is complete. */
      readonly explanation: string
      /** What shows it on the drawing, for example an open path that nothing measured can close. */
      readonly witness: { readonly variables: readonly VariableId[]; readonly edges: readonly EdgeId[] }
    }

/** A limit on work. A method that stops at it says what is known so far. */
export interface Budget {
  readonly milliseconds: number
  readonly count: number
}

export interface IdentificationMethod {
  readonly id: string
  readonly label: string
  readonly reference: string
  /** Problems only for questions that make no sense (unknown variable, cycle, treatment = outcome). */
  identify(
    graph: CausalGraph,
    question: Question,
    budget: Budget,
    signal?: AbortSignalLike,
  ): Result<Identification>
}
