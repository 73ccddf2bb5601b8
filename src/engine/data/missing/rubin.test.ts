import { describe, expect, test } from 'vitest'
import { poolByRubin } from './rubin'

describe("Rubin's rules", () => {
  test('three imputations worked by hand', () => {
    // Points 1, 2, 3: mean 2, B = 1. Variances .5, .5, .8: U = .6. T = .6 + 4/3 = 1.9333; share 4/3 / T = 20/29.
    const pooled = poolByRubin([1, 2, 3], [0.5, 0.5, 0.8], Infinity)
    expect(pooled.point).toBe(2)
    expect(pooled.within).toBeCloseTo(0.6, 12)
    expect(pooled.between).toBeCloseTo(1, 12)
    expect(pooled.total).toBeCloseTo(0.6 + 4 / 3, 12)
    // (m - 1) / share^2 = 2 (29/20)^2.
    expect(pooled.degreesOfFreedom).toBeCloseTo(4.205, 10)
    // r = (4/3) / .6 = 20/9; (r + 2 / 7.205) / (r + 1).
    expect(pooled.missingInformation).toBeCloseTo((20 / 9 + 2 / 7.205) / (29 / 9), 10)
    expect(pooled.monteCarloError).toBeCloseTo(Math.sqrt(1 / 3), 12)
  })

  test('Barnard & Rubin: with few rows the degrees of freedom stay below those without gaps', () => {
    // Observed-data degrees: 11/13 * 10 * (1 - 20/29) = 2.62599...; harmonic with 4.205.
    const observed = (11 / 13) * 10 * (9 / 29)
    const pooled = poolByRubin([1, 2, 3], [0.5, 0.5, 0.8], 10)
    expect(pooled.degreesOfFreedom).toBeCloseTo((4.205 * observed) / (4.205 + observed), 10)
    expect(pooled.degreesOfFreedom).toBeLessThan(10)
  })

  test('imputations that agree cost no information', () => {
    const pooled = poolByRubin([2, 2], [0.25, 0.25], Infinity)
    expect(pooled).toMatchObject({ total: 0.25, degreesOfFreedom: Infinity, missingInformation: 0 })
    // Barnard & Rubin's (nu + 1) / (nu + 3) nu stays.
    expect(poolByRubin([2, 2], [0.25, 0.25], 20).degreesOfFreedom).toBeCloseTo((21 / 23) * 20, 10)
  })
})
