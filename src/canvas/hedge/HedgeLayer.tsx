import { useStore, ViewportPortal } from '@xyflow/react'
import { useId, useMemo } from 'react'
import type { GraphEntry } from '../../document/project'
import type { VariableId } from '../../engine/graph/graph'
import type { Hedge } from '../../engine/identify/method'
import { hedgeText as text } from '../../text/hedge'
import { bentCurve, boundsOf, centreOf, grow, pointAt, type Rect, type Spot } from '../geometry'
import { drawnGraph } from '../groups/drawn-graph'
import { rectOf, type CausalFlowEdge, type VariableFlowNode } from '../to-flow'
import styles from './Hedge.module.css'
import { OUTER } from './hedge-area'
import { roundedHull } from './rounded-hull'

/** Pixels between nodes and the inner outline, which stays clear of the outer one. */
const INNER = 14
/** Pixels that the words take at 100 %, and between them and the outline. */
const WORDS = { width: 480, height: 22 }
const GAP = 6
/** Farther below than this the words would not be seen to belong to the outline. */
const FAR = 160
/** The words keep their size, whatever the zoom, between these. */
const LARGEST_WORDS = 2.5

interface HedgeLayerProps {
  entry: GraphEntry
  hedge: Hedge
  nodes: readonly VariableFlowNode[]
  edges: readonly CausalFlowEdge[]
}

/**
 * Why there is no formula, on the drawing: a dotted outline around what hidden causes tie together, a hatched one
 * around the part of it whose distribution is asked for. It never takes a pointer.
 */
export function HedgeLayer({ entry, hedge, nodes, edges }: HedgeLayerProps) {
  const hatch = useId()
  const zoom = useStore((state) => state.transform[2])
  const { standIn } = drawnGraph(entry)
  const byId = useMemo(() => new Map<string, VariableFlowNode>(nodes.map((node) => [node.id, node])), [nodes])
  const rectsOf = (ids: readonly VariableId[]): Rect[] =>
    [...new Set(ids.map(standIn))].flatMap((id) => {
      const node = byId.get(id)
      return node && !node.hidden ? [rectOf(node)] : []
    })
  const members = new Set<string>(hedge.outer.map(standIn))
  const tied = [...rectsOf(hedge.outer), ...tops(edges, byId, members)]
  const others = nodes.filter((node) => !node.hidden && !members.has(node.id)).map(rectOf)
  const outer = roundedHull(boxed(tied, others), OUTER)
  const inner = roundedHull(rectsOf(hedge.inner), INNER)
  if (!outer || !inner) return null
  const name = (id: VariableId) => byId.get(id)?.data.name ?? id
  const inside = [...new Set(hedge.inner.map(standIn))].map(name)
  const scale = Math.min(LARGEST_WORDS, 1 / zoom)
  const words = placeOfWords(outer.bounds, nodes.filter((node) => !node.hidden).map(rectOf), {
    width: WORDS.width * scale,
    height: WORDS.height * scale,
  })
  return (
    <ViewportPortal>
      <div className={styles.layer} data-hedge>
        <svg className={styles.drawing} aria-hidden>
          <defs>
            <pattern
              id={hatch}
              width={8}
              height={8}
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line className={styles.hatch} x1={0} y1={0} x2={0} y2={8} />
            </pattern>
          </defs>
          <path className={styles.outer} d={outer.path} data-hedge-outer={hedge.outer.length} />
          <path
            className={styles.inner}
            d={inner.path}
            style={{ fill: `url(#${hatch})` }}
            data-hedge-inner={hedge.inner.length}
          />
        </svg>
        <p
          className={styles.words}
          style={{
            transform: `translate(${words.x}px, ${words.y}px) scale(${scale}) translate(-50%, 0)`,
          }}
        >
          <span className={styles.outerKey} aria-hidden />{' '}
          {text.outer([...members].map((id) => name(id as VariableId)))}
          <span className={styles.innerKey} aria-hidden /> {text.inner(inside)}
        </p>
      </div>
    </ViewportPortal>
  )
}

/** One rectangle around all, where that holds nothing else; it is calmer to look at than a hull. */
function boxed(rects: readonly Rect[], others: readonly Rect[]): readonly Rect[] {
  if (rects.length === 0) return rects
  const box = boundsOf(rects)
  const room = grow(box, OUTER)
  return others.some((other) => overlap(other, room)) ? rects : [box]
}

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The top middle of the words: below the outline, or below everything; above it where that would be far away. */
function placeOfWords(around: Rect, taken: readonly Rect[], size: { width: number; height: number }): Spot {
  const middle = around.x + around.width / 2
  const all = boundsOf([around, ...taken])
  // What is wider than the outline grows towards the middle of the graph, where there is room.
  const over = Math.max(0, size.width - around.width) / 2
  const x = middle < all.x + all.width / 2 ? middle + over : middle - over
  const isFree = (y: number) => !taken.some((other) => overlap(other, { x: x - size.width / 2, y, ...size }))
  const below = around.y + around.height + GAP
  const lowest = Math.max(below, ...taken.map((rect) => rect.y + rect.height + GAP))
  if (isFree(below)) return { x, y: below }
  return { x, y: lowest - below < FAR ? lowest : around.y - size.height - GAP }
}

/** The middles of bent edges between members, so that the outline goes round the arcs as well. */
function tops(
  edges: readonly CausalFlowEdge[],
  byId: ReadonlyMap<string, VariableFlowNode>,
  members: ReadonlySet<string>,
): Rect[] {
  return edges.flatMap(({ source, target, data, hidden }) => {
    const [from, to] = [byId.get(source), byId.get(target)]
    if (!from || !to || !data || hidden || data.bend === 0) return []
    if (!members.has(source) || !members.has(target)) return []
    const curve = bentCurve(centreOf(rectOf(from)), centreOf(rectOf(to)), data.bend)
    return [{ ...pointAt(curve, 0.5), width: 0, height: 0 }]
  })
}
