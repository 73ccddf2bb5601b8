import { describe, expect, it } from 'vitest'
import { stratifiedParts } from './effect-parts'

const treatment = Array.from({ length: 2500 }, (_, r) => (r < 400 ? 1 : 0))

describe('stratifiedParts', () => {
  it('leaves a table that fits as it is', () => {
    expect(stratifiedParts([0, 1, 1, 0], 4, 8)).toEqual([[0, 1, 2, 3]])
  })

  it('deals every row once, into parts of nearly equal size with equal shares of the arms', () => {
    const parts = stratifiedParts(treatment, 1024, 8)
    expect(parts.flat().toSorted((a, b) => a - b)).toEqual(treatment.map((_, r) => r))
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(1024)
      expect(Math.abs(part.length - 2500 / 3)).toBeLessThan(1)
      expect(Math.abs(part.filter((r) => treatment[r] === 1).length - 400 / 3)).toBeLessThan(1)
    }
  })

  it('stops at the most parts allowed', () => {
    expect(stratifiedParts(treatment, 100, 4).length).toBe(4)
  })
})
