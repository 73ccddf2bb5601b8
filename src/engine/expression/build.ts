import type { VariableId } from '../graph/graph'
import type { Expression, Term } from './expression'

/** The plain term of each variable. */
export const terms = (ids: readonly VariableId[]): Term[] => ids.map((variable) => ({ variable }))

/** P(of | do(intervened), given) */
export const probability = (
  of: readonly VariableId[],
  given: readonly VariableId[] = [],
  intervened: readonly VariableId[] = [],
): Expression => ({ kind: 'probability', of: terms(of), given: terms(given), do: terms(intervened) })

/** The sum over nothing is its body. */
export const sumOver = (over: readonly VariableId[], body: Expression): Expression =>
  over.length === 0 ? body : { kind: 'sum', over: terms(over), body }

/** A product of one factor is that factor. */
export const product = (factors: readonly Expression[]): Expression =>
  factors.length === 1 ? factors[0] : { kind: 'product', factors }
