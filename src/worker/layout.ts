import { Graph, layout as dagreLayout } from '@dagrejs/dagre'
import { isBidirected, type CausalGraph, type VariableId } from '../engine/graph/graph'
import { layeredLayout } from './layered-layout'

export interface NodeSize {
  readonly width: number
  readonly height: number
}

type Places = Record<VariableId, { x: number; y: number }>

const RANK_GAP = 116
const NODE_GAP = 36
/** Room for the arcs of hidden common causes between nodes of one column. */
const ARC_GAP = 64
const MARGIN = 40
/** Above this size the quick layout takes over: ordering by crossings is superlinear. */
const QUICK_ABOVE = 120
const usualSize: NodeSize = { width: 120, height: 40 }

/**
 * Positions of top left corners, causes left and effects right. Bidirected edges do not decide columns but
 * widen the gaps. Variables without any edge stand in rows below the rest.
 */
export function layoutGraph(
  { graph, sizes }: { graph: CausalGraph; sizes: Readonly<Record<VariableId, NodeSize>> },
  progress: (share: number) => void = () => undefined,
): Places {
  const sizeOf = (id: VariableId) => sizes[id] ?? usualSize
  const joined = new Set<VariableId>()
  for (const edge of graph.edges) joined.add(edge.from).add(edge.to)
  const inGraph = graph.variables.map((variable) => variable.id).filter((id) => joined.has(id))
  const alone = graph.variables.map((variable) => variable.id).filter((id) => !joined.has(id))
  const places =
    inGraph.length > QUICK_ABOVE ? layered(graph, inGraph, sizeOf, progress) : ranked(graph, inGraph, sizeOf)
  return { ...places, ...rowsBelow(alone, places, sizeOf) }
}

/** Layered drawing by dagre (Gansner et al. 1993, "A technique for drawing directed graphs"). */
function ranked(
  graph: CausalGraph,
  ids: readonly VariableId[],
  sizeOf: (id: VariableId) => NodeSize,
): Places {
  if (ids.length === 0) return {}
  const hidden = graph.edges.some(isBidirected)
  const drawing = new Graph({ multigraph: true })
  drawing.setGraph({
    rankdir: 'LR',
    ranksep: RANK_GAP,
    nodesep: hidden ? ARC_GAP : NODE_GAP,
    edgesep: 16,
    marginx: MARGIN,
    marginy: MARGIN,
  })
  for (const id of ids) drawing.setNode(id, { ...sizeOf(id) })
  for (const edge of graph.edges) {
    if (isBidirected(edge)) continue
    const [cause, effect] =
      edge.markTo === 'tail' && edge.markFrom === 'arrow' ? [edge.to, edge.from] : [edge.from, edge.to]
    drawing.setEdge(cause, effect, {}, `${edge.markFrom}${edge.markTo}`)
  }
  dagreLayout(drawing)
  const places: Places = {}
  for (const id of ids) {
    const node = drawing.node(id) as { x: number; y: number }
    const { width, height } = sizeOf(id)
    places[id] = { x: Math.round(node.x - width / 2), y: Math.round(node.y - height / 2) }
  }
  return places
}

/** The quick drawing of big graphs. */
function layered(
  graph: CausalGraph,
  ids: readonly VariableId[],
  sizeOf: (id: VariableId) => NodeSize,
  progress: (share: number) => void,
): Places {
  const indexOf = new Map(ids.map((id, i) => [id, i]))
  const edges = graph.edges.flatMap((edge): [number, number][] => {
    if (isBidirected(edge)) return []
    const ends: [number, number] = [indexOf.get(edge.from)!, indexOf.get(edge.to)!]
    return [edge.markTo === 'tail' && edge.markFrom === 'arrow' ? [ends[1], ends[0]] : ends]
  })
  const corners = layeredLayout({
    nodes: ids.map(sizeOf),
    edges,
    gaps: { column: RANK_GAP, row: graph.edges.some(isBidirected) ? NODE_GAP : NODE_GAP / 2 },
    progress,
  })
  const places: Places = {}
  ids.forEach((id, i) => {
    places[id] = { x: Math.round(corners[i].x) + MARGIN, y: Math.round(corners[i].y) + MARGIN }
  })
  return places
}

function rowsBelow(ids: readonly VariableId[], above: Places, sizeOf: (id: VariableId) => NodeSize): Places {
  const bottoms = Object.entries(above).map(([id, place]) => place.y + sizeOf(id as VariableId).height)
  const rights = Object.entries(above).map(([id, place]) => place.x + sizeOf(id as VariableId).width)
  const widest = ids.reduce((width, id) => Math.max(width, sizeOf(id).width), 0)
  const step = widest + NODE_GAP
  const room = Math.max(Math.max(0, ...rights) - MARGIN, Math.ceil(Math.sqrt(ids.length * 1.6)) * step)
  const perRow = Math.max(1, Math.floor(room / Math.max(1, step)))
  const places: Places = {}
  let y = bottoms.length === 0 ? MARGIN : Math.max(...bottoms) + ARC_GAP
  for (let start = 0; start < ids.length; start += perRow) {
    const members = ids.slice(start, start + perRow)
    members.forEach((id, i) => (places[id] = { x: MARGIN + i * step, y }))
    y += Math.max(...members.map((id) => sizeOf(id).height)) + NODE_GAP
  }
  return places
}
