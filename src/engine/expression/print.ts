import type { CausalGraph, VariableId } from '../graph/graph'
import type { Expression, Term } from './expression'
import { variableSymbols, type SymbolRoles, type VariableSymbol } from './symbols'

export interface Printer {
  /** "Σ_s P(y | t, s) P(s)" */
  text(expression: Expression): string
  /**
   * For temml with `trust: true`: every variable carries the classes `term` and `term-<position in the legend>`,
   * so that hovering a term can find its node. Names never reach the LaTeX.
   */
  latex(expression: Expression): string
  /** The variables in the order in which the expressions mention them. */
  readonly legend: readonly VariableSymbol[]
}

/** Writes several expressions with one set of symbols: the two sides of an equation, the steps of a derivation. */
export function createPrinter(
  graph: CausalGraph,
  expressions: readonly Expression[],
  roles?: SymbolRoles,
): Printer {
  const order = [...new Set(expressions.flatMap(variablesIn))]
  const symbols = variableSymbols(graph, order, roles)
  const position = new Map(order.map((id, at) => [id, at]))
  const asText = (term: Term) => symbols.get(term.variable)!.text + '′'.repeat(term.primes ?? 0)
  const asLatex = (term: Term) => {
    const symbol = symbols.get(term.variable)!.latex + "'".repeat(term.primes ?? 0)
    return `\\class{term term-${position.get(term.variable)}}{${symbol}}`
  }
  return {
    text: (expression) => text(expression, asText),
    latex: (expression) => latex(expression, asLatex),
    legend: order.map((id) => symbols.get(id)!),
  }
}

export interface PrintedExpression {
  readonly text: string
  readonly latex: string
  readonly legend: readonly VariableSymbol[]
}

/** One expression with its own symbols; see `Printer`. */
export function printExpression(
  graph: CausalGraph,
  expression: Expression,
  roles?: SymbolRoles,
): PrintedExpression {
  const printer = createPrinter(graph, [expression], roles)
  return { text: printer.text(expression), latex: printer.latex(expression), legend: printer.legend }
}

/** The expression with full names in place of symbols, for plain-text answers. */
export function expressionWithNames(expression: Expression, name: (id: VariableId) => string): string {
  return text(expression, (term) => name(term.variable) + '′'.repeat(term.primes ?? 0))
}

/** Outcomes first, as a reader meets them; repeated where they repeat. */
export function variablesIn(expression: Expression): VariableId[] {
  switch (expression.kind) {
    case 'probability':
      return [...expression.of, ...expression.do, ...expression.given].map((term) => term.variable)
    case 'sum':
      return [...variablesIn(expression.body), ...expression.over.map((term) => term.variable)]
    case 'product':
      return expression.factors.flatMap(variablesIn)
    case 'quotient':
      return [...variablesIn(expression.numerator), ...variablesIn(expression.denominator)]
  }
}

type WriteTerm = (term: Term) => string

function text(expression: Expression, write: WriteTerm): string {
  const list = (terms: readonly Term[]) => terms.map(write).join(', ')
  switch (expression.kind) {
    case 'probability': {
      const conditions = [
        ...(expression.do.length > 0 ? [`do(${list(expression.do)})`] : []),
        ...(expression.given.length > 0 ? [list(expression.given)] : []),
      ]
      return `P(${list(expression.of)}${conditions.length > 0 ? ` | ${conditions.join(', ')}` : ''})`
    }
    case 'sum': {
      const names = expression.over.map(write)
      const index = names.length === 1 ? names[0] : `{${names.join(', ')}}`
      return names.length === 0 ? text(expression.body, write) : `Σ_${index} ${text(expression.body, write)}`
    }
    case 'product':
      if (expression.factors.length === 0) return '1'
      return expression.factors
        .map((factor) => (factor.kind === 'sum' ? `(${text(factor, write)})` : text(factor, write)))
        .join(' ')
    case 'quotient': {
      const part = (side: Expression) =>
        side.kind === 'probability' ? text(side, write) : `(${text(side, write)})`
      return `${part(expression.numerator)} / ${part(expression.denominator)}`
    }
  }
}

function latex(expression: Expression, write: WriteTerm): string {
  const list = (terms: readonly Term[]) => terms.map(write).join(', ')
  switch (expression.kind) {
    case 'probability': {
      const conditions = [
        ...(expression.do.length > 0 ? [`\\mathrm{do}(${list(expression.do)})`] : []),
        ...(expression.given.length > 0 ? [list(expression.given)] : []),
      ]
      return `P(${list(expression.of)}${conditions.length > 0 ? ` \\mid ${conditions.join(', ')}` : ''})`
    }
    case 'sum':
      return expression.over.length === 0
        ? latex(expression.body, write)
        : `\\sum_{${list(expression.over)}} ${latex(expression.body, write)}`
    case 'product':
      if (expression.factors.length === 0) return '1'
      return expression.factors
        .map((factor) =>
          factor.kind === 'sum' ? `\\left(${latex(factor, write)}\\right)` : latex(factor, write),
        )
        .join(' \\, ')
    case 'quotient':
      return `\\frac{${latex(expression.numerator, write)}}{${latex(expression.denominator, write)}}`
  }
}
