import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { graphFromNames, variableId as id } from '../graph/graph'
import { probability, product, sumOver } from './build'
import { createPrinter, expressionWithNames, printExpression } from './print'
import { variableSymbols } from './symbols'

const graph = (...names: string[]) => graphFromNames(names, [])
const ids = (...names: string[]) => names.map(id)

const symbolsOf = (names: string[], roles?: { exposures: string[]; outcomes: string[] }) =>
  [
    ...variableSymbols(
      graph(...names),
      ids(...names),
      roles && { exposures: ids(...roles.exposures), outcomes: ids(...roles.outcomes) },
    ).values(),
  ].map((symbol) => symbol.text)

describe('symbols', () => {
  it('are the first letters of the names', () => {
    expect(symbolsOf(['Treatment', 'Stone size', 'X', 'Z12'])).toEqual(['t', 's', 'x', 'z₁₂'])
  })
  it('settle a clash by the customary letters of outcome and treatment', () => {
    const roles = { exposures: ['Treatment'], outcomes: ['Success'] }
    expect(symbolsOf(['Success', 'Treatment', 'Stone size'], roles)).toEqual(['y', 't', 's'])
  })
  it('number what still clashes and step over numbers in use', () => {
    expect(symbolsOf(['Smoking', 'S1', 'Stress', '吸烟', '123'])).toEqual(['s₂', 's₁', 's₃', '吸', 'v'])
  })
})

describe('printing', () => {
  const [t, y, s] = ids('Treatment', 'Success', 'Stone size')
  const kidney = graph('Treatment', 'Success', 'Stone size')
  const adjusted = sumOver([s], product([probability([y], [t, s]), probability([s])]))

  it('writes the adjustment formula', () => {
    const roles = { exposures: [t], outcomes: [y] }
    expect(printExpression(kidney, adjusted, roles).text).toBe('Σ_s P(y | t, s) P(s)')
    const { latex } = printExpression(kidney, adjusted, roles)
    expect(latex.replace(/\\class\{[^}]*\}\{(\w+)\}/g, '$1')).toBe(
      String.raw`\sum_{s} P(y \mid t, s) \, P(s)`,
    )
    expect(expressionWithNames(adjusted, (variable) => variable)).toBe(
      'Σ_Stone size P(Success | Treatment, Stone size) P(Stone size)',
    )
  })
  it('gives both sides of an equation the same symbols', () => {
    const printer = createPrinter(kidney, [probability([y], [], [t]), adjusted], {
      exposures: [t],
      outcomes: [y],
    })
    expect(printer.text(probability([y], [], [t]))).toBe('P(y | do(t))')
    expect(printer.legend.map((symbol) => symbol.name)).toEqual(['Success', 'Treatment', 'Stone size'])
  })
  it('brackets sums inside products and quotients', () => {
    const quotient = {
      kind: 'quotient',
      numerator: product([adjusted, probability([t])]),
      denominator: probability([t]),
    } as const
    expect(printExpression(kidney, quotient, { exposures: [t], outcomes: [y] }).text).toBe(
      '((Σ_s P(y | t, s) P(s)) P(t)) / P(t)',
    )
  })
  it('typesets with a class on every variable', () => {
    const temml: {
      renderToString(latex: string, options: { trust: boolean; throwOnError: boolean }): string
    } = createRequire(import.meta.url)('temml')
    const { latex } = printExpression(kidney, adjusted, { exposures: [t], outcomes: [y] })
    const mathml = temml.renderToString(latex, { trust: true, throwOnError: true })
    expect(mathml.match(/term-0/g)).toHaveLength(1)
    expect(mathml.match(/term-2/g)).toHaveLength(3)
  })
})
