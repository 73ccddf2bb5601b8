import { size, type PlacedNode } from './worlds-layout'

/** Where the line from one box to another meets the edge of the second. */
export function meeting(from: PlacedNode, to: PlacedNode) {
  const centre = (placed: PlacedNode) => ({ x: placed.x + size.width / 2, y: placed.y + size.height / 2 })
  const [a, b] = [centre(from), centre(to)]
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const share = Math.min(
    dx === 0 ? Infinity : size.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : size.height / 2 / Math.abs(dy),
  )
  return { x: b.x - dx * share, y: b.y - dy * share }
}

/** A curve over the tops of two copies, or beside them where they stand above each other, so that it is no arrow. */
export function bow(from: PlacedNode, to: PlacedNode) {
  const [a, b] = from.x <= to.x ? [from, to] : [to, from]
  const span = b.x - a.x
  if (span < size.width) {
    const [x1, x2] = [a.x + size.width, b.x + size.width]
    const [y1, y2] = [a.y + size.height / 2, b.y + size.height / 2]
    return `M ${x1} ${y1} Q ${Math.max(x1, x2) + 26} ${(y1 + y2) / 2} ${x2} ${y2}`
  }
  const [x1, x2] = [a.x + size.width / 2, b.x + size.width / 2]
  return `M ${x1} ${a.y} Q ${(x1 + x2) / 2} ${Math.min(a.y, b.y) - 18 - 0.05 * span} ${x2} ${b.y}`
}
