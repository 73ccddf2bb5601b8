import { describe, expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { buildDesign } from '../stats/design'
import { bindTerms, parseFormula } from './formula'
import { columnsOf } from './estimating.testing'

const data = columnsOf({
  age: [1, 2, 3, 4],
  dose: [0.5, 1.5, 2.5, 0.5],
  'body mass': [20.5, 30.5, 25, 22],
  ward: ['x', 'y', 'z', 'x'],
})

const columnsOfFormula = (text: string) => {
  const terms = valueOf(parseFormula(text, ['age', 'ward']))
  return buildDesign(valueOf(bindTerms(terms, data.columns)), 4).names.slice(1)
}

describe('formulas', () => {
  test.each([
    ['age + age^2', ['age', 'age^2']],
    ['factor(dose)', ['dose=1.5', 'dose=2.5']],
    ['ward', ['ward=y', 'ward=z']],
    ['1 + I(dose^3)', ['dose^3']],
    ['age:ward', ['age:ward=y', 'age:ward=z']],
    ['age * dose', ['age', 'dose', 'age:dose']],
    ['age + age + dose:age + age:dose', ['age', 'dose:age']],
    ['`body mass`^2', ['body mass^2']],
    ['. + age:dose', ['age', 'ward=y', 'ward=z', 'age:dose']],
    ['1', []],
  ])('%s', (text, wanted) => expect(columnsOfFormula(text)).toEqual(wanted))

  test.each([
    ['age + ', 7],
    ['age + + dose', 7],
    ['age dose', 5],
    ['age^1.5', 5],
    ['age^', 5],
    ['factor(age', 11],
    ['log(age)', 4],
    ['age - dose', 5],
    ['2 * age', 1],
    ['', 1],
    ['age:', 5],
    ['`age', 1],
  ])('“%s” is refused at column %i', (text, column) => {
    const result = parseFormula(text, [])
    expect(result.ok ? 'read' : result.problems).toMatchObject([
      { code: 'formula-syntax', where: { column } },
    ])
  })

  test('unknown names are all reported with their columns', () => {
    const result = bindTerms(valueOf(parseFormula('age + shoe + hat^2', [])), data.columns)
    expect(result.ok ? [] : result.problems.map(({ where }) => where)).toEqual([
      { name: 'shoe', column: 7 },
      { name: 'hat', column: 14 },
    ])
  })
})
