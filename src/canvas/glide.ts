import type { Layout, Point } from '../document/project'
import type { VariableId } from '../engine/graph/graph'

/** Slow, fast, slow: the cubic that stands for the tokens' ease-in-out. */
const ease = (t: number) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2)

/** Places on the way from one layout to another, at t in [0, 1]. */
export function between(from: Layout, to: Layout, t: number): Map<string, Point> {
  const places = new Map<string, Point>()
  const share = ease(t)
  for (const [id, end] of Object.entries(to)) {
    const start = from[id as VariableId] ?? end
    places.set(id, { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share })
  }
  return places
}

const MILLISECONDS = 420
/** Nobody follows more nodes than this on their way, and showing it would stutter. */
const MOST_GLIDING = 250

/** Shows the way from one layout to the other; at once where motion is reduced or too much would move. */
export async function glide(
  from: Layout,
  to: Layout,
  show: (places: Map<string, Point>) => void,
): Promise<void> {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  if (Object.keys(to).length > MOST_GLIDING) return
  const start = performance.now()
  await new Promise<void>((resolve) => {
    const frame = (now: number) => {
      const t = (now - start) / MILLISECONDS
      if (t >= 1) return resolve()
      show(between(from, to, Math.max(0, t)))
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}
