import type { InternalNode } from '@xyflow/react'
import { bendEdge } from '../../document/commands/drawing-commands'
import type { EdgeId } from '../../engine/graph/graph'
import { useView } from '../../stores/view'
import { edit } from '../edit'
import { drawEdge, outlineOf } from '../edge-drawing'
import { centreOf, distance, upwardBend, type Spot } from '../geometry'
import { drawnBend } from '../route'
import type { CausalFlowEdge, VariableFlowNode } from '../to-flow'

/** Closer to the straight line than this, a line bent by hand is straight. */
const SNAP = 5

type Placed = InternalNode<VariableFlowNode>

/** An edge between two nodes as it is drawn just now. */
export interface DrawnLine {
  readonly edge: CausalFlowEdge
  readonly from: Spot
  readonly to: Spot
  /** As `bentCurve` counts it. */
  readonly bend: number
  /** Of the part that is seen. */
  readonly middle: Spot
}

export function lineBetween(edge: CausalFlowEdge, source: Placed, target: Placed): DrawnLine | null {
  if (!edge.data) return null
  const [start, end] = [outlineOf(source), outlineOf(target)]
  const drawing = drawEdge(edge.data, start, end)
  if (!drawing) return null
  const [from, to] = [centreOf(start), centreOf(end)]
  const { bent, bend } = edge.data
  const { middle } = drawing
  return { edge, from, to, middle, bend: bent === null ? bend : upwardBend(from, to, bent) }
}

/** How far a place lies off the straight line between the ends, as `bentCurve` counts it. */
export function offLine({ from, to }: Pick<DrawnLine, 'from' | 'to'>, { x, y }: Spot): number {
  const length = distance(from, to)
  if (length === 0) return 0
  const right = ((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)) / length
  const bend = upwardBend(from, to, right)
  return Math.abs(bend) < SNAP ? 0 : bend
}

/** The bend as the document keeps it: from the edge's canonical direction. */
export function keptBend({ edge, from, to }: DrawnLine, bend: number): number {
  const right = upwardBend(from, to, bend)
  return drawnBend(edge.data!.edge, right) ?? right
}

/** Bends the line; null gives it back to the automatic route. */
export const bendLine = (line: DrawnLine, bend: number | null) =>
  edit(bendEdge, { edge: line.edge.id as EdgeId, bend: bend === null ? null : keptBend(line, bend) })

/** Shows the line at a bend that is not in the document yet. */
export const showBend = (line: DrawnLine, bend: number) =>
  useView.getState().showBending({ edge: line.edge.id as EdgeId, bend: keptBend(line, bend) })
