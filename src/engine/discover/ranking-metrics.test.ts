import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { rankingQuality } from './ranking-metrics'

// 0 -> 1 -> 2
const parents = [[], [0], [1]]
const at = (a: number, b: number) => a * 3 + b

test('perfect scores are perfect', () => {
  const scores = new Float64Array(9)
  scores[at(0, 1)] = 2
  scores[at(1, 2)] = 3
  expect(rankingQuality(scores, parents)).toEqual({ averagePrecision: 1, auc: 1, orientation: 1 })
})

test('by hand: right, wrong, right', () => {
  const scores = new Float64Array(9)
  scores[at(0, 1)] = 3
  scores[at(1, 0)] = 2
  scores[at(1, 2)] = 1
  const { averagePrecision, auc, orientation } = rankingQuality(scores, parents)
  expect(averagePrecision).toBeCloseTo((1 + 2 / 3) / 2, 12)
  // Seven of the eight comparisons of an arrow with one of the four other pairs are right.
  expect(auc).toBeCloseTo(7 / 8, 12)
  expect(orientation).toBe(1)
})

test('equal scores are worth chance, in whatever order', () => {
  expect(rankingQuality(new Float64Array(9), parents)).toEqual({
    averagePrecision: 2 / 6,
    auc: 0.5,
    orientation: 0.5,
  })
})

test('the area agrees with counting all comparisons', () => {
  const random = createRandom(5)
  for (let round = 0; round < 50; round++) {
    const scores = Float64Array.from({ length: 9 }, () => random.integer(4))
    let wins = 0
    let total = 0
    for (const arrow of [at(0, 1), at(1, 2)])
      for (let a = 0; a < 3; a++)
        for (let b = 0; b < 3; b++) {
          const pair = at(a, b)
          if (a === b || pair === at(0, 1) || pair === at(1, 2)) continue
          total++
          wins += scores[arrow] > scores[pair] ? 1 : scores[arrow] === scores[pair] ? 0.5 : 0
        }
    expect(rankingQuality(scores, parents).auc).toBeCloseTo(wins / total, 12)
  }
})
