import {
  ARROW_MARK,
  CIRCLE_MARK,
  isJoined,
  markAt,
  pointsAt,
  TAIL_MARK,
  type MarkMatrix,
} from './mark-matrix'
import type { InSeparator, Selection } from './orient-pag'
import type { Orientation } from './orientation'
import { uncoveredSteps, walkEndingWith } from './uncovered-walks'

// The rules R1 to R10 of Zhang (Artificial Intelligence 172, 2008), each asked to decide one circle.

const isArrow = (pag: MarkMatrix, a: number, b: number) => markAt(pag, a, b) === ARROW_MARK
const isCircle = (pag: MarkMatrix, a: number, b: number) => markAt(pag, a, b) === CIRCLE_MARK
const isTail = (pag: MarkMatrix, a: number, b: number) => markAt(pag, a, b) === TAIL_MARK

/** Tries to decide the circle at b of a *-o b by what its neighbours show: R1 to R3 and R6 to R8. */
export function byTriple(orientation: Orientation, a: number, b: number, selection: Selection): void {
  const { pag } = orientation
  if (!isCircle(pag, a, b)) return
  if (isNoncolliderAfterArrow(orientation, a, b) && orientation.direct(b, a)) return
  if (wouldCloseCycle(orientation, a, b) && orientation.decide(a, b, ARROW_MARK)) return
  if (isBetweenColliders(orientation, a, b) && orientation.decide(a, b, ARROW_MARK)) return
  if (selection === 'possible' && isBesideTails(orientation, a, b) && orientation.decide(a, b, TAIL_MARK))
    return
  if (isArrow(pag, b, a) && leadsThroughAnother(orientation, b, a)) orientation.decide(a, b, TAIL_MARK)
}

/** R1, c *-> b o-* a, a and c not joined: b -> a. */
const isNoncolliderAfterArrow = ({ pag, joined, isNoncollider }: Orientation, a: number, b: number) =>
  joined[b].some((c) => isArrow(pag, c, b) && isNoncollider(a, b, c))

/** R2, a -> c *-> b or a *-> c -> b, and a *-o b: a *-> b. */
const wouldCloseCycle = ({ pag, joined }: Orientation, a: number, b: number) =>
  joined[a].some((c) => isArrow(pag, a, c) && isArrow(pag, c, b) && (isTail(pag, c, a) || isTail(pag, b, c)))

/** R3, c *-> b <-* d, c *-o a o-* d, c and d not joined, a *-o b: a *-> b. */
function isBetweenColliders({ pag, joined, isNoncollider }: Orientation, a: number, b: number): boolean {
  const sides = joined[a].filter((c) => c !== b && isCircle(pag, c, a) && isArrow(pag, c, b))
  return sides.some((c) => sides.some((d) => c < d && isNoncollider(c, a, d)))
}

/** R6, c -- b o-* a, or R7, c -o b o-* a with a and c not joined: b -* a. */
const isBesideTails = ({ pag, joined, isNoncollider }: Orientation, a: number, b: number) =>
  joined[b].some(
    (c) =>
      c !== a && isTail(pag, b, c) && (isTail(pag, c, b) || (isCircle(pag, c, b) && isNoncollider(a, b, c))),
  )

/** R8, a -> b -> c or a -o b -> c, and a o-> c: a -> c. */
const leadsThroughAnother = ({ pag, joined }: Orientation, a: number, c: number) =>
  joined[a].some((b) => isTail(pag, b, a) && !isTail(pag, a, b) && pointsAt(pag, b, c))

/**
 * R4, a discriminating path d ... a b c for b, and b o-* c: b -> c when b separates d and c, else a <-> b <-> c. Whether
 * it decided the circle at b.
 */
export function byDiscriminatingPath(
  orientation: Orientation,
  inSeparator: InSeparator,
  c: number,
  b: number,
): boolean {
  const { pag, joined } = orientation
  if (!isCircle(pag, c, b)) return false
  for (const a of joined[b]) {
    if (a === c || !pointsAt(pag, a, c) || !isArrow(pag, b, a)) continue
    for (const end of discriminatingEnds(orientation, a, b, c)) {
      const separates = inSeparator(end, c, b)
      if (separates === null) continue
      if (separates ? orientation.direct(b, c) : joinByArrows(orientation, a, b, c)) return true
    }
  }
  return false
}

const joinByArrows = (orientation: Orientation, a: number, b: number, c: number): boolean =>
  orientation.decideTogether([
    [a, b, ARROW_MARK],
    [c, b, ARROW_MARK],
    [b, c, ARROW_MARK],
  ])

/** The far ends of discriminating paths ... a b c: all between are colliders that point at c, the end is not joined to c. */
function discriminatingEnds({ pag, joined }: Orientation, a: number, b: number, c: number): number[] {
  const seen = new Set([a, b, c])
  const queue = [a]
  const ends: number[] = []
  for (const at of queue)
    for (const next of joined[at]) {
      if (seen.has(next) || !isArrow(pag, next, at)) continue
      if (isJoined(pag, next, c) && !(pointsAt(pag, next, c) && isArrow(pag, at, next))) continue
      seen.add(next)
      if (isJoined(pag, next, c)) queue.push(next)
      else ends.push(next)
    }
  return ends
}

/**
 * R5, a o-o b with an uncovered circle path a c ... d b, a and d as well as c and b not joined: all of it undirected.
 * Whether it decided the circle at b.
 */
export function byUncoveredCirclePath(orientation: Orientation, a: number, b: number): boolean {
  const { pag, joined, isNoncollider } = orientation
  const isCircleEdge = (v: number, w: number) => isCircle(pag, v, w) && isCircle(pag, w, v)
  if (!isCircleEdge(a, b)) return false
  for (const c of joined[a]) {
    if (!isCircleEdge(a, c) || !isNoncollider(c, a, b)) continue
    const steps = uncoveredSteps(orientation, [a, c], isCircleEdge)
    const d = joined[b].find(
      (last) => last !== a && !isJoined(pag, a, last) && steps.has(last * pag.size + b),
    )
    if (d === undefined) continue
    const walk = walkEndingWith(d * pag.size + b, steps, pag.size)
    walk.forEach((v, i) => {
      const w = walk[(i + 1) % walk.length]
      orientation.decide(v, w, TAIL_MARK)
      orientation.decide(w, v, TAIL_MARK)
    })
    return isTail(pag, a, b)
  }
  return false
}

/**
 * R9, a o-> c and an uncovered potentially directed path a b ... c with b and c not joined; R10, a o-> c, b -> c <- d,
 * and uncovered potentially directed paths from a to b and from a to d whose first variables differ and are not joined:
 * a -> c. Whether it decided the circle at a.
 */
export function byUncoveredPaths(orientation: Orientation, c: number, a: number): boolean {
  const { pag, joined, isNoncollider } = orientation
  if (!isCircle(pag, c, a) || !isArrow(pag, a, c)) return false
  // No arrowhead where the step begins, no tail where it ends.
  const mayLead = (v: number, w: number) => !isArrow(pag, w, v) && !isTail(pag, v, w)
  const firsts = joined[a].filter((first) => first !== c && mayLead(a, first))
  const reached = firsts.map(
    (first) =>
      new Set(Array.from(uncoveredSteps(orientation, [a, first], mayLead).keys(), (step) => step % pag.size)),
  )
  const isR9 = firsts.some((first, i) => isNoncollider(first, a, c) && reached[i].has(c))
  if (isR9) return orientation.direct(a, c)
  const causes = joined[c].filter((b) => b !== a && pointsAt(pag, b, c))
  const isR10 = firsts.some((first, i) =>
    firsts.some(
      (other, j) =>
        isNoncollider(first, a, other) &&
        causes.some((b) => reached[i].has(b) && causes.some((d) => d !== b && reached[j].has(d))),
    ),
  )
  return isR10 && orientation.direct(a, c)
}
