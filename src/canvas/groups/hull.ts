import { polygonHull } from 'd3'
import { boundsOf, grow, spell, type Rect } from '../geometry'

/** Room between a node and the hull around it; the hull's rounding comes on top. */
const ROOM = 12

export interface Hull {
  /** SVG path through the corners; a thick round stroke makes it soft. */
  readonly path: string
  readonly bounds: Rect
}

/** The convex hull of the nodes with some room around each; null for none. */
export function hullAround(rects: readonly Rect[]): Hull | null {
  if (rects.length === 0) return null
  const grown = rects.map((rect) => grow(rect, ROOM))
  const corners = grown.flatMap(({ x, y, width, height }): [number, number][] => [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ])
  const hull = polygonHull(corners) ?? corners
  return {
    path: `M${hull.map(([x, y]) => spell({ x, y })).join(' L')} Z`,
    bounds: boundsOf(grown),
  }
}
