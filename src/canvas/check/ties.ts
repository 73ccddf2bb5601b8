import type { ImplicationTest } from '../../engine/estimate/implications/report'
import { undirected, type VariableId } from '../../engine/graph/graph'
import { curvePath, pointAt, visibleCurve, type Rect, type Spot } from '../geometry'
import { routeEdges } from '../route'

/** Pixels between a tie and the outlines of its variables: more than an arrow leaves, so that it touches neither. */
const GAPS = { start: 9, end: 9 }

export interface Tie {
  readonly test: ImplicationTest
  readonly pair: readonly [VariableId, VariableId]
  readonly path: string
  /** Where its badge stands. */
  readonly middle: Spot
}

/** Ties that are drawn at once; more could not be told apart. */
const MOST = 12

/**
 * The violated tests that are drawn, the strongest first: one for each pair, and not more than can be told apart; those
 * that were pressed always.
 */
export function drawnTests(
  tests: readonly ImplicationTest[],
  isKept: (test: ImplicationTest) => boolean,
): ImplicationTest[] {
  const pairs = new Map<string, ImplicationTest>()
  for (const test of tests) {
    if (!test.violated || test.implication.kind !== 'independence') continue
    const { a, b } = test.implication
    const key = [a, b].toSorted().join('\n')
    if (!pairs.has(key)) pairs.set(key, test)
  }
  return [...pairs.values()].filter((test, rank) => rank < MOST || isKept(test))
}

/** A line round the other variables for each of these tests of a pair; pairs that are not drawn have none. */
export function tiesBetween(tests: readonly ImplicationTest[], rects: ReadonlyMap<string, Rect>): Tie[] {
  const pairs = tests.flatMap((test) => {
    const { implication } = test
    if (implication.kind !== 'independence') return []
    const { a, b } = implication
    return rects.has(a) && rects.has(b) ? [{ test, pair: [a, b] as const }] : []
  })
  const bends = routeEdges(
    pairs.map(({ pair: [a, b] }) => undirected(a, b)),
    rects,
  )
  return pairs.flatMap(({ test, pair }, at) => {
    const curve = visibleCurve(rects.get(pair[0])!, rects.get(pair[1])!, bends[at], GAPS)
    return curve ? [{ test, pair, path: curvePath(curve), middle: pointAt(curve, 0.5) }] : []
  })
}
