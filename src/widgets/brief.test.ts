import { expect, test } from 'vitest'
import { brief, chance, probability, pValueWords, signed } from './numbers'

test('spans are written as short as they can be', () => {
  expect([8, 38.24, 0.2, 0, -0.054321, 12_400.4, 102, NaN].map((value) => brief(value))).toEqual([
    '8',
    '38.2',
    '.2',
    '0',
    '−.0543',
    '12,400',
    '102',
    '–',
  ])
})

test('two figures are enough for a narrow place, but years stay years', () => {
  expect([12.94, 0.123, 1982, 3.26].map((value) => brief(value, 2))).toEqual(['13', '.12', '1,982', '3.3'])
})

test('what is rounded to nothing has no sign', () => {
  expect([
    probability(-0.0004),
    signed(-0.0004, 3),
    signed(0.0004, 3),
    signed(-0.05),
    signed(1794.3),
  ]).toEqual(['.000', '.000', '.000', '−.050', '+1,794'])
})

test('a p-value is told to three decimals, and not below .001', () => {
  expect([1e-9, 0.00099, 0.0314, 0.5].map(pValueWords)).toEqual(['< .001', '< .001', '= .031', '= .500'])
})

test('a probability in percent never claims certainty', () => {
  expect(
    [0, 0.0049, 0.005, 0.5, 0.9949, 0.995, 1].map((share) => chance(share).replaceAll('\u202f', ' ')),
  ).toEqual(['< 1 %', '< 1 %', '1 %', '50 %', '99 %', '> 99 %', '> 99 %'])
})
