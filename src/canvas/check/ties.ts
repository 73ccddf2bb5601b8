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

/**
 * A line for each pair that the graph keeps apart and the data do not, round the other variables; the strongest
 * contradiction where there are several of one pair. Pairs that are not drawn have none.
 */
export function tiesBetween(tests: readonly ImplicationTest[], rects: ReadonlyMap<string, Rect>): Tie[] {
  const known = new Set<string>()
  const pairs = tests.flatMap((test) => {
    const { implication, violated } = test
    if (!violated || implication.kind !== 'independence') return []
    const { a, b } = implication
    const key = [a, b].toSorted().join('\n')
    if (known.has(key) || !rects.has(a) || !rects.has(b)) return []
    known.add(key)
    return [{ test, pair: [a, b] as const }]
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
