import { expect, test } from 'vitest'
import type { PairSupport } from '../../engine/discover/support/pair-support'
import { undrawnPairs } from './undrawn-pairs'

const joined = (a: string, b: string, times: number) => ({ a, b, joined: times }) as PairSupport

test('pairs are listed that a third of the resamples join and no edge does', () => {
  const pairs = [joined('A', 'B', 9), joined('A', 'C', 6), joined('B', 'C', 3)]
  expect(undrawnPairs({ counted: 9, pairs }, [['B', 'A']])).toEqual([
    { name: 'A – C', share: 2 / 3 },
    { name: 'B – C', share: 1 / 3 },
  ])
  expect(undrawnPairs({ counted: 10, pairs }, [])).toHaveLength(2)
})
