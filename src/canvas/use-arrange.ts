import { useCallback, useLayoutEffect, useRef } from 'react'
import { moveVariables } from '../document/commands/graph-commands'
import type { Layout, Point } from '../document/project'
import { columnNamed } from '../engine/data/dataset'
import type { VariableId } from '../engine/graph/graph'
import { datasetOf } from '../stores/data'
import { callEngine } from '../stores/jobs'
import { runCommand, useProject } from '../stores/project'
import { shownGraph } from './edit'
import { movesOf } from './from-flow'
import { glide } from './glide'
import { drawnGraph } from './groups/drawn-graph'
import { nodeSize, roughMeasure } from './node-size'
import type { Moving } from './use-flow'
import type { VariableFlowNode } from './to-flow'

/** Up to this many variables all that have data get the room of their bars; beyond, exposure and outcome do. */
const ROOMY_NODES = 6

/** The room that an arrangement leaves to each node: in small graphs enough to show its data later. */
function roomIn(nodes: readonly VariableFlowNode[]) {
  const dataset = datasetOf(useProject.getState().history.present)
  return ({ width = 0, height = 0, data }: VariableFlowNode) => {
    const roomy = nodes.length <= ROOMY_NODES || data.role === 'exposure' || data.role === 'outcome'
    if (!roomy || !dataset || !columnNamed(dataset, data.name)) return { width, height }
    const live = nodeSize({ name: data.name, glyph: 'shown', density: 'normal', bars: 2 }, roughMeasure)
    return { width: Math.max(width, live.width), height: Math.max(height, live.height) }
  }
}

/** 'lanes' draws the tiers as lanes as well; 'as-shown' keeps to the lanes where they are drawn. */
export type ArrangeWay = 'as-shown' | 'lanes'

/** Arranges the graph on the canvas: positions from the worker, glided to, committed as one step. */
export function useArrange(
  nodes: readonly VariableFlowNode[],
  show: (moving: Moving | null) => void,
  arrived: () => void,
): (way?: ArrangeWay) => Promise<void> {
  const latest = useRef(nodes)
  useLayoutEffect(() => {
    latest.current = nodes
  })
  return useCallback(
    async (way = 'as-shown') => {
      const entry = shownGraph()
      const roomFor = roomIn(latest.current)
      if (way === 'lanes' || (way === 'as-shown' && entry.lanes)) {
        const { arrangeLanes } = await import('./lanes/arrange-lanes')
        await arrangeLanes(latest.current, roomFor, show)
        arrived()
        return
      }
      const sizes: Record<VariableId, { width: number; height: number }> = {}
      const from: Record<VariableId, Point> = {}
      for (const node of latest.current) {
        sizes[node.id as VariableId] = roomFor(node)
        from[node.id as VariableId] = node.position
      }
      const { graph } = drawnGraph(entry).entry
      const to: Layout = await callEngine('live', 'layout', { graph, sizes })
      await glide(from, to, show)
      const places = Object.entries(to).map(([id, position]) => ({ id, position }))
      runCommand(moveVariables, { graphId: entry.id, to: movesOf(entry, places) ?? {}, why: 'layout' })
      show(null)
      arrived()
    },
    [show, arrived],
  )
}
