import { expect, test } from 'vitest'
import type { ImplicationTest } from '../../engine/estimate/implications/report'
import { directed, graphFromNames, variableId } from '../../engine/graph/graph'
import {
  contradictionWords,
  effectWords,
  holdingWords,
  implicationWords,
  pText,
  rowsOf,
  rowsWords,
} from './test-words'

const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(variableId)
const graph = graphFromNames(['A', 'B', 'C', 'D'], [directed(a, c), directed(c, b)])

const found = (change: Partial<ImplicationTest> = {}): ImplicationTest => ({
  implication: { kind: 'independence', a, b, given: [d, c] },
  test: 'partial-correlation',
  rows: { total: 2000, used: 2000, missing: {} },
  statistic: 14,
  distribution: 'normal',
  degreesOfFreedom: null,
  p: 1e-40,
  adjustedP: 1e-38,
  effect: { measure: 'partial-correlation', value: 0.312, interval: [0.272, 0.351] },
  violated: true,
  mends: [],
  ...change,
})

test('a contradiction names its size, its rows and for how many tests p was adjusted', () => {
  expect(contradictionWords(found(), 24, 'holm')).toBe(
    'The data contradict this: partial correlation .31 (.27 to .35), 2,000 rows, p adjusted for 24 tests < .001.',
  )
  expect(contradictionWords(found({ adjustedP: 0.0123 }), 24, 'none')).toContain('rows, p = .012.')
})

test('what holds says how far from zero it may be, in as many digits as that needs', () => {
  const small = found({
    adjustedP: 0.871,
    effect: { measure: 'partial-correlation', value: -0.0004, interval: [-0.0042, 0.0038] },
  })
  expect(holdingWords(small, { correction: 'holm', rows: 'same' })).toBe(
    'partial correlation .000 (−.004 to .004), adjusted p = .87',
  )
  expect(holdingWords(small, { correction: 'none', rows: 'differing' })).toBe(
    'partial correlation .000 (−.004 to .004), 2,000 rows, p = .87',
  )
})

test('without anything given the partial correlation is a correlation', () => {
  expect(effectWords(found({ implication: { kind: 'independence', a, b, given: [] } }))).toMatch(
    /^correlation/,
  )
  const tables = { measure: 'cramers-v', value: 0.2, interval: [0.1, 0.3] } as const
  expect(effectWords(found({ effect: tables }))).toBe('Cramér’s V .20 (.10 to .30)')
})

test('claims are named, those given in order of name', () => {
  expect(implicationWords(graph, found().implication)).toEqual({
    shown: 'A ⟂ B given C, D',
    spoken: 'A is independent of B given C and D',
  })
  expect(implicationWords(graph, { kind: 'tetrad', left: [a, b], right: [c, d] }).shown).toBe(
    'cov(A, C) cov(B, D) = cov(A, D) cov(B, C)',
  )
})

test('small p values are bounded, others rounded', () => {
  expect([0.00099, 0.0314, 0.5, 1].map(pText)).toEqual(['< .001', '= .031', '= .50', '> .99'])
})

test('rows are a range where gaps differ from test to test', () => {
  const fewer = found({ rows: { total: 2000, used: 1500, missing: {} } })
  expect(rowsWords({ tests: [found(), fewer] })).toBe('1,500 to 2,000 rows')
  expect(rowsWords({ tests: [found()] })).toBe('2,000 rows')
  expect(rowsWords({ tests: [] })).toBeNull()
  expect([[found(), fewer], [found(), found()], []].map((tests) => rowsOf({ tests }))).toEqual([
    'differing',
    'same',
    'same',
  ])
})
