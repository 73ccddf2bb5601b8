import { expect, it } from 'vitest'
import { freeOffset, freeSpot, spotAbove } from './free-spot'

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

it('a group is put where it covers nothing, near the wish; a huge one goes beside everything', () => {
  const node = (x: number, y: number) => ({ x, y, width: 96, height: 40 })
  const taken = [node(0, 0), node(200, 0)]
  const clear = (by: { x: number; y: number }, group: readonly ReturnType<typeof node>[]) =>
    group.every((rect) =>
      taken.every(
        (other) =>
          rect.x + by.x >= other.x + other.width ||
          rect.x + by.x + rect.width <= other.x ||
          rect.y + by.y >= other.y + other.height ||
          rect.y + by.y + rect.height <= other.y,
      ),
    )
  const by = freeOffset(taken, { x: 40, y: 40 }, taken)
  expect(clear(by, taken)).toBe(true)
  expect(Math.hypot(by.x - 40, by.y - 40)).toBeLessThan(60)
  expect(freeOffset([node(900, 900)], { x: 0, y: 0 }, taken)).toEqual({ x: 0, y: 0 })
  const many = Array.from({ length: 500 }, (_, i) => node((i % 20) * 120, Math.floor(i / 20) * 60))
  const beside = freeOffset(many, { x: 0, y: 0 }, many)
  expect(beside.x).toBeGreaterThanOrEqual(19 * 120 + 96)
})
