import {
  ARROW_MARK,
  CIRCLE_MARK,
  isJoined,
  markAt,
  NONE,
  pointsAt,
  setMark,
  TAIL_MARK,
  type MarkMatrix,
} from './mark-matrix'

/**
 * Does b belong to the set that separates a and c? Asked for pairs a, c that are not joined, with b joined to c.
 */
export type InSeparator = (a: number, c: number, b: number) => boolean

/**
 * Turns a skeleton (every mark a circle or `NONE`) into the PAG by the rules R0 to R10, in place. Sound and complete
 * for arrowheads and tails: Zhang, On the completeness of orientation rules for causal discovery in the presence of
 * latent confounders and selection bias, Artificial Intelligence 172, 2008. Without selection R5 to R7 never apply.
 */
export function orientPag(
  pag: MarkMatrix,
  inSeparator: InSeparator,
  selection: 'possible' | 'none',
): MarkMatrix {
  orientColliders(pag, inSeparator)
  const first = [rule1, rule2, rule3, rule4]
  const second = selection === 'possible' ? [rule5, rule6, rule7] : []
  const third = [rule8, rule9, rule10]
  for (let changed = true; changed;) {
    changed = false
    for (const rule of [...first, ...second, ...third]) if (rule(pag, inSeparator)) changed = true
  }
  return pag
}

type Rule = (pag: MarkMatrix, inSeparator: InSeparator) => boolean

const neighbours = new WeakMap<MarkMatrix, readonly (readonly number[])[]>()

/** The rules change marks only, so that what is joined is looked up once for each graph. */
function joinedTo(pag: MarkMatrix, v: number): readonly number[] {
  const known = neighbours.get(pag)
  if (known) return known[v]
  const found = Array.from({ length: pag.size }, (_, a) => {
    const row = pag.at.subarray(a * pag.size, (a + 1) * pag.size)
    const joined: number[] = []
    row.forEach((mark, b) => {
      if (mark !== NONE) joined.push(b)
    })
    return joined
  })
  neighbours.set(pag, found)
  return found[v]
}

const isArrow = (pag: MarkMatrix, a: number, b: number) => markAt(pag, a, b) === ARROW_MARK
const isCircle = (pag: MarkMatrix, a: number, b: number) => markAt(pag, a, b) === CIRCLE_MARK
const isTail = (pag: MarkMatrix, a: number, b: number) => markAt(pag, a, b) === TAIL_MARK

/** R0 */
function orientColliders(pag: MarkMatrix, inSeparator: InSeparator): void {
  for (let b = 0; b < pag.size; b++) {
    const around = joinedTo(pag, b)
    for (const a of around)
      for (const c of around)
        if (a < c && !isJoined(pag, a, c) && !inSeparator(a, c, b)) {
          setMark(pag, a, b, ARROW_MARK)
          setMark(pag, c, b, ARROW_MARK)
        }
  }
}

/** Asks `found` for every ordered pair of joined variables; true when any asked for a change. */
function forEdges(pag: MarkMatrix, found: (a: number, b: number) => boolean): boolean {
  let changed = false
  for (let a = 0; a < pag.size; a++) for (const b of joinedTo(pag, a)) if (found(a, b)) changed = true
  return changed
}

/** a *-> b o-* c, a and c not joined: b -> c. */
const rule1: Rule = (pag) =>
  forEdges(pag, (b, c) => {
    if (!isCircle(pag, c, b)) return false
    for (const a of joinedTo(pag, b)) {
      if (a === c || !isArrow(pag, a, b) || isJoined(pag, a, c)) continue
      setMark(pag, c, b, TAIL_MARK)
      setMark(pag, b, c, ARROW_MARK)
      return true
    }
    return false
  })

/** a -> b *-> c or a *-> b -> c, and a *-o c: a *-> c. */
const rule2: Rule = (pag) =>
  forEdges(pag, (a, c) => {
    if (!isCircle(pag, a, c)) return false
    for (const b of joinedTo(pag, a)) {
      const through = isArrow(pag, a, b) && isArrow(pag, b, c)
      if (!through || !(isTail(pag, b, a) || isTail(pag, c, b))) continue
      setMark(pag, a, c, ARROW_MARK)
      return true
    }
    return false
  })

/** a *-> b <-* c, a *-o d o-* c, a and c not joined, d *-o b: d *-> b. */
const rule3: Rule = (pag) =>
  forEdges(pag, (d, b) => {
    if (!isCircle(pag, d, b)) return false
    const sides = joinedTo(pag, d).filter((a) => a !== b && isCircle(pag, a, d) && isArrow(pag, a, b))
    const isOpen = sides.some((a) => sides.some((c) => a < c && !isJoined(pag, a, c)))
    if (isOpen) setMark(pag, d, b, ARROW_MARK)
    return isOpen
  })

/** A discriminating path d ... a b c for b, and b o-* c: b -> c when b separates d and c, else a <-> b <-> c. */
const rule4: Rule = (pag, inSeparator) =>
  forEdges(pag, (b, c) => {
    if (!isCircle(pag, c, b)) return false
    for (const a of joinedTo(pag, b)) {
      if (a === c || !pointsAt(pag, a, c) || !isArrow(pag, b, a)) continue
      const end = discriminatingEnd(pag, a, b, c)
      if (end === null) continue
      setMark(pag, b, c, ARROW_MARK)
      if (inSeparator(end, c, b)) setMark(pag, c, b, TAIL_MARK)
      else {
        setMark(pag, c, b, ARROW_MARK)
        setMark(pag, a, b, ARROW_MARK)
      }
      return true
    }
    return false
  })

/** The far end of a discriminating path ... a b c: all between are colliders that point at c, the end is not joined to c. */
function discriminatingEnd(pag: MarkMatrix, a: number, b: number, c: number): number | null {
  const seen = new Set([a, b, c])
  const queue = [a]
  for (const at of queue) {
    for (const next of joinedTo(pag, at)) {
      if (seen.has(next) || !isArrow(pag, next, at)) continue
      if (!isJoined(pag, next, c)) return next
      if (!pointsAt(pag, next, c) || !isArrow(pag, at, next)) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return null
}

/** a o-o b with an uncovered circle path a c ... d b, a and d as well as c and b not joined: all of it undirected. */
const rule5: Rule = (pag) =>
  forEdges(pag, (a, b) => {
    if (!isCircle(pag, a, b) || !isCircle(pag, b, a)) return false
    const isBothCircles = (v: number, w: number) => isCircle(pag, v, w) && isCircle(pag, w, v)
    for (const c of joinedTo(pag, a)) {
      if (c === b || !isBothCircles(a, c) || isJoined(pag, c, b)) continue
      const path = uncoveredPath(pag, [a, c], b, isBothCircles, (d) => !isJoined(pag, a, d))
      if (!path) continue
      for (const [i, v] of path.entries()) {
        const w = path[(i + 1) % path.length]
        setMark(pag, v, w, TAIL_MARK)
        setMark(pag, w, v, TAIL_MARK)
      }
      return true
    }
    return false
  })

/** a -- b o-* c: b -* c. */
const rule6: Rule = (pag) =>
  forEdges(pag, (b, c) => {
    if (!isCircle(pag, c, b)) return false
    for (const a of joinedTo(pag, b)) {
      if (a === c || !isTail(pag, a, b) || !isTail(pag, b, a)) continue
      setMark(pag, c, b, TAIL_MARK)
      return true
    }
    return false
  })

/** a -o b o-* c, a and c not joined: b -* c. */
const rule7: Rule = (pag) =>
  forEdges(pag, (b, c) => {
    if (!isCircle(pag, c, b)) return false
    for (const a of joinedTo(pag, b)) {
      if (a === c || isJoined(pag, a, c) || !isTail(pag, b, a) || !isCircle(pag, a, b)) continue
      setMark(pag, c, b, TAIL_MARK)
      return true
    }
    return false
  })

/** a o-> c */
const isHalfDecided = (pag: MarkMatrix, a: number, c: number) => isCircle(pag, c, a) && isArrow(pag, a, c)

/** a -> b -> c or a -o b -> c, and a o-> c: a -> c. */
const rule8: Rule = (pag) =>
  forEdges(pag, (a, c) => {
    if (!isHalfDecided(pag, a, c)) return false
    for (const b of joinedTo(pag, a)) {
      if (!isTail(pag, b, a) || isTail(pag, a, b) || !pointsAt(pag, b, c)) continue
      setMark(pag, c, a, TAIL_MARK)
      return true
    }
    return false
  })

/** An edge that may lead from v to w: no arrowhead at v, no tail at w. */
const mayLead = (pag: MarkMatrix) => (v: number, w: number) => !isArrow(pag, w, v) && !isTail(pag, v, w)

/** a o-> c and an uncovered potentially directed path a b ... c, b and c not joined: a -> c. */
const rule9: Rule = (pag) =>
  forEdges(pag, (a, c) => {
    if (!isHalfDecided(pag, a, c)) return false
    for (const b of joinedTo(pag, a)) {
      if (b === c || isJoined(pag, b, c) || !mayLead(pag)(a, b)) continue
      if (!uncoveredPath(pag, [a, b], c, mayLead(pag), () => true)) continue
      setMark(pag, c, a, TAIL_MARK)
      return true
    }
    return false
  })

/**
 * a o-> c, b -> c <- d, uncovered potentially directed paths from a to b and from a to d whose first variables differ
 * and are not joined: a -> c.
 */
const rule10: Rule = (pag) =>
  forEdges(pag, (a, c) => {
    if (!isHalfDecided(pag, a, c)) return false
    const ends = joinedTo(pag, c).filter((b) => b !== a && pointsAt(pag, b, c))
    const firstsTo = (end: number) =>
      joinedTo(pag, a).filter(
        (first) =>
          first !== c &&
          mayLead(pag)(a, first) &&
          (first === end || uncoveredPath(pag, [a, first], end, mayLead(pag), () => true, c) !== null),
      )
    const firsts = ends.map(firstsTo)
    const isMet = ends.some((_, i) =>
      ends.some(
        (_other, j) => i < j && firsts[i].some((m) => firsts[j].some((w) => m !== w && !isJoined(pag, m, w))),
      ),
    )
    if (isMet) setMark(pag, c, a, TAIL_MARK)
    return isMet
  })

/**
 * A path from start[0] over start[1] to `end` along allowed edges, no variable twice, on which variables two steps
 * apart are never joined; `lastFits` judges the variable before the end. Depth first; null when there is none.
 */
function uncoveredPath(
  pag: MarkMatrix,
  start: readonly [number, number],
  end: number,
  allowed: (v: number, w: number) => boolean,
  lastFits: (v: number) => boolean,
  avoided = -1,
): number[] | null {
  const path: number[] = [...start]
  const extend = (): boolean => {
    const [before, at] = path.slice(-2)
    for (const next of joinedTo(pag, at)) {
      if (next === avoided || path.includes(next) || isJoined(pag, before, next) || !allowed(at, next))
        continue
      if (next === end) {
        if (!lastFits(at)) continue
        path.push(end)
        return true
      }
      path.push(next)
      if (extend()) return true
      path.pop()
    }
    return false
  }
  return extend() ? path : null
}
