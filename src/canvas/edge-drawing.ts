import type { InternalNode } from '@xyflow/react'
import {
  arrowHead,
  centreOf,
  crossBar,
  curveLength,
  curvePath,
  grow,
  labelSpot,
  pointAt,
  spell,
  splitAt,
  tangentAt,
  upwardBend,
  visibleCurve,
  type Curve,
  type LabelSpot,
  type Rect,
  type Spot,
} from './geometry'
import type { CausalEdgeData, VariableFlowNode } from './to-flow'

const GAPS = { start: 4, end: 5 }
const CIRCLE_RADIUS = 4
/** The square frame of an adjusted variable stands this far outside the node. */
const FRAME_OUTSET = 6.5
/** Share of the way at which the mark of a written reason stands. */
const CITED_AT = 0.3
/** Pixels a dot moves in a second. */
const DOT_SPEED = 52

/** What an edge must keep clear of: the node, or the frame around an adjusted one. */
export function outlineOf(
  node: Pick<InternalNode<VariableFlowNode>, 'internals' | 'measured' | 'data'>,
): Rect {
  const { x, y } = node.internals.positionAbsolute
  const rect = { x, y, width: node.measured.width ?? 0, height: node.measured.height ?? 0 }
  return node.data.adjusted ? grow(rect, FRAME_OUTSET) : rect
}

export interface EdgeDrawing {
  readonly path: string
  readonly heads: readonly string[]
  readonly headOpacity: number
  readonly circles: readonly Spot[]
  readonly bar: string | null
  readonly chevrons: readonly string[]
  /** From each end to the middle, for the moment in which do() cuts the arrow. */
  readonly halves: readonly string[]
  readonly middle: Spot
  readonly badge: Spot
  /** Where the line shows that its reason is written down: clear of the middle and of its handle. */
  readonly cited: Spot
  readonly label: LabelSpot
  /** Time a dot takes along the edge. */
  readonly seconds: number
}

type Drawn = Pick<CausalEdgeData, 'edge' | 'look' | 'bend' | 'bent' | 'density' | 'bar' | 'role'> &
  Partial<Pick<CausalEdgeData, 'supported'>>

/** The bend at the places of the moment: one made by hand keeps its side while an end is dragged around. */
const bendBetween = (data: Pick<Drawn, 'bend' | 'bent'>, source: Rect, target: Rect) =>
  data.bent === null ? data.bend : upwardBend(centreOf(source), centreOf(target), data.bent)

/** Everything an edge shows, between two node outlines; null when they touch. */
export function drawEdge(data: Drawn, source: Rect, target: Rect): EdgeDrawing | null {
  const { edge, look } = data
  const gaps = {
    start: edge.markFrom === 'tail' ? GAPS.start : GAPS.end,
    end: edge.markTo === 'tail' ? GAPS.start : GAPS.end,
  }
  const curve = visibleCurve(source, target, bendBetween(data, source, target), gaps)
  if (!curve) return null
  const dense = data.density === 'dense'
  const heads: string[] = []
  const circles: Spot[] = []
  let { start, end } = curve
  const atEnd = tangentAt(curve, 1)
  const atStart = tangentAt(curve, 0)
  if (edge.markTo === 'arrow') {
    const head = arrowHead(curve.end, atEnd, look.width, dense)
    heads.push(head.path)
    end = head.lineEnd
  } else if (edge.markTo === 'circle') {
    circles.push(along(curve.end, atEnd, -CIRCLE_RADIUS))
    end = along(curve.end, atEnd, -2 * CIRCLE_RADIUS)
  }
  if (edge.markFrom === 'arrow') {
    const head = arrowHead(curve.start, { x: -atStart.x, y: -atStart.y }, look.width, dense)
    heads.push(head.path)
    start = head.lineEnd
  } else if (edge.markFrom === 'circle') {
    circles.push(along(curve.start, atStart, CIRCLE_RADIUS))
    start = along(curve.start, atStart, 2 * CIRCLE_RADIUS)
  }
  const line: Curve = { start, control: curve.control, end }
  const length = curveLength(curve)
  const barAt = Math.min(0.4, 16 / Math.max(1, length))
  return {
    path: curvePath(line),
    heads,
    // How sure the data are of a direction shows in the head; without support it is drawn in full.
    headOpacity:
      data.supported && look.tone === 'edge'
        ? 0.35 + 0.65 * (edge.orientationSupport ?? edge.support ?? 1)
        : 1,
    circles,
    bar: data.bar === null ? null : crossBar(curve, data.bar === 'start' ? barAt : 1 - barAt, 8),
    chevrons: [0.3, 0.5, 0.7].map((t) => chevron(curve, t)),
    halves: splitAt(line, 0.5).map((half, i) => curvePath(i === 0 ? half : reversed(half))),
    middle: pointAt(curve, 0.5),
    badge: pointAt(curve, 0.5),
    cited: pointAt(curve, CITED_AT),
    label: captionSpot(curve, data.role === 'cut' ? 20 : 12),
    seconds: Math.max(0.8, Math.round((length / DOT_SPEED) * 10) / 10),
  }
}

/** Captions stand on the side away from the middle of the drawing: left of lines that lean left. */
function captionSpot(curve: Curve, gap: number): LabelSpot {
  const leansLeft = (curve.end.x - curve.start.x) * (curve.end.y - curve.start.y) < 0
  return labelSpot(curve, leansLeft ? 'left' : 'right', gap)
}

const along = (spot: Spot, direction: Spot, by: number): Spot => ({
  x: spot.x + direction.x * by,
  y: spot.y + direction.y * by,
})

const reversed = ({ start, control, end }: Curve): Curve => ({ start: end, control, end: start })

/** ">" on the line, pointing along it: what stands for the moving dots when motion is reduced. */
function chevron(curve: Curve, t: number): string {
  const tip = pointAt(curve, t)
  const { x, y } = tangentAt(curve, t)
  const back = { x: tip.x - x * 5, y: tip.y - y * 5 }
  return `M${spell({ x: back.x - y * 5, y: back.y + x * 5 })} L${spell(tip)} L${spell({ x: back.x + y * 5, y: back.y - x * 5 })}`
}
