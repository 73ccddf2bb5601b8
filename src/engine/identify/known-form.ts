import type { Estimand } from '../expression/expression'
import { termKey } from '../expression/scope'
import type { KnownForm } from './method'

/**
 * The textbook name of a formula's form. The napkin: sum_w P(x, y | z, w) P(w) / sum_w P(x | z, w) P(w), a ratio of two
 * averages over the same variables, of which the lower lacks the outcome (Pearl & Mackenzie, The Book of Why, 2018,
 * chapter 7).
 */
export function knownForm(estimand: Estimand): KnownForm | null {
  if (estimand.kind !== 'quotient') return null
  const above = averageOf(estimand.numerator)
  const below = averageOf(estimand.denominator)
  if (!above || !below || above.over !== below.over || below.conditionals.length === 0) return null
  const holds = below.conditionals.every((factor) => above.conditionals.includes(factor))
  return holds && below.conditionals.length < above.conditionals.length ? 'napkin' : null
}

/** The factors of sum_w P(w) P(a | w, ...) P(b | w, ...), with w apart; null for anything else. */
function averageOf(expression: Estimand): { over: string; conditionals: string[] } | null {
  if (expression.kind !== 'sum' || expression.body.kind !== 'product') return null
  const over = expression.over.map(termKey).toSorted()
  const { factors } = expression.body
  const isWeight = (factor: Estimand) =>
    factor.kind === 'probability' &&
    factor.given.length === 0 &&
    factor.of.map(termKey).toSorted().join() === over.join()
  const conditionals = factors.filter((factor) => !isWeight(factor))
  if (conditionals.length !== factors.length - 1) return null
  const averages = conditionals.every(
    (factor) =>
      factor.kind === 'probability' &&
      over.every((key) => factor.given.some((term) => termKey(term) === key)),
  )
  return averages
    ? { over: over.join(), conditionals: conditionals.map((factor) => JSON.stringify(factor)) }
    : null
}
