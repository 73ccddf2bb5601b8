import {
  adjacencyLists,
  isAdjacent,
  isUndecided,
  joinDirected,
  pointsTo,
  reaches,
  type Pattern,
} from './pattern'

/**
 * Closes the pattern under the four orientation rules of Meek (1995, "Causal inference and causal explanation with
 * background knowledge", section 2.1). On patterns that come from noisy tests the rules can run into each other; an
 * arrow that would complete a directed cycle is then left undecided. Changes the pattern in place.
 *
 * @param unclear 1 at a * size + b and b * size + a for pairs without an edge of which nothing tells whether a
 * variable between them is a collider: rules that need it to be none leave such pairs alone
 */
export function closeUnderMeekRules(pattern: Pattern, unclear: Uint8Array | null = null): void {
  const neighbours = adjacencyLists(pattern)
  let undecided: (readonly [number, number])[] = []
  neighbours.forEach((list, a) => {
    for (const b of list) if (isUndecided(pattern, a, b)) undecided.push([a, b])
  })
  for (let changed = true; changed;) {
    changed = false
    for (const [a, b] of undecided) {
      if (
        !isUndecided(pattern, a, b) ||
        !ruleDirects(pattern, neighbours, unclear, a, b) ||
        reaches(pattern, b, a)
      )
        continue
      joinDirected(pattern, a, b)
      changed = true
    }
    undecided = undecided.filter(([a, b]) => isUndecided(pattern, a, b))
  }
}

/** Whether a rule turns a -- b into a -> b. */
function ruleDirects(
  pattern: Pattern,
  neighbours: readonly number[][],
  unclear: Uint8Array | null,
  a: number,
  b: number,
): boolean {
  const isApart = (c: number, d: number) =>
    !isAdjacent(pattern, c, d) && (unclear === null || unclear[c * pattern.size + d] === 0)
  for (const c of neighbours[a]) {
    if (c === b) continue
    // Rule 1: c -> a -- b, c and b not adjacent.
    if (pointsTo(pattern, c, a) && isApart(c, b)) return true
    // Rule 2: a -> c -> b.
    if (pointsTo(pattern, a, c) && pointsTo(pattern, c, b)) return true
    if (!isUndecided(pattern, a, c)) continue
    if (pointsTo(pattern, c, b)) {
      // Rule 3: a -- c -> b and a -- d -> b, c and d not adjacent.
      for (const d of neighbours[a]) {
        if (d === c || d === b || !isApart(c, d)) continue
        if (isUndecided(pattern, a, d) && pointsTo(pattern, d, b)) return true
      }
    } else if (isApart(c, b)) {
      // Rule 4: a -- c -> d -> b, a and d adjacent, c and b not.
      for (const d of neighbours[a]) {
        if (d !== b && pointsTo(pattern, c, d) && pointsTo(pattern, d, b)) return true
      }
    }
  }
  return false
}

/**
 * Directs a -> b in a pattern that is closed under the rules and has members with that edge, and closes it again: each
 * newly directed edge is looked at once, in every part that it can play in a rule.
 */
export function directAndClose(
  pattern: Pattern,
  neighbours: readonly number[][],
  start: readonly [number, number],
): void {
  const fresh: (readonly [number, number])[] = []
  const direct = (a: number, b: number) => {
    if (!isUndecided(pattern, a, b)) return
    joinDirected(pattern, a, b)
    fresh.push([a, b])
  }
  direct(...start)
  for (const [a, b] of fresh) {
    for (const c of neighbours[b]) {
      if (c === a) continue
      // Rule 1: a -> b -- c; rule 2, a -> b the first edge: a -> b -> c.
      if (!isAdjacent(pattern, a, c)) direct(b, c)
      else if (pointsTo(pattern, b, c)) direct(a, c)
      if (!isUndecided(pattern, c, b)) continue
      // Rule 3: c -- a -> b and c -- d -> b.
      if (isUndecided(pattern, c, a))
        for (const d of neighbours[c])
          if (d !== a && isUndecided(pattern, c, d) && pointsTo(pattern, d, b) && !isAdjacent(pattern, a, d))
            direct(c, b)
      // Rule 4, a -> b the second edge: c -- e -> a -> b, c and a joined, e and b not.
      if (isAdjacent(pattern, c, a))
        for (const e of neighbours[c])
          if (isUndecided(pattern, c, e) && pointsTo(pattern, e, a) && !isAdjacent(pattern, e, b))
            direct(c, b)
    }
    for (const c of neighbours[a]) {
      // Rule 2, a -> b the second edge: c -> a -> b.
      if (pointsTo(pattern, c, a)) direct(c, b)
      // Rule 4, a -> b the first edge: c -- a -> b -> e, c and b joined, a and e not.
      if (!isUndecided(pattern, c, a) || !isAdjacent(pattern, c, b)) continue
      for (const e of neighbours[c]) if (pointsTo(pattern, b, e) && !isAdjacent(pattern, a, e)) direct(c, e)
    }
  }
}
