import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrowHead,
  bentCurve,
  borderPoint,
  centreOf,
  contains,
  curveLength,
  distance,
  grow,
  keepInside,
  labelSpot,
  placeBeside,
  pointAt,
  segmentMeets,
  splitAt,
  tangentAt,
  visibleCurve,
  type Rect,
} from './geometry'

const box: Rect = { x: 0, y: 0, width: 100, height: 40 }
const number = fc.integer({ min: -500, max: 500 })
const rect = fc.record({
  x: number,
  y: number,
  width: fc.integer({ min: 20, max: 200 }),
  height: fc.integer({ min: 20, max: 100 }),
})
const spot = fc.record({ x: number, y: number })

describe('borderPoint', () => {
  it('leaves through the side that faces the other point', () => {
    expect(borderPoint(box, { x: 500, y: 20 })).toEqual({ x: 100, y: 20 })
    expect(borderPoint(box, { x: 50, y: -300 })).toEqual({ x: 50, y: 0 })
    expect(borderPoint(box, { x: 150, y: 60 })).toEqual({ x: 100, y: 40 })
  })
  it('lies on the border, on the way to the other point', () => {
    fc.assert(
      fc.property(rect, spot, (node, towards) => {
        fc.pre(!contains(node, towards))
        const at = borderPoint(node, towards)
        expect(contains(grow(node, 1e-6), at)).toBe(true)
        expect(contains(grow(node, -1e-6), at)).toBe(false)
        const centre = centreOf(node)
        expect(distance(centre, at) + distance(at, towards)).toBeCloseTo(distance(centre, towards), 6)
      }),
    )
  })
})

describe('segmentMeets', () => {
  it('sees crossings, touches and misses', () => {
    expect(segmentMeets({ x: -10, y: 20 }, { x: 200, y: 20 }, box)).toBe(true)
    expect(segmentMeets({ x: 10, y: 10 }, { x: 20, y: 20 }, box)).toBe(true)
    expect(segmentMeets({ x: -10, y: -1 }, { x: 200, y: -1 }, box)).toBe(false)
    expect(segmentMeets({ x: -20, y: 20 }, { x: -10, y: 20 }, box)).toBe(false)
  })
})

describe('curves', () => {
  it('bend up, whichever end they start from', () => {
    const there = bentCurve({ x: 0, y: 0 }, { x: 100, y: 0 }, 30)
    const back = bentCurve({ x: 100, y: 0 }, { x: 0, y: 0 }, 30)
    expect(pointAt(there, 0.5).y).toBeCloseTo(-30)
    expect(pointAt(back, 0.5).y).toBeCloseTo(-30)
  })
  it('start and end outside the nodes, at the gaps', () => {
    fc.assert(
      fc.property(rect, rect, fc.integer({ min: -80, max: 80 }), (source, target, bend) => {
        const curve = visibleCurve(source, target, bend, { start: 4, end: 5 })
        if (!curve) return
        expect(contains(grow(source, 3.9), curve.start)).toBe(false)
        expect(contains(grow(target, 4.9), curve.end)).toBe(false)
      }),
    )
  })
  it('are not drawn between nodes that touch', () => {
    expect(visibleCurve(box, { ...box, x: 101 }, 0, { start: 4, end: 5 })).toBeNull()
  })
  it('split into parts of the same curve', () => {
    const curve = bentCurve({ x: 0, y: 0 }, { x: 100, y: 60 }, 40)
    const [first, second] = splitAt(curve, 0.5)
    expect(first.end).toEqual(second.start)
    expect(first.end.x).toBeCloseTo(pointAt(curve, 0.5).x)
    expect(curveLength(first) + curveLength(second)).toBeCloseTo(curveLength(curve), 0)
  })
  it('have a unit tangent', () => {
    const curve = bentCurve({ x: 0, y: 0 }, { x: 100, y: 60 }, 40)
    const { x, y } = tangentAt(curve, 0.3)
    expect(Math.hypot(x, y)).toBeCloseTo(1)
  })
})

describe('heads and captions', () => {
  it('heads grow with the width of the line, tip first', () => {
    const thin = arrowHead({ x: 0, y: 0 }, { x: 1, y: 0 }, 1.75, false)
    const thick = arrowHead({ x: 0, y: 0 }, { x: 1, y: 0 }, 3, false)
    expect(thin.path.startsWith('M0 0 L')).toBe(true)
    expect(thin.path).toContain('L-9.18')
    expect(thick.lineEnd.x).toBeLessThan(thin.lineEnd.x)
    expect(arrowHead({ x: 0, y: 0 }, { x: 1, y: 0 }, 3, true).lineEnd.x).toBeGreaterThan(thick.lineEnd.x)
  })
  it('captions stand above flat edges and beside steep ones', () => {
    expect(labelSpot(bentCurve({ x: 0, y: 0 }, { x: 100, y: 0 }, 0), 'left')).toEqual({
      x: 50,
      y: -10,
      anchor: 'middle',
    })
    const steep = bentCurve({ x: 0, y: 0 }, { x: 10, y: 100 }, 0)
    expect(labelSpot(steep, 'left').anchor).toBe('end')
    expect(labelSpot(steep, 'right').x).toBeGreaterThan(5)
  })
  it('cards stand beside their anchor, on the side that covers least', () => {
    const bounds = { width: 1000, height: 800 }
    const anchor = { x: 450, y: 380, width: 100, height: 40 }
    const card = { width: 200, height: 100 }
    const below = placeBeside(anchor, card, bounds, [], ['below', 'above', 'right'])
    expect(below).toEqual({ x: 400, y: 436 })
    const obstacle = { x: 420, y: 450, width: 100, height: 40 }
    expect(placeBeside(anchor, card, bounds, [obstacle], ['below', 'above', 'right'])).toEqual({
      x: 400,
      y: 264,
    })
    const low = { ...anchor, y: 740 }
    expect(placeBeside(low, card, bounds, [], ['below', 'right'])).toEqual({ x: 566, y: 688 })
  })
  it('cards stay inside the canvas', () => {
    expect(keepInside({ x: 900, y: -40, width: 200, height: 100 }, { width: 1000, height: 600 })).toEqual({
      x: 788,
      y: 12,
    })
  })
})
