import { describe, expect, it } from 'vitest'
import { along, cutOff, differenceTick, forestAxis, percentAlong } from './axis'
import { stackDots } from './dots'
import { overlapBars } from './overlap'
import { slopeHeights, spreadLabels } from './slope'

describe('forest axis', () => {
  const rows = [
    { point: 0.046, interval: [-0.012, 0.104] as const },
    { point: -0.054, interval: [-0.119, 0.012] as const },
  ]

  it('holds zero, every dot and every interval', () => {
    const axis = forestAxis(rows)
    expect(axis.low).toBeLessThan(-0.119)
    expect(axis.high).toBeGreaterThan(0.104)
    expect(axis.ticks.map((tick) => differenceTick(axis, tick))).toEqual(['−.1', '0', '+.1'])
  })

  it('holds zero when all effects lie far from it', () => {
    const axis = forestAxis([{ point: 3.4, interval: [2.5, 4.3] }])
    expect(axis.low).toBeLessThan(0)
    expect(along(axis, 0)).toBeGreaterThan(0)
  })

  it('cuts one very wide interval off instead of squeezing the rest', () => {
    const axis = forestAxis([...rows, { point: -0.05, interval: [-9, 9] }])
    expect(axis.high - axis.low).toBeLessThan(1)
    expect(cutOff(axis, [-9, 9])).toEqual({ low: true, high: true })
    expect(cutOff(axis, [-0.119, 0.012])).toEqual({ low: false, high: false })
    expect(percentAlong(axis, 9)).toBe('100.000%')
  })

  it('stands without rows, and with one row at exactly zero', () => {
    expect(forestAxis([]).low).toBe(-1)
    const axis = forestAxis([{ point: 0, interval: null }])
    expect(axis.high).toBeGreaterThan(axis.low)
  })
})

describe('quantile dots', () => {
  const position = (value: number) => value * 100

  it('keeps all fifty and piles up values that share a place', () => {
    const stack = stackDots([0.1, 0.1, 0.5], position, 40)
    expect(stack.dots).toHaveLength(3)
    expect(stack.dots[0].x).toBe(stack.dots[1].x)
    expect(stack.dots[1].y).toBeGreaterThan(stack.dots[0].y)
    expect(stack.dots[2].y).toBe(stack.dots[0].y)
  })

  it('shrinks, then overlaps, to stay within its room', () => {
    const wide = stackDots(
      Array.from({ length: 50 }, (_, i) => i / 50),
      position,
      40,
    )
    const same = stackDots(
      Array.from({ length: 50 }, () => 0.3),
      position,
      40,
    )
    expect(wide.radius).toBe(2.1)
    expect(same.radius).toBeLessThan(wide.radius)
    expect(Math.max(...same.dots.map((dot) => dot.y))).toBeLessThanOrEqual(40)
  })
})

describe('slope labels', () => {
  it('puts the largest value on top and shares the middle when all are equal', () => {
    const line = (left: number, right: number) => ({
      left,
      right,
      leftText: left.toFixed(3),
      rightText: right.toFixed(3),
    })
    expect(slopeHeights([line(0.75, 0.25), line(0.5, 0.75)], 10, 110)).toEqual({
      left: [10, 60],
      right: [110, 10],
    })
    const level = { left: [60, 60], right: [60, 60] }
    expect(slopeHeights([line(0.5, 0.50001), line(0.5, 0.5)], 10, 110)).toEqual(level)
  })

  it('keeps labels apart, in order and inside', () => {
    const spread = spreadLabels([100, 96, 20], 40, 0, 110)
    const sorted = spread.toSorted((a, b) => a - b)
    expect(spread[1]).toBeLessThan(spread[0])
    for (let i = 1; i < sorted.length; i++) expect(sorted[i] - sorted[i - 1]).toBeGreaterThanOrEqual(39.9)
    expect(sorted[0]).toBeGreaterThanOrEqual(0)
  })

  it('leaves labels alone that have room', () => {
    expect(spreadLabels([10, 90], 40, 0, 110)).toEqual([10, 90])
  })
})

describe('overlap bars', () => {
  it('compares shares, so a group ten times larger has bars of the same height', () => {
    const bars = overlapBars([0, 0.5, 1], [10, 30], [100, 300])
    expect(bars[1]).toEqual({ at: 0.5, width: 0.5, above: 1, below: 1 })
    expect(bars[0].above).toBeCloseTo(1 / 3)
  })

  it('survives an empty group', () => {
    expect(overlapBars([0, 1], [5], [0])[0]).toEqual({ at: 0, width: 1, above: 1, below: 0 })
  })
})
