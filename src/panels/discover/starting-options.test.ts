import { expect, test } from 'vitest'
import { discoveryAlgorithms } from '../../engine/discover/registry'
import { startingOptions } from './starting-options'

test('support comes by default where it is offered and takes seconds', () => {
  for (const { options } of discoveryAlgorithms.entries)
    expect(startingOptions(options, 10)).toEqual({ resamples: 20 })
  expect(startingOptions(discoveryAlgorithms.entries[0].options, 100)).toEqual({})
  expect(startingOptions([], 10)).toEqual({})
})
