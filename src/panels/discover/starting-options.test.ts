import { expect, test } from 'vitest'
import { boss } from '../../engine/discover/order/boss'
import { startingOptions } from './starting-options'

test('at a screen a search resamples by default, unless the columns are many or a network gives supports anyway', () => {
  expect(startingOptions(boss, 10)).toEqual({ resamples: 20 })
  expect(startingOptions(boss, 200)).toEqual({})
  expect(startingOptions({ ...boss, trained: 'broadly' }, 10)).toEqual({})
})
