import type { Expression, Term } from './expression'
import { holdsTerm, mentionsFreely, sameTerm, termKey } from './scope'

type Probability = Extract<Expression, { kind: 'probability' }>

/** The number 1: a product of nothing. */
export const one: Expression = { kind: 'product', factors: [] }

export const isOne = (expression: Expression): boolean =>
  expression.kind === 'product' && expression.factors.length === 0

/** A product without nested products or ones; a single factor stands alone. */
export function times(factors: readonly Expression[]): Expression {
  const flat = factors.flatMap((factor) => (factor.kind === 'product' ? factor.factors : [factor]))
  return flat.length === 1 ? flat[0] : { kind: 'product', factors: flat }
}

const factorsOf = (expression: Expression): readonly Expression[] =>
  expression.kind === 'product' ? expression.factors : [expression]

/** The same terms in any order; neither list holds one twice. */
const sameTerms = (a: readonly Term[], b: readonly Term[]): boolean =>
  a.length === b.length && a.every((term) => holdsTerm(b, term))

const isOutcomeOf = (expression: Expression, term: Term): expression is Probability =>
  expression.kind === 'probability' && holdsTerm(expression.of, term)

/**
 * The sum of a product over terms: a term that only one factor mentions, as its outcome, is left out of that factor
 * (its probabilities add up to 1); what does not depend on a summed term stands before the sum.
 */
export function sumOut(terms: readonly Term[], expression: Expression): Expression {
  const merged = mergeSums(terms, factorsOf(expression))
  let left = [...merged.terms]
  let factors = [...merged.factors]
  for (let changed = true; changed;) {
    changed = false
    for (const term of left) {
      const holding = factors.filter((factor) => mentionsFreely(factor, term))
      const averaged =
        holding.length === 2 ? (average(term, holding) ?? average(term, holding.toReversed())) : null
      if (averaged) {
        factors = factors.flatMap((factor) =>
          factor === holding[0] ? [averaged] : factor === holding[1] ? [] : [factor],
        )
        left = left.filter((other) => other !== term)
        changed = true
        continue
      }
      if (holding.length !== 1 || !isOutcomeOf(holding[0], term)) continue
      const of = holding[0].of.filter((other) => !sameTerm(other, term))
      const rest = of.length === 0 ? [] : [{ ...holding[0], of }]
      factors = factors.flatMap((factor) => (factor === holding[0] ? rest : [factor]))
      left = left.filter((other) => other !== term)
      changed = true
    }
  }
  if (left.length === 0) return times(factors)
  const depends = (factor: Expression) => left.some((term) => mentionsFreely(factor, term))
  const sum: Expression = { kind: 'sum', over: left, body: times(factors.filter(depends)) }
  return times([...factors.filter((factor) => !depends(factor)), sum])
}

/** P(a | c) for Σ_v P(v | c) P(a | v, c); null where the two factors are not of this form. */
function average(term: Term, [of, over]: readonly Expression[]): Expression | null {
  if (of.kind !== 'probability' || over.kind !== 'probability') return null
  const rest = over.given.filter((other) => !sameTerm(other, term))
  const isAverage =
    of.of.length === 1 &&
    sameTerm(of.of[0], term) &&
    rest.length === over.given.length - 1 &&
    sameTerms(of.given, rest) &&
    sameTerms(of.do, over.do)
  return isAverage ? { ...over, given: rest } : null
}

/** Σ_v A Σ_w B is Σ_{v,w} A B where A does not mention w: one sum, in which more can be left out. */
function mergeSums(
  terms: readonly Term[],
  factors: readonly Expression[],
): { terms: readonly Term[]; factors: readonly Expression[] } {
  for (const sum of factors) {
    if (sum.kind !== 'sum' || !terms.some((term) => mentionsFreely(sum, term))) continue
    const others = factors.filter((factor) => factor !== sum)
    const isApart = sum.over.every(
      (own) =>
        !terms.some((term) => sameTerm(term, own)) && !others.some((factor) => mentionsFreely(factor, own)),
    )
    if (!isApart) continue
    const opened = factors.flatMap((factor) => (factor === sum ? factorsOf(sum.body) : [factor]))
    return mergeSums([...terms, ...sum.over], opened)
  }
  return { terms, factors }
}

const same = (a: Expression, b: Expression): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * numerator / denominator with equal factors cancelled; P(a, b | c) over P(b | c) becomes P(a | b, c). Assumes, as all
 * of identification does, that what is divided by is positive.
 */
export function divide(numerator: Expression, denominator: Expression): Expression {
  const above = [...factorsOf(numerator)]
  const below: Expression[] = []
  for (const factor of factorsOf(denominator)) {
    const at = above.findIndex((other) => same(other, factor))
    if (at >= 0) above.splice(at, 1)
    else below.push(factor)
  }
  for (const [i, factor] of below.entries()) {
    if (factor.kind !== 'probability') continue
    const at = above.findIndex((other) => other.kind === 'probability' && isJointOf(other, factor))
    if (at < 0) continue
    const joint = above[at] as Probability
    const known = new Set(factor.of.map(termKey))
    above[at] = {
      ...joint,
      of: joint.of.filter((term) => !known.has(termKey(term))),
      given: [...factor.of, ...joint.given],
    }
    below.splice(i, 1)
    break
  }
  if (below.length === 0) return times(above)
  return { kind: 'quotient', numerator: times(above), denominator: times(below) }
}

/** Same conditions, and all outcomes of the part among those of the whole. */
function isJointOf(whole: Probability, part: Probability): boolean {
  const outcomes = new Set(whole.of.map(termKey))
  return (
    sameTerms(whole.given, part.given) &&
    sameTerms(whole.do, part.do) &&
    whole.of.length > part.of.length &&
    part.of.every((term) => outcomes.has(termKey(term)))
  )
}
