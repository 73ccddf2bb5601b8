import { expect, it } from 'vitest'
import { freeOffset } from './free-offset'

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
