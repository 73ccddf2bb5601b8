import type { GraphEntry } from '../../document/project'
import type { Hedge } from '../../engine/identify/method'
import { boundsOf, grow, type Rect } from '../geometry'
import { drawnGraph } from '../groups/drawn-graph'
import { rectOf, type VariableFlowNode } from '../to-flow'

/** Pixels between the nodes of a hedge and the outline around all of them. */
export const OUTER = 34
/** Pixels below the outline that its words take. */
const WORDS = { width: 500, height: 30 }

const none: readonly Rect[] = []

/** What the drawing of a hedge takes up, for a view that shows all of it. */
export function hedgeArea(
  entry: GraphEntry,
  hedge: Hedge | null,
  nodes: readonly VariableFlowNode[],
): readonly Rect[] {
  if (!hedge) return none
  const { standIn } = drawnGraph(entry)
  const members = new Set<string>(hedge.outer.map(standIn))
  const rects = nodes.filter((node) => members.has(node.id) && !node.hidden).map(rectOf)
  if (rects.length === 0) return none
  const { x, y, width, height } = grow(boundsOf(rects), OUTER)
  const wide = Math.max(width, WORDS.width)
  return [{ x: x + (width - wide) / 2, y, width: wide, height: height + WORDS.height }]
}
