import { grow, segmentMeets, type Rect, type Spot } from './geometry'

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
