import { ARROW_MARK, isJoined, type MarkMatrix } from './mark-matrix'
import { createOrientation, type Orientation } from './orientation'
import { byDiscriminatingPath, byTriple, byUncoveredCirclePath, byUncoveredPaths } from './pag-rules'

/**
 * Does b belong to the set that separates a and c? Asked for pairs a, c that are not joined, with b joined to c. Null
 * where no separating set is known.
 */
export type InSeparator = (a: number, c: number, b: number) => boolean | null

/** Without selection no edge has two tails, and rules R5 to R7 never apply. */
export type Selection = 'possible' | 'none'

/**
 * Turns a skeleton (every mark a circle or `NONE`) into the PAG by the rules R0 to R10, in place. Sound and complete
 * for arrowheads and tails: Zhang, On the completeness of orientation rules for causal discovery in the presence of
 * latent confounders and selection bias, Artificial Intelligence 172, 2008. The separators must be those of a graph.
 */
export function orientPag(pag: MarkMatrix, inSeparator: InSeparator, selection: Selection): MarkMatrix {
  const orientation = createOrientation(pag, 'exact')
  // R0
  for (let b = 0; b < pag.size; b++) {
    const around = orientation.joined[b]
    for (const a of around)
      for (const c of around)
        if (a < c && !isJoined(pag, a, c) && inSeparator(a, c, b) === false) {
          orientation.decide(a, b, ARROW_MARK)
          orientation.decide(c, b, ARROW_MARK)
        }
  }
  const steps = closeUnderRules(orientation, inSeparator, selection)
  while (!steps.next().done);
  return pag
}

/**
 * Applies the rules R1 to R10 until none decides another circle. Yields between steps, each far below a millisecond on
 * sparse graphs, so that the caller can look up or stop.
 */
export function* closeUnderRules(
  orientation: Orientation,
  inSeparator: InSeparator,
  selection: Selection,
): Generator<void> {
  const { pag, joined } = orientation
  const pathRules = [
    (a: number, b: number) => byDiscriminatingPath(orientation, inSeparator, a, b),
    ...(selection === 'possible' ? [(a: number, b: number) => byUncoveredCirclePath(orientation, a, b)] : []),
    (a: number, b: number) => byUncoveredPaths(orientation, a, b),
  ]
  for (let decided = true; decided;) {
    for (let slot = orientation.nextToExamine(); slot !== undefined; slot = orientation.nextToExamine()) {
      byTriple(orientation, Math.floor(slot / pag.size), slot % pag.size, selection)
      yield
    }
    decided = false
    // Paths are looked for only where triples decide nothing any more.
    for (const rule of pathRules) {
      if (decided) break
      for (let a = 0; a < pag.size; a++)
        for (const b of joined[a]) {
          if (rule(a, b)) decided = true
          yield
        }
    }
  }
}
