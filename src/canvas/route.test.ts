import { expect, it } from 'vitest'
import { bidirected, directed, edgeId, variableId } from '../engine/graph/graph'
import { bentCurve, centreOf, pointAt, type Rect } from './geometry'
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

it('keeps a line bent by hand on its side of the edge, however the ends stand', () => {
  const edge = directed(a, b)
  const byHand = { [edgeId(edge)]: 50 }
  const middle = (from: Rect, to: Rect) => {
    const rects = new Map<string, Rect>([
      [a, from],
      [b, to],
    ])
    const [bend] = routeEdges([edge], rects, byHand)
    return pointAt(bentCurve(centreOf(from), centreOf(to), bend), 0.5)
  }
  // To the right of the way: below going east, left going south, above going west, right going north.
  expect(middle(at(0, 0), at(300, 0))).toEqual({ x: 200, y: 70 })
  expect(middle(at(0, 0), at(0, 300))).toEqual({ x: 0, y: 170 })
  expect(middle(at(300, 0), at(0, 0))).toEqual({ x: 200, y: -30 })
  expect(middle(at(0, 300), at(0, 0))).toEqual({ x: 100, y: 170 })
})

it('leads the other edge of a pair clear of one bent by hand', () => {
  const rects = new Map<string, Rect>([
    [a, at(0, 0)],
    [b, at(300, 0)],
  ])
  const arc = bidirected(a, b)
  const [straight, tie] = routeEdges([directed(a, b), arc], rects, { [edgeId(arc)]: 10 })
  expect(tie).toBe(-10)
  expect(Math.abs(straight - tie)).toBeGreaterThanOrEqual(44)
})
