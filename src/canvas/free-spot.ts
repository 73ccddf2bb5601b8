import { boundsOf, grow, segmentMeets, type Rect, type Spot } from './geometry'

const STEP = 28
const MARGIN = 16

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Top left corner for a new node of the given size, as near to the wish as the others leave room. */
export function freeSpot(wish: Spot, size: { width: number; height: number }, taken: readonly Rect[]): Spot {
  for (let ring = 0; ring < 40; ring++) {
    for (let corner = 0; corner < Math.max(1, ring * 6); corner++) {
      const angle = (corner / Math.max(1, ring * 6)) * 2 * Math.PI
      const spot = {
        x: Math.round(wish.x + Math.cos(angle) * ring * STEP * 1.6),
        y: Math.round(wish.y + Math.sin(angle) * ring * STEP),
      }
      const rect = { ...spot, ...size }
      if (!taken.some((other) => overlap(grow(other, MARGIN), rect))) return spot
    }
  }
  return wish
}

/** Beyond this many pairs of rectangles, what is put in goes beside everything else without a search. */
const SEARCHED_PAIRS = 200_000

/**
 * How far a group of rectangles has to move, from the wish outwards, so that it covers none of those that are
 * there: the nearest place of a widening search, or beside all of them.
 */
export function freeOffset(group: readonly Rect[], wish: Spot, taken: readonly Rect[], margin = 8): Spot {
  if (group.length === 0 || taken.length === 0) return wish
  const kept = taken.map((rect) => grow(rect, margin))
  const covers = ({ x, y }: Spot) =>
    group.some((rect) => {
      const moved = { ...rect, x: rect.x + x, y: rect.y + y }
      return kept.some((other) => overlap(other, moved))
    })
  if (group.length * taken.length <= SEARCHED_PAIRS)
    for (let ring = 0; ring < 40; ring++) {
      const corners = Math.max(1, ring * 6)
      for (let corner = 0; corner < corners; corner++) {
        const angle = (corner / corners) * 2 * Math.PI
        const spot = {
          x: Math.round(wish.x + Math.cos(angle) * ring * STEP * 1.6),
          y: Math.round(wish.y + Math.sin(angle) * ring * STEP),
        }
        if (!covers(spot)) return spot
      }
    }
  const there = boundsOf(taken)
  const whole = boundsOf(group)
  return { x: Math.round(there.x + there.width + 2 * STEP - whole.x), y: Math.round(there.y - whole.y) }
}

/** A place for a hidden cause of two variables: above the middle between them, clear of the line. */
export function spotAbove(
  a: Rect,
  b: Rect,
  size: { width: number; height: number },
  taken: readonly Rect[],
): Spot {
  const x = (a.x + a.width / 2 + b.x + b.width / 2) / 2 - size.width / 2
  const upper = Math.min(a.y, b.y) - size.height - 70
  const line = [
    { x: a.x + a.width / 2, y: a.y + a.height / 2 },
    { x: b.x + b.width / 2, y: b.y + b.height / 2 },
  ] as const
  const spot = freeSpot({ x, y: upper }, size, taken)
  return segmentMeets(line[0], line[1], { ...spot, ...size })
    ? { x: spot.x + size.width + 40, y: spot.y }
    : spot
}
