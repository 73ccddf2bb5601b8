import {
  ARROW_MARK,
  CIRCLE_MARK,
  isJoined,
  markAt,
  NONE,
  setMark,
  TAIL_MARK,
  type MarkMatrix,
} from './mark-matrix'
import { contradictsAncestry } from './ancestral-marks'

/**
 * Where the marks to come are from. 'exact': from a graph or an oracle, they never contradict each other. 'noisy': from
 * tests on data; a mark that no ancestral graph could carry beside the earlier ones is left out.
 */
export type Reliability = 'exact' | 'noisy'

/** A graph whose circles are being decided. What is joined stays as it is. */
export interface Orientation {
  readonly pag: MarkMatrix
  readonly joined: readonly (readonly number[])[]
  /** Places a mark at b on the edge a *-* b where a circle is; whether it then stands there. */
  decide(a: number, b: number, mark: number): boolean
  /** Places several marks, each as [a, b, mark], or none of them. */
  decideTogether(marks: readonly (readonly [number, number, number])[]): boolean
  /** Makes the edge a -> b, or leaves both ends as they are; whether it then stands. */
  direct(a: number, b: number): boolean
  /** Whether b is known to be no collider between a and c, which are not joined, unless it already carries the marks. */
  isNoncollider(a: number, b: number, c: number): boolean
  /** Takes the next circle off the list of those whose surroundings changed: a * size + b for the one at b. */
  nextToExamine(): number | undefined
  /** Ends of edges at which a mark was left out as contradictory. */
  readonly leftOut: ReadonlySet<number>
}

/** One number for the middle b of a and c. */
export const tripleKey = (size: number, a: number, b: number, c: number): number =>
  (Math.min(a, c) * size + Math.max(a, c)) * size + b

/**
 * @param doubtful keys of triples a, b, c with a and c not joined of which nobody knows whether b is a collider; of all
 *   others the colliders are placed before any rule is applied
 */
export function createOrientation(
  pag: MarkMatrix,
  reliability: Reliability,
  doubtful: ReadonlySet<number> = new Set(),
): Orientation {
  const { size, at } = pag
  const joined = Array.from({ length: size }, (_, a) => {
    const row: number[] = []
    for (let b = 0; b < size; b++) if (isJoined(pag, a, b)) row.push(b)
    return row
  })
  const waiting: number[] = []
  const isWaiting = new Uint8Array(size * size)
  const leftOut = new Set<number>()

  const examine = (slot: number) => {
    if (at[slot] !== CIRCLE_MARK || isWaiting[slot]) return
    isWaiting[slot] = 1
    waiting.push(slot)
  }
  for (let slot = 0; slot < size * size; slot++) examine(slot)

  const isPossible = (a: number, b: number, mark: number) => {
    const current = markAt(pag, a, b)
    if (current === mark) return true
    const possible =
      current === CIRCLE_MARK && (reliability === 'exact' || !contradictsAncestry(pag, joined, a, b, mark))
    if (!possible) leftOut.add(a * size + b)
    return possible
  }
  const place = (a: number, b: number, mark: number) => {
    if (markAt(pag, a, b) === mark) return
    setMark(pag, a, b, mark)
    // Every rule that reads only triples decides an edge that shares an end with the one that changed.
    for (const v of [a, b])
      for (const w of joined[v]) {
        examine(v * size + w)
        examine(w * size + v)
      }
  }

  const decideTogether: Orientation['decideTogether'] = (marks) => {
    const possible = marks.every(([a, b, mark]) => isPossible(a, b, mark))
    if (possible) for (const [a, b, mark] of marks) place(a, b, mark)
    return possible
  }

  return {
    pag,
    joined,
    leftOut,
    decide: (a, b, mark) => decideTogether([[a, b, mark]]),
    decideTogether,
    direct: (a, b) =>
      decideTogether([
        [b, a, TAIL_MARK],
        [a, b, ARROW_MARK],
      ]),
    isNoncollider: (a, b, c) =>
      a !== c && !isJoined(pag, a, c) && (doubtful.size === 0 || !doubtful.has(tripleKey(size, a, b, c))),
    nextToExamine() {
      const slot = waiting.pop()
      if (slot !== undefined) isWaiting[slot] = NONE
      return slot
    },
  }
}
