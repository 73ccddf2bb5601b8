import { expect, test } from 'vitest'
import { brief } from './numbers'

test('spans are written as short as they can be', () => {
  expect([8, 38.24, 0.2, 0, -0.054321, 12_400.4, 102, NaN].map(brief)).toEqual([
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
