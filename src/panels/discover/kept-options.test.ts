import { expect, test } from 'vitest'
import type { OptionSpec } from '../../engine/options'
import { keptOptions } from './kept-options'

const number = (id: string, max: number): OptionSpec => ({
  id,
  label: id,
  help: '',
  type: 'number',
  default: 0,
  min: 0,
  max,
})

test('what the other method has and takes is kept, everything else is left behind', () => {
  const specs = [number('resamples', 1000), number('restarts', 10)]
  expect(keptOptions({ resamples: 50, restarts: 11, temperature: 2 }, specs)).toEqual({ resamples: 50 })
})
