import type { PairKind } from '../../document/knowledge-edits'
import type { Knowledge } from '../../engine/discover/algorithm'
import { directed, type CausalGraph, type Edge } from '../../engine/graph/graph'
import { adjacencyKey } from '../edge-look'
import {
  arrowHead,
  curvePath,
  distance,
  pointAt,
  tangentAt,
  visibleCurve,
  type Rect,
  type Spot,
} from '../geometry'
import { routeEdges } from '../route'

/** Pixels between the line and the outlines of its variables, as for arrows. */
const GAPS = { start: 4, end: 5 }
export const KNOWN_WIDTH = 1.75
/** Where along the line a badge may stand, the middle first, and how far apart two badges stay. */
const PLACES = [0.5, 0.38, 0.62, 0.28, 0.72]
const APART = 24

/** What is known of a pair of variables, as it is drawn over a graph. */
export interface KnownLine {
  readonly kind: PairKind
  readonly cause: string
  readonly effect: string
  readonly path: string
  readonly head: string
  /** Where its badge stands. */
  readonly middle: Spot
}

/** The required and forbidden arrows whose variables both stand on the canvas, beside the edges of the same pairs. */
export function knownLines(
  graph: CausalGraph,
  knowledge: Knowledge,
  rects: ReadonlyMap<string, Rect>,
): KnownLine[] {
  const ids = new Map(graph.variables.map(({ id, name }) => [name, id]))
  const known = (['required', 'forbidden'] as const).flatMap((kind) =>
    knowledge[kind].flatMap(([cause, effect]) => {
      const [from, to] = [ids.get(cause), ids.get(effect)]
      return from !== undefined && to !== undefined && rects.has(from) && rects.has(to)
        ? [{ kind, cause, effect, edge: directed(from, to) }]
        : []
    }),
  )
  const pairs = new Set(known.map(({ edge }) => adjacencyKey(edge.from, edge.to)))
  const drawn: readonly Edge[] = graph.edges.filter(({ from, to }) => pairs.has(adjacencyKey(from, to)))
  const bends = routeEdges([...drawn, ...known.map(({ edge }) => edge)], rects).slice(drawn.length)
  const badges: Spot[] = []
  return known.flatMap(({ kind, cause, effect, edge }, at) => {
    const curve = visibleCurve(rects.get(edge.from)!, rects.get(edge.to)!, bends[at], GAPS)
    if (!curve) return []
    const head = arrowHead(curve.end, tangentAt(curve, 1), KNOWN_WIDTH, false)
    const line = { ...curve, end: head.lineEnd }
    const places = PLACES.map((t) => pointAt(curve, t))
    const middle = places.find((spot) => badges.every((other) => distance(spot, other) >= APART)) ?? places[0]
    badges.push(middle)
    return [{ kind, cause, effect, path: curvePath(line), head: head.path, middle }]
  })
}
