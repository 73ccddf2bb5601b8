import type { GraphEntry, Layout, Point, VariableGroup } from '../../document/project'
import {
  canonicalEdge,
  edgeId,
  type CausalGraph,
  type Edge,
  type EdgeId,
  type Variable,
  type VariableId,
} from '../../engine/graph/graph'

/** A graph as it is drawn: a collapsed group is one variable, its edges to the outside are merged. */
export interface DrawnGraph {
  /** With one variable and one place for each collapsed group instead of its members. */
  readonly entry: GraphEntry
  /** Collapsed groups by the id of the variable that stands for them. */
  readonly boxes: ReadonlyMap<VariableId, VariableGroup>
  /** For each edge at a box the edges of the graph that it stands for; other edges stand for themselves. */
  readonly behind: ReadonlyMap<EdgeId, readonly MergedEdge[]>
  /** The box that holds a variable, or the variable itself. */
  standIn(id: VariableId): VariableId
}

/** An edge of the graph, with its own id. */
export interface MergedEdge {
  readonly id: EdgeId
  readonly edge: Edge
}

/** The id under which a collapsed group is drawn. */
export const boxId = (group: VariableGroup) => `[group] ${group.id}` as VariableId

interface Merged {
  readonly graph: CausalGraph
  readonly boxes: ReadonlyMap<VariableId, VariableGroup>
  readonly behind: ReadonlyMap<EdgeId, readonly MergedEdge[]>
  readonly stands: ReadonlyMap<VariableId, VariableId>
}

/** A box stands at the place of its first member in the order of variables. */
function merge(graph: CausalGraph, groups: readonly VariableGroup[]): Merged {
  const boxes = new Map<VariableId, VariableGroup>()
  const stands = new Map<VariableId, VariableId>()
  const present = new Set(graph.variables.map((variable) => variable.id))
  for (const group of groups) {
    const members = group.members.filter((id) => present.has(id))
    if (!group.collapsed || members.length === 0) continue
    boxes.set(boxId(group), { ...group, members })
    for (const id of members) stands.set(id, boxId(group))
  }
  const drawn = new Set<VariableId>()
  const variables = graph.variables.flatMap((variable): Variable[] => {
    const box = stands.get(variable.id)
    if (!box) return [variable]
    if (drawn.has(box)) return []
    drawn.add(box)
    return [{ id: box, name: boxes.get(box)!.name }]
  })
  const behind = new Map<EdgeId, MergedEdge[]>()
  const edges = graph.edges.flatMap((edge): Edge[] => {
    const from = stands.get(edge.from) ?? edge.from
    const to = stands.get(edge.to) ?? edge.to
    if (from === edge.from && to === edge.to) return [edge]
    if (from === to) return []
    const outside = canonicalEdge({ from, to, markFrom: edge.markFrom, markTo: edge.markTo })
    const known = behind.get(edgeId(outside))
    if (known) {
      known.push({ id: edgeId(edge), edge })
      return []
    }
    behind.set(edgeId(outside), [{ id: edgeId(edge), edge }])
    return [outside]
  })
  return { graph: { ...graph, variables, edges }, boxes, behind, stands }
}

/** The middle of the members' corners, at whole pixels. */
function placeOf(members: readonly VariableId[], layout: Layout): Point {
  const places = members.map((id) => layout[id] ?? { x: 0, y: 0 })
  const middle = (values: number[]) => Math.round((Math.min(...values) + Math.max(...values)) / 2)
  return { x: middle(places.map(({ x }) => x)), y: middle(places.map(({ y }) => y)) }
}

const merges = new WeakMap<CausalGraph, { groups: readonly VariableGroup[]; merged: Merged }>()
const drawings = new WeakMap<GraphEntry, DrawnGraph>()

/** Without a collapsed group the drawn entry is the entry itself. The same objects come back for the same entry. */
export function drawnGraph(entry: GraphEntry): DrawnGraph {
  const known = drawings.get(entry)
  if (known) return known
  const drawn = draw(entry)
  drawings.set(entry, drawn)
  return drawn
}

function draw(entry: GraphEntry): DrawnGraph {
  if (!entry.groups.some((group) => group.collapsed))
    return { entry, boxes: new Map(), behind: new Map(), standIn: (id) => id }
  let cached = merges.get(entry.graph)
  if (cached?.groups !== entry.groups) {
    cached = { groups: entry.groups, merged: merge(entry.graph, entry.groups) }
    merges.set(entry.graph, cached)
  }
  const { graph, boxes, behind, stands } = cached.merged
  const layout: Record<VariableId, Point> = { ...entry.layout }
  for (const [id, group] of boxes) layout[id] = placeOf(group.members, entry.layout)
  return { entry: { ...entry, graph, layout }, boxes, behind, standIn: (id) => stands.get(id) ?? id }
}

/** Places of the variables themselves: where a box is moved to, its members move as far. */
export function memberPlaces(entry: GraphEntry, places: Layout): Layout {
  const { entry: drawn, boxes } = drawnGraph(entry)
  if (boxes.size === 0) return places
  const moved: Record<VariableId, Point> = {}
  for (const [id, place] of Object.entries(places) as [VariableId, Point][]) {
    const group = boxes.get(id)
    if (!group) {
      moved[id] = place
      continue
    }
    const before = drawn.layout[id]
    for (const member of group.members) {
      const { x, y } = entry.layout[member] ?? { x: 0, y: 0 }
      moved[member] = { x: x + place.x - before.x, y: y + place.y - before.y }
    }
  }
  return moved
}
