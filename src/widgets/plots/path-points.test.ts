import { expect, test } from 'vitest'
import { pathPoints, pathThrough } from './path-points'

const box = { width: 100, top: 10, bottom: 50 }

test('a point stands in the middle of its column, the largest at the top, zero at the bottom', () => {
  const { points, heightOf } = pathPoints([0, 5, 10, 10], box)
  expect(points).toEqual([
    { x: 12.5, y: 50 },
    { x: 37.5, y: 30 },
    { x: 62.5, y: 10 },
    { x: 87.5, y: 10 },
  ])
  expect(heightOf(5)).toBe(30)
})

test('a limit beyond all values is inside the box, and all zeros lie on the floor', () => {
  expect(pathPoints([1, 2], { ...box, most: 4 }).points.map((point) => point?.y)).toEqual([40, 30])
  expect(pathPoints([0, 0], box).points.map((point) => point?.y)).toEqual([50, 50])
})

test('the line breaks where a value is missing', () => {
  const { points } = pathPoints([1, NaN, 1, 1], box)
  expect(pathThrough(points)).toBe('M12.5 10.0M62.5 10.0L87.5 10.0')
})
