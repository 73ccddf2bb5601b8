import { bentCurve, centreOf, pointAt, type Spot } from '../geometry'
import type { Boxes } from './boxes'
import type { Scene } from './scene'

/** Small boxes are met a little beside them too. */
const REACH = 4
const EDGE_REACH = 5
const PIECES = 12

/** The node whose box holds a point (pixels from the canvas origin at the boxes' zoom), named ones first; -1 for none. */
export function nodeAt({ nodes }: Scene, { rects, named }: Boxes, { x, y }: Spot): number {
  let found = -1
  for (let i = 0; i < rects.length; i++) {
    const rect = rects[i]
    if (
      x < rect.x - REACH ||
      x > rect.x + rect.width + REACH ||
      y < rect.y - REACH ||
      y > rect.y + rect.height + REACH ||
      nodes[i].hidden
    )
      continue
    if (found < 0 || named[i] >= named[found]) found = i
  }
  return found
}

function distanceToSegment({ x, y }: Spot, a: Spot, b: Spot): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length))
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy)
}

/** The edge nearest to a point, within reach and not left out; -1 for none. */
export function edgeAt(
  { edges, ends }: Scene,
  { rects, zoom }: Boxes,
  spot: Spot,
  leftOut: (e: number) => boolean,
): number {
  let found = -1
  let least = EDGE_REACH
  for (let e = 0; e < edges.length; e++) {
    const from = rects[ends[2 * e]]
    const to = rects[ends[2 * e + 1]]
    if (!from || !to || edges[e].hidden || leftOut(e)) continue
    const a = centreOf(from)
    const b = centreOf(to)
    const bend = (edges[e].data?.bend ?? 0) * zoom
    const reach = EDGE_REACH + 2 * Math.abs(bend)
    if (
      spot.x < Math.min(a.x, b.x) - reach ||
      spot.x > Math.max(a.x, b.x) + reach ||
      spot.y < Math.min(a.y, b.y) - reach ||
      spot.y > Math.max(a.y, b.y) + reach
    )
      continue
    const curve = bentCurve(a, b, bend)
    let before = curve.start
    const pieces = bend === 0 ? 1 : PIECES
    for (let piece = 1; piece <= pieces; piece++) {
      const next = pieces === 1 ? curve.end : pointAt(curve, piece / pieces)
      const distance = distanceToSegment(spot, before, next)
      if (distance < least) {
        least = distance
        found = e
      }
      before = next
    }
  }
  return found
}
