import type { Orientation } from './orientation'

/**
 * Every step of every walk that begins with the step `start`, takes allowed steps, and is uncovered: variables two steps
 * apart differ and are not joined. A step v, w is v * size + w; the map gives the step before it, -1 for the start.
 *
 * How such a walk goes on depends on its last two variables only, so that all are found in edges times neighbours.
 * The rules ask for paths, on which no variable comes twice; they hold for walks as well, because all they use of the
 * path is that an arrowhead into one of its variables makes the next step directed, by rule R1 along each unshielded
 * triple that is no collider. As the rules are complete with paths, and sound with walks, the two decide the same marks.
 */
export function uncoveredSteps(
  { pag, joined, isNoncollider }: Orientation,
  start: readonly [number, number],
  mayStep: (v: number, w: number) => boolean,
): Map<number, number> {
  const { size } = pag
  const first = start[0] * size + start[1]
  const cameFrom = new Map([[first, -1]])
  const queue = [first]
  for (const step of queue) {
    const here = step % size
    const before = (step - here) / size
    for (const next of joined[here]) {
      const further = here * size + next
      if (cameFrom.has(further) || !isNoncollider(before, here, next) || !mayStep(here, next)) continue
      cameFrom.set(further, step)
      queue.push(further)
    }
  }
  return cameFrom
}

/** The variables of the walk that ends with this step, first to last. */
export function walkEndingWith(step: number, cameFrom: ReadonlyMap<number, number>, size: number): number[] {
  const walk = [step % size]
  for (let at = step; at >= 0; at = cameFrom.get(at)!) walk.push(Math.floor(at / size))
  return walk.toReversed()
}
