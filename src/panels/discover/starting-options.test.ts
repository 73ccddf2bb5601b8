import { expect, test } from 'vitest'
import { optionsOf } from '../../engine/discover/discover'
import { discoveryAlgorithms } from '../../engine/discover/registry'
import { startingOptions } from './starting-options'

test('support comes by default where it is offered and takes seconds', () => {
  for (const algorithm of discoveryAlgorithms.entries) {
    expect(startingOptions(optionsOf(algorithm), 10)).toEqual({ resamples: 20 })
    expect(startingOptions(optionsOf(algorithm), 100)).toEqual({})
  }
  expect(startingOptions([], 10)).toEqual({})
})
