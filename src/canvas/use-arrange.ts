import { useCallback, useLayoutEffect, useRef } from 'react'
import { moveVariables } from '../document/commands/graph-commands'
import type { Layout, Point } from '../document/project'
import type { VariableId } from '../engine/graph/graph'
import { callEngine } from '../stores/jobs'
import { runCommand } from '../stores/project'
import { shownGraph } from './edit'
import { glide } from './glide'
import type { Moving } from './use-flow'
import type { VariableFlowNode } from './to-flow'

/** Arranges the graph on the canvas: positions from the worker, glided to, committed as one step. */
export function useArrange(
  nodes: readonly VariableFlowNode[],
  show: (moving: Moving | null) => void,
  arrived: () => void,
): () => Promise<void> {
  const latest = useRef(nodes)
  useLayoutEffect(() => {
    latest.current = nodes
  })
  return useCallback(async () => {
    const { id: graphId, graph } = shownGraph()
    const sizes: Record<VariableId, { width: number; height: number }> = {}
    const from: Record<VariableId, Point> = {}
    for (const node of latest.current) {
      sizes[node.id as VariableId] = { width: node.width ?? 0, height: node.height ?? 0 }
      from[node.id as VariableId] = node.position
    }
    const to: Layout = await callEngine('live', 'layout', { graph, sizes })
    await glide(from, to, show)
    runCommand(moveVariables, { graphId, to, why: 'layout' })
    show(null)
    arrived()
  }, [show, arrived])
}
