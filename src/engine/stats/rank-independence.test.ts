import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { rankIndependence } from './rank-independence'

const random = createRandom(1)
const draw = (rows: number) => Float64Array.from({ length: rows }, () => random.normal())

test('holds its level, also with ties and heavy tails', () => {
  const kinds = [
    draw,
    (rows: number) => draw(rows).map((value) => Math.round(2 * value)),
    (rows: number) => draw(rows).map((value) => value ** 5),
  ]
  for (const kind of kinds) {
    let alarms = 0
    for (let k = 0; k < 600; k++) if (rankIndependence(kind(150), draw(150)).pValue < 0.05) alarms++
    // Three standard errors of a share of 0.05.
    expect(Math.abs(alarms / 600 - 0.05)).toBeLessThan(0.027)
  }
})

test('sees dependence of mean and of spread, whichever comes first', () => {
  for (const kind of [
    (x: number) => x + draw(1)[0],
    (x: number) => x * x + draw(1)[0],
    (x: number) => Math.exp(0.7 * x) * draw(1)[0],
  ]) {
    let seen = 0
    for (let k = 0; k < 50; k++) {
      const x = draw(300)
      const y = x.map(kind)
      if (rankIndependence(x, y).pValue < 0.01) seen++
      expect(rankIndependence(y, x).statistic).toBeCloseTo(rankIndependence(x, y).statistic, 9)
    }
    expect(seen).toBeGreaterThanOrEqual(48)
  }
})

test('reads ranks only', () => {
  const [x, y] = [draw(80), draw(80)]
  const stretched = rankIndependence(
    x.map(Math.exp),
    y.map((value) => 5 - 3 * value ** 3),
  ).statistic
  expect(stretched).toBeCloseTo(rankIndependence(x, y).statistic, 9)
})
