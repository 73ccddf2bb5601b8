import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { parseProbability } from './probability-text'

test('lists of outcomes, treatments and conditions in any order', () => {
  const read = (text: string) => {
    const { outcomes, treatments, given } = valueOf(parseProbability(text))
    return [outcomes, treatments, given].map((names) => names.join('+')).join(' / ')
  }
  expect(read('P(Y | do(X))')).toBe('Y / X / ')
  expect(read(' p( Y1,Y2|do(X1 , X2), Z )')).toBe('Y1+Y2 / X1+X2 / Z')
  expect(read('P(Y | A, B, do(X), C, do(W))')).toBe('Y / X+W / A+B+C')
  expect(read('P(Y)')).toBe('Y /  / ')
  expect(read('P(Stone size | do("Treatment (a, b)"), do)')).toBe('Stone size / Treatment (a, b) / do')
})

test('what is wrong is named with its place', () => {
  const message = (text: string) => {
    const read = parseProbability(text)
    return read.ok ? 'read' : `${read.problems[0].where?.column}: ${read.problems[0].message}`
  }
  expect(message('Q(Y)')).toBe(
    '1: The query must read P(Y | do(X), Z): P is expected, not “Q” at character 1.',
  )
  expect(message('P(Y | do(X)')).toMatch(/^12: .*the closing bracket is expected, not its end\.$/)
  expect(message('P(| do(X))')).toMatch(/^3: .*an outcome is expected/)
  expect(message('P(Y | do())')).toMatch(/a variable that is set is expected/)
  expect(message('P(Y | )')).toMatch(/a condition or do\(…\) is expected/)
  expect(message('P(Y) = 3')).toMatch(/nothing more is expected/)
  expect(message('P("Y)')).toBe('3: A quotation mark is not closed.')
})
