import { describe, expect, it } from 'vitest'
import { readBars } from './effect-readout'

const bars = { borders: [-1, -0.2, 0.1, 0.9], tails: [0.6, 0.8] }
const logits = [0.3, -0.5, 1, 0.2, -0.1]
const distribution = readBars(logits, bars)

/** Draws at equally spaced levels stand in for the density. */
const draws = Array.from({ length: 20000 }, (_, i) => distribution.quantile((i + 0.5) / 20000))

describe('readBars', () => {
  it('has rising quantiles', () => {
    for (let i = 1; i < draws.length; i++) expect(draws[i]).toBeGreaterThanOrEqual(draws[i - 1])
  })

  it('has the mean and sd of its own quantiles', () => {
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length
    expect(distribution.mean).toBeCloseTo(mean, 3)
    expect(distribution.sd).toBeCloseTo(Math.sqrt(variance), 2)
  })

  it('puts the share of each bar between its borders', () => {
    const total = logits.reduce((sum, value) => sum + Math.exp(value), 0)
    const below = (Math.exp(0.3) + Math.exp(-0.5)) / total
    expect(distribution.quantile(below)).toBeCloseTo(-0.2, 6)
  })

  it('stays finite at the ends', () => {
    expect(Number.isFinite(distribution.quantile(0))).toBe(true)
    expect(Number.isFinite(distribution.quantile(1))).toBe(true)
  })
})
