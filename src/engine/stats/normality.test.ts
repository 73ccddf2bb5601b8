import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { andersonDarling } from './normality'

test('holds its level on Gaussian columns of 10, 50 and 500 values', () => {
  const random = createRandom(1)
  for (const rows of [10, 50, 500]) {
    let below = 0
    for (let k = 0; k < 1000; k++) {
      const column = Float64Array.from({ length: rows }, () => 3 + 7 * random.normal())
      if (andersonDarling(column).pValue < 0.05) below++
    }
    // Three standard errors of a share of 0.05.
    expect(Math.abs(below / 1000 - 0.05)).toBeLessThan(0.021)
  }
})

test('sees 200 uniform or exponential values, and stays finite far out', () => {
  const random = createRandom(2)
  for (const draw of [() => random.uniform(), () => -Math.log(1 - random.uniform())]) {
    let seen = 0
    for (let k = 0; k < 100; k++)
      if (andersonDarling(Float64Array.from({ length: 200 }, draw)).pValue < 0.05) seen++
    expect(seen).toBeGreaterThan(95)
  }
  const outlier = Float64Array.from({ length: 5000 }, (_, row) => (row === 0 ? 1e6 : random.normal()))
  expect(andersonDarling(outlier)).toMatchObject({ pValue: 0 })
  expect(Number.isFinite(andersonDarling(outlier).statistic)).toBe(true)
})
