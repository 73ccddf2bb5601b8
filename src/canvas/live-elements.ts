import type { Rect } from './geometry'
import { DENSE_FROM } from './node-size'
import {
  ALL_LIVE,
  rectOf,
  said,
  type CausalFlowEdge,
  type Flow,
  type VariableFlowNode,
  type Words,
} from './to-flow'

/** Below these zooms names inside nodes are unreadable, and the overview draws the graph with readable ones. */
const OVERVIEW_BELOW = { whole: 0.6, near: 0.72 }
/** Screen pixels around the view that are live too, and how near to their border the view may come. */
const MARGIN = 220
const LEAST_MARGIN = 60

/** The part of the canvas on the screen. */
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly width: number
  readonly height: number
}

/**
 * Which part of the drawing shows as live elements: all of it, what stands in a region around the view, or
 * nothing, because the overview draws it. In small graphs the elements stay under the overview, unseen, for the
 * keyboard and the screen reader, and zooming in has nothing to make.
 */
export type Detail =
  | { readonly kind: 'whole' }
  | { readonly kind: 'near'; readonly region: Rect }
  | { readonly kind: 'overview' }

const whole: Detail = { kind: 'whole' }
const overview: Detail = { kind: 'overview' }

/** The canvas rectangle in view, with a border of screen pixels. */
export const inView = ({ x, y, zoom, width, height }: View, border = 0): Rect => ({
  x: (-x - border) / zoom,
  y: (-y - border) / zoom,
  width: (width + 2 * border) / zoom,
  height: (height + 2 * border) / zoom,
})

const covers = (outer: Rect, inner: Rect) =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height

export const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The detail for a view of `count` variables; the same object as before while nothing has to change. */
export function detailAt(count: number, view: View, before: Detail): Detail {
  if (count < DENSE_FROM) return whole
  const small = count <= ALL_LIVE
  if (view.width === 0 || view.zoom < OVERVIEW_BELOW[small ? 'whole' : 'near']) return overview
  if (small) return whole
  if (
    before.kind === 'near' &&
    covers(before.region, inView(view, LEAST_MARGIN)) &&
    covers(inView(view, 2 * MARGIN), before.region)
  )
    return before
  return { kind: 'near', region: inView(view, MARGIN) }
}

/** The variables that are live: those of the detail, and `pinned` ones wherever they stand. */
export function liveIds(
  nodes: readonly VariableFlowNode[],
  detail: Detail,
  pinned: ReadonlySet<string>,
): ReadonlySet<string> {
  const live = new Set<string>()
  const small = nodes.length <= ALL_LIVE
  for (const node of nodes) {
    if (node.hidden) continue
    const near = small || (detail.kind === 'near' && overlap(rectOf(node), detail.region))
    if (near || pinned.has(node.id)) live.add(node.id)
  }
  return live
}

/** Is the edge a live element? Both its ends are, and it is not left to the overview. */
export const isLiveEdge = (edge: CausalFlowEdge, detail: Detail, live: ReadonlySet<string>): boolean =>
  !edge.hidden && detail.kind !== 'overview' && live.has(edge.source) && live.has(edge.target)

type Elements = Pick<Flow, 'nodes' | 'edges'>

/** Gives elements their words as they become live; those whose words did not change stay the same objects. */
function createSpeaker<T extends Partial<ReturnType<Words['node']>> & { id: string }>(
  say: (words: Words, element: T) => ReturnType<Words['node']>,
) {
  let before = new Map<string, { plain: T; words: Words; spoken: T }>()
  return (elements: readonly T[], words: Words): T[] => {
    const now = new Map<string, { plain: T; words: Words; spoken: T }>()
    const spoken = elements.map((plain) => {
      const old = before.get(plain.id)
      if (old && old.plain === plain && old.words === words) {
        now.set(plain.id, old)
        return old.spoken
      }
      const told = said(say(words, plain), old?.spoken as ReturnType<Words['node']> | undefined)
      const same =
        old?.plain === plain &&
        old.spoken.ariaLabel === told.ariaLabel &&
        old.spoken.domAttributes === told.domAttributes
      const next = { plain, words, spoken: same ? old.spoken : { ...plain, ...told } }
      now.set(plain.id, next)
      return next.spoken
    })
    before = now
    return spoken
  }
}

/** The nodes and edges that are live elements, with their words; the overview draws the rest. */
export function createLiveElements() {
  const speakNodes = createSpeaker<VariableFlowNode>((words, { id, data }) => words.node(id, data))
  const speakEdges = createSpeaker<CausalFlowEdge>((words, { data }) => words.edge(data!))
  return ({ nodes, edges, words }: Flow, detail: Detail, live: ReadonlySet<string>): Elements => {
    if (nodes.length <= ALL_LIVE) return { nodes, edges }
    const liveNodes = nodes.filter((node) => live.has(node.id))
    const liveEdges = edges.filter((edge) => isLiveEdge(edge, detail, live))
    return words
      ? { nodes: speakNodes(liveNodes, words), edges: speakEdges(liveEdges, words) }
      : { nodes: liveNodes, edges: liveEdges }
  }
}
