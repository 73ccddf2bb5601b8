import type { VariableId } from '../graph/graph'

/** A value of a variable in a formula; primes tell several apart: x is set while a sum runs over x′. */
export interface Term {
  readonly variable: VariableId
  readonly primes?: number
}

/**
 * A probability expression. An estimand is an expression without `do` anywhere.
 * P(y | do(x)) = {kind: 'probability', of: [y], given: [], do: [x]}
 */
export type Expression =
  | {
      readonly kind: 'probability'
      readonly of: readonly Term[]
      readonly given: readonly Term[]
      readonly do: readonly Term[]
    }
  | { readonly kind: 'sum'; readonly over: readonly Term[]; readonly body: Expression }
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'quotient'; readonly numerator: Expression; readonly denominator: Expression }

export type Estimand = Expression
