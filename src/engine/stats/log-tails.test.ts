import { expect, test } from 'vitest'
import { chiSquareUpperTail, normalUpperTail } from './distributions'
import { logChiSquareUpperTail, normalSizeOfChiSquare, normalSizeOfLogTail } from './log-tails'

test('the log tail of chi-square agrees with the tail, and with closed forms where that vanishes', () => {
  for (const [x, df] of [
    [0.5, 3],
    [20, 7],
    [900, 40],
  ] as const) {
    expect(logChiSquareUpperTail(x, df)).toBeCloseTo(Math.log(chiSquareUpperTail(x, df)), 10)
  }
  // Two and four degrees of freedom: e^(-x/2) and e^(-x/2) (1 + x/2).
  expect(logChiSquareUpperTail(5000, 2)).toBeCloseTo(-2500, 8)
  expect(logChiSquareUpperTail(5000, 4)).toBeCloseTo(-2500 + Math.log(2501), 8)
  expect(logChiSquareUpperTail(Infinity, 4)).toBe(-Infinity)
})

test('z and its two-sided log p-value are inverse to each other', () => {
  for (const z of [0, 0.1, 1, 1.96, 8, 30, 35.4]) {
    expect(normalSizeOfLogTail(Math.log(2 * normalUpperTail(z)))).toBeCloseTo(z, 9)
  }
  expect(normalSizeOfLogTail(-Infinity)).toBe(Infinity)
})

test('with one degree of freedom the size is the root of chi-square, and it grows without a jump far out', () => {
  for (const x of [0, 0.2, 9, 400, 3000, 90_000]) {
    expect(normalSizeOfLogTail(logChiSquareUpperTail(x, 1))).toBeCloseTo(Math.sqrt(x), 7)
  }
  let before = 0
  for (let x = 1200; x < 1500; x++) {
    const size = normalSizeOfChiSquare(x, 6)
    expect(size).toBeGreaterThan(before)
    if (before > 0) expect(size - before).toBeLessThan(0.02)
    before = size
  }
})
