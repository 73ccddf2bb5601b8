import { polygonHull } from 'd3'
import { boundsOf, grow, type Rect, type Spot } from '../geometry'

export interface RoundedHull {
  /** SVG path. */
  readonly path: string
  readonly bounds: Rect
}

const spelled = (value: number) => Math.round(value * 10) / 10

/**
 * The outline at a distance of `room` pixels around the convex hull of the rectangles, with round corners; null for
 * none.
 */
export function roundedHull(rects: readonly Rect[], room: number): RoundedHull | null {
  if (rects.length === 0) return null
  const corners = rects.flatMap(({ x, y, width, height }): [number, number][] => [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ])
  const hull = (polygonHull(corners) ?? corners).map(([x, y]): Spot => ({ x, y }))
  const sides = hull.flatMap((from, i) => {
    const to = hull[(i + 1) % hull.length]
    const length = Math.hypot(to.x - from.x, to.y - from.y)
    if (length === 0) return []
    const out = outward(hull, { x: (to.y - from.y) / length, y: (from.x - to.x) / length }, from)
    const shifted = ({ x, y }: Spot) => `${spelled(x + out.x * room)} ${spelled(y + out.y * room)}`
    return [{ start: shifted(from), end: shifted(to) }]
  })
  const turn = turnsRight(hull) ? 1 : 0
  const arc = (to: string) => `A ${room} ${room} 0 0 ${turn} ${to}`
  const path = sides.map(({ start, end }, i) => `${i === 0 ? `M ${start}` : arc(start)} L ${end}`).join(' ')
  return { path: `${path} ${arc(sides[0].start)} Z`, bounds: grow(boundsOf(rects), room) }
}

/** The normal of a side that points away from the rest of the hull. */
function outward(hull: readonly Spot[], normal: Spot, on: Spot): Spot {
  const middle = {
    x: hull.reduce((sum, { x }) => sum + x, 0) / hull.length,
    y: hull.reduce((sum, { y }) => sum + y, 0) / hull.length,
  }
  const inside = normal.x * (middle.x - on.x) + normal.y * (middle.y - on.y)
  return inside > 0 ? { x: -normal.x, y: -normal.y } : normal
}

/** Do the corners follow each other clockwise on the screen, where y grows downwards? */
function turnsRight(hull: readonly Spot[]): boolean {
  const area = hull.reduce((sum, { x, y }, i) => {
    const next = hull[(i + 1) % hull.length]
    return sum + x * next.y - next.x * y
  }, 0)
  return area > 0
}
