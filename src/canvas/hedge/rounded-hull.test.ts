import { expect, it } from 'vitest'
import { roundedHull } from './rounded-hull'

const numbers = (path: string) => [...path.matchAll(/-?\d+(\.\d+)?/g)].map(([found]) => Number(found))

it('keeps its distance from a single node on all sides', () => {
  const hull = roundedHull([{ x: 100, y: 50, width: 80, height: 40 }], 10)!
  expect(hull.bounds).toEqual({ x: 90, y: 40, width: 100, height: 60 })
  expect(hull.path).toMatch(/^M .* Z$/)
  expect(hull.path.match(/A 10 10 0 0 0/g)).toHaveLength(4)
  expect(hull.path).toContain('L 190 ')
  expect(Math.min(...numbers(hull.path.replaceAll(/A 10 10 0 0 0/g, '')))).toBe(40)
})

it('goes straight from node to node', () => {
  const hull = roundedHull(
    [
      { x: 0, y: 0, width: 10, height: 10 },
      { x: 100, y: 100, width: 10, height: 10 },
    ],
    5,
  )!
  expect(hull.path.match(/A 5 5/g)).toHaveLength(6)
})

it('is nothing around nothing', () => {
  expect(roundedHull([], 10)).toBeNull()
})
