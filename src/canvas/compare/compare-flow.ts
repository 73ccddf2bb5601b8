import type { Edge as FlowEdgeBase, Node as FlowNodeBase } from '@xyflow/react'
import type { GraphEntry, Point } from '../../document/project'
import { edgeWords } from '../../document/edge-words'
import type { ComparedPair, PairClass } from '../../engine/graph/compare'
import { canonicalEdge, type Edge, type Variable, type VariableId } from '../../engine/graph/graph'
import { pairKey } from '../../stores/comparing'
import type { Comparison } from '../../stores/comparison'
import { compareText } from '../../text/compare'
import { freeSpot } from '../free-spot'
import { bentCurve, centreOf, distance, pointAt, visibleCurve, type Rect, type Spot } from '../geometry'
import { DENSE_FROM, nodeLabel, nodeSize, type Density, type MeasureText } from '../node-size'
import { routeEdges } from '../route'

/** The line of a class: solid where both graphs join the pair, dashed for A alone, dotted for B alone. */
export type LineForm = 'solid' | 'dashed' | 'dotted'

export type CompareNodeData = {
  label: string
  where: 'both' | 'left' | 'right'
  tag: string | null
  density: Density
}
export type CompareFlowNode = FlowNodeBase<CompareNodeData, 'compared'>

export type CompareEdgeData = {
  edge: Edge
  class: PairClass
  form: LineForm
  /** Ends whose head is only outlined: what B says of an end that A sees otherwise. */
  hollow: 'none' | 'start' | 'all'
  badge: string | null
  /** Canvas place of the badge. */
  badgeX: number
  badgeY: number
  bend: number
  density: Density
  chosen: boolean
}
export type CompareFlowEdge = FlowEdgeBase<CompareEdgeData, 'compared'>

interface DrawnEdge {
  readonly edge: Edge
  readonly form: LineForm
  readonly hollow: CompareEdgeData['hollow']
  readonly badge: string | null
}

/** How a pair is drawn: one line where that says all, else the edges of both graphs. */
export function drawnEdges({ class: found, left, right }: ComparedPair): DrawnEdge[] {
  const badge = compareText.marks[found]
  const lines = (edges: readonly Edge[], form: LineForm, first: string | null): DrawnEdge[] =>
    edges.map((edge, i) => ({ edge, form, hollow: 'none', badge: i === 0 ? first : null }))
  switch (found) {
    case 'same':
      return lines(left, 'solid', badge)
    case 'reversed':
      return [{ edge: bothEnds(left[0]), form: 'solid', hollow: 'start', badge }]
    case 'left-open':
      return [{ edge: right[0], form: 'solid', hollow: 'all', badge }]
    case 'right-open':
      return [{ edge: left[0], form: 'solid', hollow: 'none', badge }]
    case 'different':
      return [...lines(left, 'dashed', badge), ...lines(right, 'dotted', null)]
    case 'only-left':
    case 'outside-left':
      return lines(left, 'dashed', badge)
    case 'only-right':
    case 'outside-right':
      return lines(right, 'dotted', badge)
  }
}

/** The line that the legend shows for a class. */
export const formOf = (found: PairClass): LineForm =>
  found === 'only-right' || found === 'outside-right'
    ? 'dotted'
    : found === 'only-left' || found === 'outside-left' || found === 'different'
      ? 'dashed'
      : 'solid'

/** An arrow with a head at both ends; that at `to` is its own. */
const bothEnds = (edge: Edge): Edge => ({ ...canonicalEdge(edge), markFrom: 'arrow', markTo: 'arrow' })

/** The variables of both graphs; those that only the right one has follow. */
function union(left: GraphEntry, right: GraphEntry) {
  const inLeft = new Set(left.graph.variables.map(({ id }) => id))
  const inRight = new Set(right.graph.variables.map(({ id }) => id))
  const where = (id: VariableId) =>
    !inRight.has(id) ? ('left' as const) : inLeft.has(id) ? ('both' as const) : ('right' as const)
  const variables = [...left.graph.variables, ...right.graph.variables.filter(({ id }) => !inLeft.has(id))]
  return variables.map((variable) => ({ variable, where: where(variable.id) }))
}

/** How far the right graph is shifted against the left one, on average over the variables they share. */
function shift(left: GraphEntry, right: GraphEntry): Point {
  const shared = left.graph.variables.filter(({ id }) => left.layout[id] && right.layout[id])
  if (shared.length === 0) return { x: 0, y: 0 }
  const mean = (axis: 'x' | 'y') =>
    shared.reduce((sum, { id }) => sum + left.layout[id][axis] - right.layout[id][axis], 0) / shared.length
  return { x: mean('x'), y: mean('y') }
}

const sizeOf = ({ name }: Variable, density: Density, measure: MeasureText) => {
  const content = { name, glyph: 'none', density, bars: 0 } as const
  return { ...nodeSize(content, measure), label: nodeLabel(content, measure).lines.join('\n') }
}

/**
 * The union of two graphs as nodes and edges. Places come from the left graph; a variable that only the right one
 * has stands as it does there, beside what is in its way.
 */
export function compareFlow(
  { left, right, compared }: Comparison,
  view: { readonly hidden: readonly PairClass[]; readonly chosen: string | null },
  measure: MeasureText,
): { nodes: CompareFlowNode[]; edges: CompareFlowEdge[] } {
  const variables = union(left, right)
  const density: Density = variables.length >= DENSE_FROM ? 'dense' : 'normal'
  const by = shift(left, right)
  const rects = new Map<string, Rect>()
  const nodes = variables.map(({ variable, where }): CompareFlowNode => {
    const { label, ...size } = sizeOf(variable, density, measure)
    const there = right.layout[variable.id] ?? { x: 0, y: 0 }
    const wish = { x: Math.round(there.x + by.x), y: Math.round(there.y + by.y) }
    const position =
      where === 'right'
        ? freeSpot(wish, size, [...rects.values()])
        : (left.layout[variable.id] ?? { x: 0, y: 0 })
    rects.set(variable.id, { ...position, ...size })
    const tag = where === 'both' ? null : compareText.onlyIn(where === 'left' ? 'A' : 'B')
    return {
      id: variable.id,
      type: 'compared',
      position,
      ...size,
      measured: size,
      // The line ends where the outlines are; React Flow only has to know that there is something to join.
      handles: [
        { id: 'whole', type: 'source', position: 'right', x: 0, y: 0, ...size } as NonNullable<
          CompareFlowNode['handles']
        >[number],
      ],
      ariaLabel: tag ? `${variable.name}, ${tag}` : variable.name,
      domAttributes: { 'data-variable': variable.name } as CompareFlowNode['domAttributes'],
      data: { label, where, tag, density },
    }
  })
  const drawn = compared.pairs
    .filter((pair) => !view.hidden.includes(pair.class))
    .flatMap((pair) => drawnEdges(pair).map((line, i) => ({ pair, line, i })))
  const bends = routeEdges(
    drawn.map(({ line }) => line.edge),
    rects,
  )
  const badges = badgeSpots(
    drawn.map(({ line }, at) => ({ line, bend: bends[at] })),
    rects,
  )
  const edges = drawn.map(({ pair, line, i }, at): CompareFlowEdge => {
    const key = pairKey(pair.pair)
    return {
      id: `${key}\n${i}`,
      type: 'compared',
      source: line.edge.from,
      target: line.edge.to,
      ariaLabel: pairWords({ left, right }, pair),
      domAttributes: { 'data-class': pair.class } as CompareFlowEdge['domAttributes'],
      selected: view.chosen === key,
      data: {
        ...line,
        class: pair.class,
        bend: bends[at],
        badgeX: badges[at].x,
        badgeY: badges[at].y,
        density,
        chosen: view.chosen === key,
      },
    }
  })
  return { nodes, edges }
}

/** Least distance between two badges, and where along a line a badge may stand. */
const BADGE_ROOM = 22
const BADGE_PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]

/** Where the badges stand: at the middle of their lines, or beside it where another badge stands already. */
function badgeSpots(
  lines: readonly { readonly line: DrawnEdge; readonly bend: number }[],
  rects: ReadonlyMap<string, Rect>,
): Spot[] {
  const taken: Spot[] = []
  return lines.map(({ line, bend }) => {
    const [from, to] = [rects.get(line.edge.from), rects.get(line.edge.to)]
    if (!from || !to) return { x: 0, y: 0 }
    const curve =
      visibleCurve(from, to, bend, { start: 4, end: 5 }) ?? bentCurve(centreOf(from), centreOf(to), bend)
    const spots = BADGE_PLACES.map((place) => pointAt(curve, place))
    const free = spots.find((spot) => taken.every((other) => distance(other, spot) >= BADGE_ROOM)) ?? spots[0]
    if (line.badge !== null) taken.push(free)
    return free
  })
}

/** "Reversed. A: Smoking → Tar. B: Tar → Smoking." */
export function pairWords(
  { left, right }: { readonly left: GraphEntry; readonly right: GraphEntry },
  pair: ComparedPair,
): string {
  const side = (entry: GraphEntry, edges: readonly Edge[]) =>
    edges.length === 0 ? compareText.none : edges.map((edge) => edgeWords(entry.graph, edge)).join(', ')
  return `${compareText.classes[pair.class]}. A: ${side(left, pair.left)}. B: ${side(right, pair.right)}.`
}
