import { boundsOf, grow, type Rect, type Spot } from '../geometry'

const STEP = 28

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Beyond this many pairs of rectangles, what is put in goes beside everything else without a search. */
const SEARCHED_PAIRS = 40_000

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
