import { expect, test } from 'vitest'
import type { PairPath, StabilityPath } from '../../engine/discover/support/stability'
import { comeAndGo, joinedRanges, settingLabel, signOf } from './stability-rows'

const pair = (a: string, b: string, symbols: (string | null)[]): PairPath => ({
  a,
  b,
  symbols,
  shares: symbols.map(() => 0.5),
})

test('settings are short, small ones as powers of ten', () => {
  expect([10, 2, 0.7, 0.005, 0.001, 1e-4, 1e-12].map(settingLabel)).toEqual([
    '10',
    '2',
    '.7',
    '.005',
    '10⁻³',
    '10⁻⁴',
    '10⁻¹²',
  ])
})

test('the settings at which a pair is joined are ranges, one for each run', () => {
  const settings = [10, 5, 2, 1, 0.5]
  expect(joinedRanges(pair('A', 'B', [null, '->', '->', null, '--']), settings)).toEqual(['5 to 2', '.5'])
  expect(joinedRanges(pair('A', 'B', ['--', '--', '--', '--', '--']), settings)).toEqual(['10 to .5'])
  expect(joinedRanges(pair('A', 'B', [null, null, null, null, null]), settings)).toEqual([])
})

test('pairs that are joined at every setting are only counted', () => {
  const pairs = [pair('A', 'B', ['->', '--']), pair('B', 'C', [null, '->'])]
  const path = { pairs } as unknown as StabilityPath
  expect(comeAndGo(path)).toEqual({ changing: [pairs[1]], always: 1 })
})

test('marks have signs', () => {
  expect(['->', '<-', '--', '@->', null].map(signOf)).toEqual(['→', '←', '–', '∘→', ''])
})
