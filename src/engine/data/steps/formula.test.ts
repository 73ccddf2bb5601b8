import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import type { Dataset } from '../dataset'
import { datasetFromColumns } from '../from-columns'
import { readCondition, readFormula } from './formula'
import { formulaFunctions } from './formula-functions'
import { parseFormula, type Formula } from './formula-syntax'
import { nameInFormula, textInFormula } from './formula-tokens'
import { interpret, type Cell } from './formula.testing'
import { filled } from './vector'

const people: Dataset = {
  ...valueOf(
    datasetFromColumns(
      {
        age: [34, 51, null, 68, 20, 47],
        bmi: [22.5, 31.25, 27, null, 19.5, 40],
        sex: ['f', 'm', 'm', 'f', null, 'm'],
        smokes: ['yes', 'no', 'no', 'yes', 'no', null],
        grade: ['low', 'high', 'mid', 'low', 'mid', 'high'],
        treated: [0, 1, 1, 0, null, 1],
        start: ['2020-03-01', '2021-12-31', null, '2019-01-05', '2020-02-29', '2020-07-07'],
        'stone size': ['large', 'small', 'large', 'small', 'large', 'small'],
      },
      { kinds: { grade: 'ordinal', start: 'date' } },
    ),
  ),
}
people.columns.forEach((column) => {
  if (column.name === 'grade') Object.assign(column, orderedGrade(column.values, column.levels!))
})

/** The alphabet puts "high" first; a person would not. */
function orderedGrade(values: Float64Array, levels: readonly string[]) {
  const order = ['low', 'mid', 'high']
  return { levels: order, values: values.map((code) => order.indexOf(levels[code])) }
}

const valuesOf = (formula: string, dataset = people) =>
  Array.from(
    filled(valueOf(readFormula(formula, dataset)).term.values(), new Float64Array(dataset.rows)),
    (value) => (Number.isNaN(value) ? null : value),
  )
const labelsOf = (formula: string) => {
  const { term } = valueOf(readFormula(formula, people))
  return Array.from(
    filled(term.values(), new Float64Array(people.rows)),
    (code) => term.levels?.[code] ?? null,
  )
}
const problemOf = (formula: string, read: typeof readFormula = readFormula) => {
  const result = read(formula, people)
  return result.ok ? null : result.problems[0]
}

test.each<[formula: string, value: number | null]>([
  ['1 + 2 * 3', 7],
  ['-2 ^ 2', -4],
  ['2 ^ 3 ^ 2', 512],
  ['2 ^ -1', 0.5],
  ['7 % 3 + -7 % 3', 3],
  ['10 − 4 × 2', 2],
  ['round(2.5) + round(-2.5) + round(1.005, 1)', 2],
  ['1 / 0', null],
  ['log(0)', null],
  ['exp(1000)', null],
  ['missing ^ 0', null],
  ['if(true, 3, missing)', 3],
  ['max(1, 5, 3) - min(4, 2)', 3],
])('%s is %s', (formula, value) => {
  expect(valuesOf(formula)[0]).toBe(value)
})

test.each<[formula: string, values: (number | null)[]]>([
  ['age > 40', [0, 1, null, 1, 0, 1]],
  ['not age > 40', [1, 0, null, 0, 1, 0]],
  ['sex = "m" and age > 40', [0, 1, null, 0, 0, 1]],
  ['sex = "f" or age < 30', [1, 0, null, 1, 1, 0]],
  ['smokes', [1, 0, 0, 1, 0, null]],
  ['treated and age > 40', [0, 1, null, 0, 0, 1]],
  ['age is missing', [0, 0, 1, 0, 0, 0]],
  ['age is not missing and known(bmi)', [1, 1, 0, 0, 1, 1]],
  ['sex in ("f", "x")', [1, 0, 0, 1, null, 0]],
  ['age not in (34, 20)', [0, 1, null, 1, 0, 1]],
  ['grade >= "mid"', [0, 1, 1, 0, 1, 1]],
  ['start >= "2020-03-01"', [1, 1, null, 0, 0, 1]],
  ['year(start)', [2020, 2021, null, 2019, 2020, 2020]],
  ['weekday(start)', [7, 5, null, 6, 6, 2]],
  ['start - "2020-02-29"', [1, 671, null, -420, 0, 129]],
  ['`stone size` = “large”', [1, 0, 1, 0, 1, 0]],
  ['(age > 40) + (bmi > 30)', [0, 2, null, null, 0, 2]],
])('%s', (formula, values) => {
  expect(valuesOf(formula)).toEqual(values)
})

test('labels come out of a formula, and of a column and a label together', () => {
  expect(labelsOf('if(age >= 50, "old", "young")')).toEqual(['young', 'old', null, 'old', 'young', 'young'])
  expect(labelsOf('if(age >= 50, grade, "n")')).toEqual(['n', 'high', null, 'low', 'n', 'n'])
})

test('the mean, the standard deviation and the standardised column leave missing values aside', () => {
  const ages = [34, 51, 68, 20, 47]
  const mean = ages.reduce((sum, age) => sum + age, 0) / 5
  const deviation = Math.sqrt(ages.reduce((sum, age) => sum + (age - mean) ** 2, 0) / 4)
  expect(valuesOf('mean(age)')[0]).toBeCloseTo(mean, 12)
  expect(valuesOf('sd(age)')[0]).toBeCloseTo(deviation, 12)
  expect(valuesOf('z(age)')[1]).toBeCloseTo((51 - mean) / deviation, 12)
  expect(valuesOf('max(age) - min(age)')[0]).toBe(48)
})

test.each<[formula: string, code: string, column: number, says: RegExp]>([
  ['agee > 3', 'unknown-column', 1, /Did you mean “age”/],
  ['age > 3 and BMI < 2', 'unknown-column', 13, /Did you mean “bmi”/],
  ['sqr(age)', 'unknown-function', 1, /Did you mean “sqrt”/],
  ['age > ', 'unexpected-token', 7, /the end/],
  ['age > 3)', 'unexpected-token', 8, /closes nothing/],
  ['(age > 3', 'unexpected-token', 9, /close the bracket/],
  ['age ? 3', 'unknown-character', 5, /“\?”/],
  ['sex = "f', 'unclosed-quote', 7, /does not end/],
  ['stone size = "large"', 'unexpected-token', 7, /backticks/],
  ['1 < age < 5', 'chained-comparison', 9, /join them with “and”/],
  ['age > 1,5', 'unexpected-token', 8, /point/],
  ['log(age, 2)', 'wrong-arguments', 1, /log\(x\)/],
  ['sex + 1', 'not-a-number', 1, /“sex”/],
  ['start + start', 'not-a-number', 9, /year/],
  ['age = "34"', 'mixed-types', 5, /without quotes/],
  ['sex = 1', 'mixed-types', 5, /in quotes/],
  ['sex > "a"', 'no-order', 5, /no order/],
  ['start > "1/3/2020"', 'not-a-date', 9, /2020-12-31/],
  ['age = missing', 'compared-with-missing', 5, /is missing/],
  ['if(age, 1, 2)', 'not-a-condition', 4, /condition/],
  ['if(age > 1, 1, "a")', 'mixed-types', 16, /one sort/],
  ['', 'empty-formula', 1, /empty/],
  ['age is happy', 'unexpected-token', 8, /missing or known/],
])('%s: %s at %i', (formula, code, column, says) => {
  const problem = problemOf(formula)
  expect(problem).toMatchObject({ code, where: { column } })
  expect(problem!.message).toMatch(says)
})

test('every unknown name is reported at once, and a condition is asked for where one is needed', () => {
  const result = readFormula('aeg + bmmi > sqroot(1)', people)
  expect(result.ok ? [] : result.problems.map(({ where }) => where!.column)).toEqual([1, 7, 14])
  expect(problemOf('age + 1', readCondition)).toMatchObject({ code: 'not-a-condition' })
})

test('a label that no row has is said, not refused', () => {
  expect(valueOf(readFormula('`stone size` = "smal"', people)).notes).toEqual([
    'No row of stone size has the label “smal”. Did you mean “small”?',
  ])
})

test('a formula is never run as a program', () => {
  for (const formula of ['constructor("return 1")()', 'age.constructor', '__proto__ = 1', 'toString(age)'])
    expect(readFormula(formula, people).ok).toBe(false)
})

test('names and labels are quoted so that they come back as they were', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.string({ maxLength: 20 }), (name, label) => {
      const parsed = valueOf(parseFormula(`${nameInFormula(name)} = ${textInFormula(label)}`))
      expect(parsed).toMatchObject({ left: { kind: 'column', name }, right: { kind: 'text', text: label } })
    }),
  )
})

test('two thousand odd texts are read or refused with a place, and nothing throws', () => {
  const piece = fc.constantFrom(
    'age',
    'bmi',
    'sex',
    '(',
    ')',
    ',',
    '+',
    '-',
    '*',
    '/',
    '^',
    '%',
    '=',
    '!=',
    '<',
    '>=',
    '"f"',
    "'",
    '`',
    'and',
    'or',
    'not',
    'is',
    'in',
    'missing',
    'if(',
    'log(',
    'z(',
    '1',
    '2.5',
    '1e9',
    '.',
    ' ',
    '\n',
    'é',
    '😀',
  )
  const odd = fc.oneof(
    fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(' ')),
    fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
    fc.string({ maxLength: 60, unit: 'binary' }),
  )
  let refused = 0
  fc.assert(
    fc.property(odd, (formula) => {
      const read = readFormula(formula, people)
      if (read.ok) {
        const values = read.value.term.values()
        expect(typeof values === 'number' || values.length === people.rows).toBe(true)
        return
      }
      refused++
      for (const { message, where } of read.problems) {
        expect(message).toMatch(/[.?]$/)
        expect(where?.column).toBeGreaterThanOrEqual(1)
        expect(where!.column).toBeLessThanOrEqual(formula.length + 1)
      }
    }),
    { numRuns: 2000, seed: 7 },
  )
  expect(refused).toBeGreaterThan(1000)
})

test('deep and long formulas are refused, not run into the ground', () => {
  expect(problemOf('('.repeat(3000))).toMatchObject({ code: 'deep-formula' })
  expect(problemOf('-'.repeat(3000) + '1')).toMatchObject({ code: 'deep-formula' })
  expect(problemOf('1+'.repeat(4000))).toMatchObject({ code: 'long-formula' })
  expect(valuesOf('1+'.repeat(2000) + '1')[0]).toBe(2001)
})

const column = (name: string): Formula => ({ kind: 'column', name, at: 1 })
const { number, truth } = fc.letrec<{ number: Formula; truth: Formula }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(column('age'), column('bmi')),
    fc.integer({ min: -5, max: 60 }).map((value): Formula => ({ kind: 'number', value, at: 1 })),
    fc
      .tuple(
        fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const, '%' as const),
        tie('number'),
        tie('number'),
      )
      .map(([sign, left, right]): Formula => ({ kind: 'arithmetic', sign, left, right, at: 1 })),
    tie('number').map((of): Formula => ({ kind: 'negate', of, at: 1 })),
    fc
      .tuple(fc.constantFrom('log', 'exp', 'sqrt', 'abs', 'floor', 'ceil'), tie('number'))
      .map(([name, of]): Formula => ({ kind: 'call', name, given: [of], at: 1 })),
    fc
      .tuple(fc.constantFrom('min', 'max'), tie('number'), tie('number'))
      .map(([name, a, b]): Formula => ({ kind: 'call', name, given: [a, b], at: 1 })),
    fc
      .tuple(tie('truth'), tie('number'), tie('number'))
      .map((given): Formula => ({ kind: 'call', name: 'if', given, at: 1 })),
    fc.constant<Formula>({ kind: 'call', name: 'year', given: [column('start')], at: 1 }),
  ),
  truth: fc.oneof(
    { maxDepth: 5 },
    fc
      .tuple(
        fc.constantFrom('=' as const, '!=' as const, '<' as const, '>=' as const),
        tie('number'),
        tie('number'),
      )
      .map(([sign, left, right]): Formula => ({ kind: 'comparison', sign, left, right, at: 1 })),
    fc
      .tuple(fc.constantFrom('=' as const, '!=' as const), fc.constantFrom('f', 'm', 'x'))
      .map(([sign, text]): Formula => ({
        kind: 'comparison',
        sign,
        left: column('sex'),
        right: { kind: 'text', text, at: 1 },
        at: 1,
      })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), tie('truth'), tie('truth'))
      .map(([kind, left, right]): Formula => ({ kind, left, right, at: 1 })),
    tie('truth').map((of): Formula => ({ kind: 'not', of, at: 1 })),
    fc
      .tuple(fc.constantFrom('missing' as const, 'known' as const), tie('number'))
      .map(([state, of]): Formula => ({ kind: 'state', of, state, at: 1 })),
    fc.array(fc.integer({ min: 18, max: 70 }), { minLength: 1, maxLength: 4 }).map((values): Formula => ({
      kind: 'one-of',
      of: column('age'),
      choices: values.map((value): Formula => ({ kind: 'number', value, at: 1 })),
      at: 1,
    })),
  ),
}))

/** The formula written out, every part in brackets. */
function print(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return `(${formula.value})`
    case 'text':
      return textInFormula(formula.text)
    case 'truth':
    case 'missing':
      return formula.kind === 'truth' ? String(formula.value) : 'missing'
    case 'column':
      return nameInFormula(formula.name)
    case 'negate':
      return `(-${print(formula.of)})`
    case 'not':
      return `(not ${print(formula.of)})`
    case 'state':
      return `(${print(formula.of)} is ${formula.state})`
    case 'one-of':
      return `(${print(formula.of)} in (${formula.choices.map(print).join(', ')}))`
    case 'call':
      return `${formula.name}(${formula.given.map(print).join(', ')})`
    case 'and':
    case 'or':
      return `(${print(formula.left)} ${formula.kind} ${print(formula.right)})`
    default:
      return `(${print(formula.left)} ${formula.sign} ${print(formula.right)})`
  }
}

test('the evaluator agrees with the plain interpreter, row by row', () => {
  fc.assert(
    fc.property(fc.oneof(number, truth), (formula) => {
      const read = readFormula(print(formula), people)
      // The parser refuses what is nested deeper than it goes.
      if (!read.ok) return expect(read.problems[0].code).toBe('deep-formula')
      const values = filled(read.value.term.values(), new Float64Array(people.rows))
      for (let row = 0; row < people.rows; row++) {
        const cell: Cell = interpret(formula, people, row)
        const wanted = cell === null ? NaN : Number(cell)
        if (Number.isNaN(wanted)) expect(values[row]).toBeNaN()
        else expect(values[row]).toBeCloseTo(wanted, 8)
      }
    }),
    { numRuns: 1500, seed: 11 },
  )
})

test('the help names every function once', () => {
  expect(new Set(formulaFunctions.map(({ name }) => name)).size).toBe(formulaFunctions.length)
})
