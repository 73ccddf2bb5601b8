import { canonicalEdge, edgeId, isBidirected, type Edge } from '../engine/graph/graph'
import { adjacencyKey } from './edge-look'
import { bentCurve, centreOf, distance, grow, pointAt, segmentMeets, upwardBend, type Rect } from './geometry'

/** Beyond this many nodes edges run straight: nobody follows single lines there, and routing would cost frames. */
const ROUTED_NODES = 150
const CLEARANCE = 7
const PIECES = 14
/** Least distance between the middles of two edges of one pair. */
const LANE = 44
const DETOURS = [0, 34, -34, 60, -60, 96, -96, 140, -140, 190, -190]

/** How far a hidden common cause's arc rises above the line between its ends. */
export const arcBend = (length: number): number => Math.min(96, Math.max(34, length * 0.2))

function crossings(from: Rect, to: Rect, bend: number, others: readonly Rect[]): number {
  const curve = bentCurve(centreOf(from), centreOf(to), bend)
  let hits = 0
  for (const other of others) {
    const wide = grow(other, CLEARANCE)
    let before = curve.start
    for (let piece = 1; piece <= PIECES; piece++) {
      const next = pointAt(curve, piece / PIECES)
      if (segmentMeets(before, next, wide)) {
        hits++
        break
      }
      before = next
    }
  }
  return hits
}

/** A bend of the document, which counts from the edge's canonical direction, counted from the way it is drawn. */
export function drawnBend(edge: Edge, bend: number | undefined): number | null {
  if (bend === undefined) return null
  return canonicalEdge(edge).from === edge.from ? bend : 0 - bend
}

function bentByHand(
  edge: Edge,
  rects: ReadonlyMap<string, Rect>,
  byHand: Readonly<Record<string, number>>,
): number | null {
  const from = rects.get(edge.from)
  const to = rects.get(edge.to)
  const bend = drawnBend(edge, byHand[edgeId(edge)])
  return from && to && bend !== null ? upwardBend(centreOf(from), centreOf(to), bend) : null
}

/**
 * How far each edge bends (pixels off the chord at its middle) so that it goes round the other nodes where
 * a gentle bend can. Bidirected edges are always arcs, so that they never lie on a directed edge of the pair.
 * Lines bent by hand (`byHand`, as the document keeps them) stay as they were bent.
 */
export function routeEdges(
  edges: readonly Edge[],
  rects: ReadonlyMap<string, Rect>,
  byHand: Readonly<Record<string, number>> = {},
): number[] {
  const all = [...rects]
  const bends = new Map<string, number[]>()
  const drawn = Object.keys(byHand).length === 0 ? null : edges.map((edge) => bentByHand(edge, rects, byHand))
  edges.forEach((edge, i) => {
    const bend = drawn?.[i] ?? null
    if (bend === null) return
    const pair = adjacencyKey(edge.from, edge.to)
    bends.set(pair, [...(bends.get(pair) ?? []), bend])
  })
  return edges.map((edge, i) => {
    const from = rects.get(edge.from)
    const to = rects.get(edge.to)
    if (!from || !to) return 0
    const chosen = drawn?.[i] ?? null
    if (chosen !== null) return chosen
    const length = distance(centreOf(from), centreOf(to))
    const arc = isBidirected(edge) ? arcBend(length) : 0
    const pair = adjacencyKey(edge.from, edge.to)
    const others = bends.get(pair) ?? []
    const ways = arc > 0 ? [arc, -arc, arc * 1.6, -arc * 1.6, arc * 2.4, -arc * 2.4] : DETOURS
    // Two edges of one pair never share a lane.
    const wishes = ways.filter((bend) => others.every((other) => Math.abs(other - bend) >= LANE))
    if (rects.size > ROUTED_NODES || wishes.length === 0) return ways[0]
    const reach = Math.max(...wishes.map(Math.abs)) + CLEARANCE
    const left = Math.min(from.x, to.x) - reach
    const right = Math.max(from.x + from.width, to.x + to.width) + reach
    const top = Math.min(from.y, to.y) - reach
    const bottom = Math.max(from.y + from.height, to.y + to.height) + reach
    const near: Rect[] = []
    for (const [id, rect] of all) {
      if (id === edge.from || id === edge.to) continue
      if (rect.x < right && rect.x + rect.width > left && rect.y < bottom && rect.y + rect.height > top)
        near.push(rect)
    }
    let best = wishes[0]
    let fewest = Infinity
    for (const bend of wishes) {
      const hits = crossings(from, to, bend, near)
      if (hits < fewest) {
        fewest = hits
        best = bend
      }
      if (hits === 0) break
    }
    bends.set(pair, [...others, best])
    return best
  })
}
