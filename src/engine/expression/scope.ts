import type { VariableId } from '../graph/graph'
import type { Expression, Term } from './expression'

export const termKey = ({ variable, prime }: Term): string => (prime ? `${variable}′` : variable)

/** Terms that no sum binds, each once, in the order of their first mention. */
export function freeTerms(expression: Expression): Term[] {
  const found = new Map<string, Term>()
  const visit = (part: Expression, bound: ReadonlySet<string>): void => {
    switch (part.kind) {
      case 'probability':
        for (const term of [...part.of, ...part.do, ...part.given])
          if (!bound.has(termKey(term)) && !found.has(termKey(term))) found.set(termKey(term), term)
        return
      case 'sum':
        return visit(part.body, new Set([...bound, ...part.over.map(termKey)]))
      case 'product':
        return part.factors.forEach((factor) => visit(factor, bound))
      case 'quotient':
        visit(part.numerator, bound)
        visit(part.denominator, bound)
    }
  }
  visit(expression, new Set())
  return [...found.values()]
}

/** Does a term of this variable stand in the expression without a sum that binds it? */
export const mentionsFreely = (expression: Expression, variable: VariableId): boolean => {
  switch (expression.kind) {
    case 'probability':
      return [...expression.of, ...expression.do, ...expression.given].some(
        (term) => term.variable === variable && !term.prime,
      )
    case 'sum':
      return (
        !expression.over.some((term) => term.variable === variable && !term.prime) &&
        mentionsFreely(expression.body, variable)
      )
    case 'product':
      return expression.factors.some((factor) => mentionsFreely(factor, variable))
    case 'quotient':
      return (
        mentionsFreely(expression.numerator, variable) || mentionsFreely(expression.denominator, variable)
      )
  }
}

/**
 * The expression with a prime on every summed variable whose plain letter already means something where the sum
 * stands: in the front-door formula the treatment is both set and summed over. Means the same.
 */
export function primeClashes(expression: Expression): Expression {
  const inUse = new Set(freeTerms(expression).map(termKey))
  return prime(expression, inUse)
}

function prime(expression: Expression, inUse: ReadonlySet<string>): Expression {
  switch (expression.kind) {
    case 'probability':
      return expression
    case 'product':
      return { ...expression, factors: expression.factors.map((factor) => prime(factor, inUse)) }
    case 'quotient':
      return {
        ...expression,
        numerator: prime(expression.numerator, inUse),
        denominator: prime(expression.denominator, inUse),
      }
    case 'sum': {
      const clashing = new Set(
        expression.over
          .filter((term) => !term.prime && inUse.has(termKey(term)))
          .map((term) => term.variable),
      )
      const over = expression.over.map((term) =>
        clashing.has(term.variable) ? { ...term, prime: true } : term,
      )
      const body = clashing.size > 0 ? renamed(expression.body, clashing) : expression.body
      return { kind: 'sum', over, body: prime(body, new Set([...inUse, ...over.map(termKey)])) }
    }
  }
}

/** Free plain terms of these variables with a prime. */
function renamed(expression: Expression, variables: ReadonlySet<VariableId>): Expression {
  const rename = (terms: readonly Term[]) =>
    terms.map((term) => (variables.has(term.variable) && !term.prime ? { ...term, prime: true } : term))
  switch (expression.kind) {
    case 'probability':
      return {
        ...expression,
        of: rename(expression.of),
        given: rename(expression.given),
        do: rename(expression.do),
      }
    case 'product':
      return { ...expression, factors: expression.factors.map((factor) => renamed(factor, variables)) }
    case 'quotient':
      return {
        ...expression,
        numerator: renamed(expression.numerator, variables),
        denominator: renamed(expression.denominator, variables),
      }
    case 'sum': {
      const hidden = new Set(expression.over.filter((term) => !term.prime).map((term) => term.variable))
      const rest = new Set([...variables].filter((variable) => !hidden.has(variable)))
      return rest.size === 0 ? expression : { ...expression, body: renamed(expression.body, rest) }
    }
  }
}
