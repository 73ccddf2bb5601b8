import { expect, it } from 'vitest'
import { freeSpot, spotAbove } from './free-spot'

const size = { width: 100, height: 40 }

it('takes the wish where it is free and the nearest place where it is not', () => {
  expect(freeSpot({ x: 10, y: 20 }, size, [])).toEqual({ x: 10, y: 20 })
  const spot = freeSpot({ x: 10, y: 20 }, size, [{ x: 0, y: 0, ...size }])
  expect(Math.abs(spot.x - 0) >= 100 || Math.abs(spot.y - 0) >= 40).toBe(true)
  expect(Math.hypot(spot.x - 10, spot.y - 20)).toBeLessThan(160)
})

it('puts a hidden cause above the two', () => {
  const a = { x: 0, y: 200, ...size }
  const b = { x: 300, y: 240, ...size }
  expect(spotAbove(a, b, size, [a, b])).toEqual({ x: 150, y: 90 })
})
