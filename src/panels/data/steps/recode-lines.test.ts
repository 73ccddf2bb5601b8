import { expect, test } from 'vitest'
import { labelList, numberList, targetOf, withTarget } from './recode-lines'

test('labels that become the same stand together, and one that becomes itself is not recoded', () => {
  let values = withTarget([], 'a', 'x')
  values = withTarget(values, 'b', 'x')
  values = withTarget(values, 'c', null)
  expect(values).toEqual([
    { from: ['a', 'b'], to: 'x' },
    { from: ['c'], to: null },
  ])
  expect([targetOf(values, 'b'), targetOf(values, 'c'), targetOf(values, 'd')]).toEqual([
    'x',
    null,
    undefined,
  ])
  values = withTarget(values, 'a', 'y')
  values = withTarget(values, 'c', 'c')
  expect(values).toEqual([
    { from: ['b'], to: 'x' },
    { from: ['a'], to: 'y' },
  ])
})

test('lists of labels and numbers', () => {
  expect(labelList(' 1, two words ,,3')).toEqual(['1', 'two words', '3'])
  expect(numberList('18; 40, −2.5')).toEqual({ numbers: [18, 40, -2.5], odd: null })
  expect(numberList('18, x')).toEqual({ numbers: [18], odd: 'x' })
})
