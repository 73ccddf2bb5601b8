import type { VariableId } from '../graph/graph'
import type { Expression, Term } from './expression'

export const termKey = ({ variable, primes = 0 }: Term): string =>
  primes === 0 ? variable : variable + '′'.repeat(primes)

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

export const sameTerm = (a: Term, b: Term): boolean =>
  a.variable === b.variable && (a.primes ?? 0) === (b.primes ?? 0)

export function holdsTerm(terms: readonly Term[], term: Term): boolean {
  for (const other of terms) if (sameTerm(other, term)) return true
  return false
}

function someMentions(parts: readonly Expression[], term: Term): boolean {
  for (const part of parts) if (mentionsFreely(part, term)) return true
  return false
}

/** Does the term stand in the expression without a sum that binds it? */
export function mentionsFreely(expression: Expression, term: Term): boolean {
  switch (expression.kind) {
    case 'probability':
      return (
        holdsTerm(expression.of, term) || holdsTerm(expression.do, term) || holdsTerm(expression.given, term)
      )
    case 'sum':
      return !holdsTerm(expression.over, term) && mentionsFreely(expression.body, term)
    case 'product':
      return someMentions(expression.factors, term)
    case 'quotient':
      return mentionsFreely(expression.numerator, term) || mentionsFreely(expression.denominator, term)
  }
}

/**
 * The expression with primes on every summed variable whose letter already means something where the sum stands: in
 * the front-door formula the treatment is both set and summed over. Means the same.
 */
export function primeClashes(expression: Expression): Expression {
  return prime(expression, new Set(freeTerms(expression).map(termKey)))
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
      const renaming = new Map<string, Term>()
      for (const term of expression.over) {
        let fresh = term
        while (inUse.has(termKey(fresh))) fresh = { ...fresh, primes: (fresh.primes ?? 0) + 1 }
        if (fresh !== term) renaming.set(termKey(term), fresh)
      }
      const over = expression.over.map((term) => renaming.get(termKey(term)) ?? term)
      const body = renaming.size > 0 ? renamed(expression.body, renaming) : expression.body
      return { kind: 'sum', over, body: prime(body, new Set([...inUse, ...over.map(termKey)])) }
    }
  }
}

/** The expression with its free terms renamed, by their keys. */
export function renamed(expression: Expression, renaming: ReadonlyMap<string, Term>): Expression {
  const rename = (terms: readonly Term[]) => terms.map((term) => renaming.get(termKey(term)) ?? term)
  switch (expression.kind) {
    case 'probability':
      return {
        ...expression,
        of: rename(expression.of),
        given: rename(expression.given),
        do: rename(expression.do),
      }
    case 'product':
      return { ...expression, factors: expression.factors.map((factor) => renamed(factor, renaming)) }
    case 'quotient':
      return {
        ...expression,
        numerator: renamed(expression.numerator, renaming),
        denominator: renamed(expression.denominator, renaming),
      }
    case 'sum': {
      const hidden = new Set(expression.over.map(termKey))
      const rest = new Map([...renaming].filter(([key]) => !hidden.has(key)))
      return rest.size === 0 ? expression : { ...expression, body: renamed(expression.body, rest) }
    }
  }
}

/** The expression with other names for its variables. */
export function mapVariables(
  expression: Expression,
  nameFor: (variable: VariableId) => VariableId,
): Expression {
  const map = (terms: readonly Term[]) => terms.map((term) => ({ ...term, variable: nameFor(term.variable) }))
  const within = (part: Expression) => mapVariables(part, nameFor)
  switch (expression.kind) {
    case 'probability':
      return { ...expression, of: map(expression.of), given: map(expression.given), do: map(expression.do) }
    case 'product':
      return { ...expression, factors: expression.factors.map(within) }
    case 'quotient':
      return {
        ...expression,
        numerator: within(expression.numerator),
        denominator: within(expression.denominator),
      }
    case 'sum':
      return { ...expression, over: map(expression.over), body: within(expression.body) }
  }
}

/** Variables of all terms, bound or free, each once in the order of their first mention. */
export function variablesMentioned(expression: Expression): VariableId[] {
  const found = new Set<VariableId>()
  mapVariables(expression, (variable) => {
    found.add(variable)
    return variable
  })
  return [...found]
}
