import { expect, it } from 'vitest'
import { bidirected, directed, variableId } from '../engine/graph/graph'
import type { Rect } from './geometry'
import { routeEdges } from './route'

const at = (x: number, y: number): Rect => ({ x, y, width: 100, height: 40 })
const [a, b, c] = ['A', 'B', 'C'].map(variableId)

it('runs straight where nothing is in the way', () => {
  const rects = new Map<string, Rect>([
    [a, at(0, 0)],
    [b, at(300, 0)],
    [c, at(150, 200)],
  ])
  expect(routeEdges([directed(a, b)], rects)).toEqual([0])
})

it('goes round a node that stands between', () => {
  const rects = new Map<string, Rect>([
    [a, at(0, 0)],
    [b, at(400, 0)],
    [c, at(200, 0)],
  ])
  const [bend] = routeEdges([directed(a, b)], rects)
  expect(Math.abs(bend)).toBeGreaterThan(25)
})

it('draws a hidden common cause as an arc beside the arrow of the same pair', () => {
  const rects = new Map<string, Rect>([
    [a, at(0, 0)],
    [b, at(300, 0)],
  ])
  const [arrow, arc] = routeEdges([directed(a, b), bidirected(a, b)], rects)
  expect(arrow).toBe(0)
  expect(arc).toBeGreaterThan(30)
})

it('keeps two edges of one pair apart when both have to go round', () => {
  const rects = new Map<string, Rect>([
    [a, at(0, 0)],
    [b, at(600, 0)],
    [c, at(300, 0)],
  ])
  const [arrow, arc] = routeEdges([directed(a, b), bidirected(a, b)], rects)
  expect(Math.abs(arrow)).toBeGreaterThan(25)
  expect(Math.abs(arrow - arc)).toBeGreaterThanOrEqual(44)
})
