import { useMemo } from 'react'
import { edgeSupports } from '../document/edge-supports'
import type { GraphEntry } from '../document/project'
import type { EdgeId, VariableId } from '../engine/graph/graph'
import { usePresent } from '../stores/project'
import { useView } from '../stores/view'
import { CycleCard } from './CycleCard'
import { DiscoveredEdgeCard } from './DiscoveredEdgeCard'
import { EdgeCard } from './EdgeCard'
import { bentCurve, boundsOf, centreOf, grow, pointAt, upwardBend, type Rect, type Spot } from './geometry'
import { drawnGraph } from './groups/drawn-graph'
import { MergedEdgeCard } from './groups/MergedEdgeCard'
import { Legend } from './Legend'
import { RoleBar } from './RoleBar'
import { drawnBend } from './route'
import { rectOf, type CausalFlowEdge, type VariableFlowNode } from './to-flow'

/** Room for the handle that bends the line. */
const HANDLE = 8

/** The ends of an edge on the canvas. */
function endsOf(edge: CausalFlowEdge, nodes: readonly VariableFlowNode[]): [Spot, Spot] | null {
  const from = nodes.find((node) => node.id === edge.source)
  const to = nodes.find((node) => node.id === edge.target)
  return from && to ? [centreOf(rectOf(from)), centreOf(rectOf(to))] : null
}

/** The middle of the line, with the room of its handle. */
function middleOf(edge: CausalFlowEdge, [from, to]: [Spot, Spot]): Rect {
  const middle = pointAt(bentCurve(from, to, edge.data?.bend ?? 0), 0.5)
  return grow({ ...middle, width: 0, height: 0 }, HANDLE)
}

interface CanvasCardsProps {
  entry: GraphEntry
  nodes: readonly VariableFlowNode[]
  edges: readonly CausalFlowEdge[]
  dragging: boolean
}

/** What opens beside the selection: roles of variables, the card of an edge, the cycle that was refused. */
export function CanvasCards({ entry, nodes, edges, dragging }: CanvasCardsProps) {
  const project = usePresent()
  const selection = useView((state) => state.selection)
  const refused = useView((state) => state.refusedCycle)
  // Over the open strip there is no room for the legend beside the graph.
  const strip = useView((state) => state.strip)
  const renaming = useView((state) => state.renaming)
  const edge = useMemo(
    () =>
      selection.edges.length === 1 && selection.variables.length === 0
        ? edges.find((one) => one.id === selection.edges[0])
        : undefined,
    [selection, edges],
  )
  const ends = edge && endsOf(edge, nodes)
  const middle = edge && ends ? middleOf(edge, ends) : null
  const bending = useView((state) => state.bending !== null)
  const obstacles = useMemo(() => nodes.map(rectOf), [nodes])
  const inCycle = refused ? nodes.filter((node) => node.data.inCycle) : []
  const discovered = entry.origin === 'discovered'
  const merged = edge && drawnGraph(entry).behind.has(edge.id as EdgeId)
  return (
    <>
      {edge && merged && middle && !dragging ? (
        <MergedEdgeCard
          entry={entry}
          edge={edge.id as EdgeId}
          ends={[edge.source, edge.target] as VariableId[]}
          anchor={middle}
          obstacles={obstacles}
        />
      ) : null}
      {inCycle.length > 0 ? <CycleCard anchor={boundsOf(inCycle.map(rectOf))} obstacles={obstacles} /> : null}
      {edge?.data && middle && entry.locked && !merged ? (
        <DiscoveredEdgeCard key={edge.id} entry={entry} edge={edge.data.edge} into={project.graphs[0]} />
      ) : null}
      {edge?.data && middle && ends && !entry.locked && !merged && !dragging && !bending ? (
        <EdgeCard
          key={edge.id}
          edge={edge.data.edge}
          name={edge.data.name}
          bend={edge.data.bend}
          bent={edge.data.bent !== null}
          side={upwardBend(...ends, drawnBend(edge.data.edge, 1) ?? 1)}
          anchor={middle}
          obstacles={obstacles}
        />
      ) : null}
      {selection.variables.length > 0 && !entry.locked && !dragging && !refused && renaming === null ? (
        <RoleBar nodes={nodes} />
      ) : null}
      {discovered && strip === null ? (
        <Legend
          supports={edgeSupports(entry)}
          circles={
            entry.graph.edges.some(({ markFrom, markTo }) => [markFrom, markTo].includes('circle'))
              ? 'some'
              : 'none'
          }
        />
      ) : null}
    </>
  )
}
