import { polygonHull } from 'd3'
import type { VariableGroup } from '../../document/project'
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

/** Where the label of a hull stands: above its left edge. */
const LABEL = { above: 46, width: 180, height: 36 }

/** The labels of the hulls that are drawn, so that cards do not cover them. */
export function labelRects(
  groups: readonly VariableGroup[],
  rectOfVariable: (id: string) => Rect | undefined,
): Rect[] {
  return groups.flatMap((group) => {
    const rects = group.members.flatMap((id) => rectOfVariable(id) ?? [])
    if (group.collapsed || rects.length === 0) return []
    const { x, y } = grow(boundsOf(rects), ROOM)
    return [{ x: x - 6, y: y - LABEL.above, width: LABEL.width, height: LABEL.height }]
  })
}
