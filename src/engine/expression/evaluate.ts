import type { VariableId } from '../graph/graph'
import type { Expression, Term } from './expression'
import { freeTerms, termKey } from './scope'

/** A joint distribution of discrete variables; values are 0 .. levels-1. */
export interface DiscreteDistribution {
  readonly variables: readonly VariableId[]
  /** Number of values of each variable. */
  readonly levels: readonly number[]
  /** Probability of every combination, the last variable running fastest; sums to 1. */
  readonly table: Float64Array
}

type Values = ReadonlyMap<string, number>

/** The distribution of all variables while these are set to these values. */
export type Experiment = (set: ReadonlyMap<VariableId, number>) => DiscreteDistribution

/** Marginals of one distribution, each computed once. */
function createMarginals(distribution: DiscreteDistribution) {
  const { variables, levels, table } = distribution
  const position = new Map(variables.map((variable, i) => [variable, i]))
  const strides = variables.map(() => 1)
  for (let i = variables.length - 2; i >= 0; i--) strides[i] = strides[i + 1] * levels[i + 1]
  const known = new Map<string, Float64Array>()

  function marginal(columns: readonly number[]): Float64Array {
    const key = columns.join(' ')
    const found = known.get(key)
    if (found) return found
    const result = new Float64Array(columns.reduce((size, i) => size * levels[i], 1))
    for (let cell = 0; cell < table.length; cell++) {
      let at = 0
      for (const i of columns) at = at * levels[i] + (Math.floor(cell / strides[i]) % levels[i])
      result[at] += table[cell]
    }
    known.set(key, result)
    return result
  }

  /** P(these variables have these values); a variable named twice must have one value. */
  return (assigned: readonly (readonly [VariableId, number])[]): number => {
    const values = new Map<number, number>()
    for (const [variable, value] of assigned) {
      const i = position.get(variable)
      if (i === undefined) throw new Error(`the distribution has no variable "${variable}"`)
      const other = values.get(i)
      if (other !== undefined && other !== value) return 0
      values.set(i, value)
    }
    const columns = [...values.keys()].toSorted((a, b) => a - b)
    return marginal(columns)[columns.reduce((at, i) => at * levels[i] + values.get(i)!, 0)]
  }
}

/**
 * The number an estimand stands for. `at` gives the values of its free terms by `termKey`; a free variable without a value may
 * have any (the estimand does not depend on it where it is defined), and the first for which the number is defined is
 * taken. NaN where a probability is conditioned on something impossible. `do` in the estimand asks `experiment`; an
 * estimand of observation alone asks only for the distribution in which nothing is set.
 */
export const evaluateEstimand = (
  estimand: Expression,
  experiment: Experiment,
  at: ReadonlyMap<string, number>,
): number => createEvaluator(experiment)(estimand, at)

/** `evaluateEstimand` for many estimands or values under one experiment: what they share is computed once. */
export function createEvaluator(
  experiment: Experiment,
): (estimand: Expression, at: ReadonlyMap<string, number>) => number {
  const observed = experiment(new Map())
  const levelsOf = new Map(observed.variables.map((variable, i) => [variable, observed.levels[i]]))
  const known = new Map([['', createMarginals(observed)]])

  function marginalsUnder(set: readonly (readonly [VariableId, number])[]) {
    const key = set.map(([variable, value]) => JSON.stringify([variable, value])).join('')
    const marginals = known.get(key) ?? createMarginals(experiment(new Map(set)))
    known.set(key, marginals)
    return marginals
  }

  const assigned = (terms: readonly Term[], values: Values) =>
    terms.map((term): readonly [VariableId, number] => [term.variable, values.get(termKey(term))!])

  function value(expression: Expression, values: Values): number {
    switch (expression.kind) {
      case 'probability': {
        const probabilityOf = marginalsUnder(assigned(expression.do, values))
        const given = assigned(expression.given, values)
        const joint = probabilityOf([...given, ...assigned(expression.of, values)])
        return given.length === 0 ? joint : joint / probabilityOf(given)
      }
      case 'product': {
        let result = 1
        for (const factor of expression.factors) {
          result *= value(factor, values)
          // What is multiplied by an impossible event need not be defined.
          if (result === 0) return 0
        }
        return result
      }
      case 'quotient':
        return value(expression.numerator, values) / value(expression.denominator, values)
      case 'sum':
        return total(expression.over, expression.body, values)
    }
  }

  function total(over: readonly Term[], body: Expression, values: Values): number {
    if (over.length === 0) return value(body, values)
    const [term, ...rest] = over
    const inner = new Map(values)
    let sum = 0
    for (let level = 0; level < (levelsOf.get(term.variable) ?? 0); level++) {
      inner.set(termKey(term), level)
      sum += total(rest, body, inner)
    }
    return sum
  }

  return (estimand, at) => {
    const open = freeTerms(estimand).filter((term) => !at.has(termKey(term)))
    const choose = (from: number, values: Map<string, number>): number => {
      if (from === open.length) return value(estimand, values)
      for (let level = 0; level < (levelsOf.get(open[from].variable) ?? 0); level++) {
        values.set(termKey(open[from]), level)
        const result = choose(from + 1, values)
        if (!Number.isNaN(result)) return result
      }
      return Number.NaN
    }
    return choose(0, new Map(at))
  }
}
