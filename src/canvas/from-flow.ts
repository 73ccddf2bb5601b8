import type { Edge as FlowEdgeBase, Node as FlowNodeBase } from '@xyflow/react'
import type { GraphEntry, Layout, Point } from '../document/project'
import { drawnGraph, memberPlaces } from './groups/drawn-graph'
import { bidirected, directed, edgeId, type Edge, type EdgeId, type VariableId } from '../engine/graph/graph'

/** What a changed drawing asks of the document; each becomes one command. */
export type CanvasEdit =
  | { readonly kind: 'move'; readonly to: Layout }
  | { readonly kind: 'remove'; readonly variables: readonly VariableId[]; readonly edges: readonly EdgeId[] }

type Placed = Pick<FlowNodeBase, 'id' | 'position'>

/** Positions that differ from the document, at whole pixels, of the variables themselves; null when none does. */
export function movesOf(entry: GraphEntry, nodes: readonly Placed[]): Layout | null {
  const { layout } = drawnGraph(entry).entry
  const to: Record<VariableId, Point> = {}
  for (const node of nodes) {
    const id = node.id as VariableId
    const old = layout[id] ?? { x: 0, y: 0 }
    const x = Math.round(node.position.x)
    const y = Math.round(node.position.y)
    if (x !== Math.round(old.x) || y !== Math.round(old.y)) to[id] = { x, y }
  }
  return Object.keys(to).length === 0 ? null : memberPlaces(entry, to)
}

/** The edits that turn the graph into what is drawn; an unchanged drawing yields none. */
export function fromFlow(
  entry: GraphEntry,
  flow: { readonly nodes: readonly Placed[]; readonly edges: readonly Pick<FlowEdgeBase, 'id'>[] },
): CanvasEdit[] {
  const edits: CanvasEdit[] = []
  const moves = movesOf(entry, flow.nodes)
  if (moves) edits.push({ kind: 'move', to: moves })
  const nodes = new Set(flow.nodes.map((node) => node.id))
  const edges = new Set(flow.edges.map((edge) => edge.id))
  const drawn = drawnGraph(entry)
  const { graph } = drawn.entry
  const goneVariables = graph.variables
    .filter(({ id }) => !nodes.has(id))
    .flatMap(({ id }) => drawn.boxes.get(id)?.members ?? [id])
  const goneEdges = graph.edges
    .map(edgeId)
    .filter((id) => !edges.has(id))
    .flatMap((id) => drawn.behind.get(id)?.map((merged) => merged.id) ?? [id])
  if (goneVariables.length + goneEdges.length > 0)
    edits.push({ kind: 'remove', variables: goneVariables, edges: goneEdges })
  return edits
}

export type ConnectionKind = 'edge' | 'bidirected'

/** The edge that a drag from one variable to another draws. */
export const connectionEdge = (kind: ConnectionKind, from: VariableId, to: VariableId): Edge =>
  kind === 'bidirected' ? bidirected(from, to) : directed(from, to)

export interface SelectChange {
  readonly type: string
  readonly id?: string
  readonly selected?: boolean
}

/** The selection after React Flow's select changes; the same array when nothing changed. */
export function selectionAfter<Id extends string>(
  current: readonly Id[],
  changes: readonly SelectChange[],
): readonly Id[] {
  const next = new Set<string>(current)
  for (const change of changes) {
    if (change.type !== 'select' || change.id === undefined) continue
    if (change.selected) next.add(change.id)
    else next.delete(change.id)
  }
  const same = next.size === current.length && current.every((id) => next.has(id))
  return same ? current : ([...next] as Id[])
}
