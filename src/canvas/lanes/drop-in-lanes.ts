import { addInLane, moveInLanes } from '../../document/commands/lane-commands'
import type { Layout, Point } from '../../document/project'
import type { VariableId } from '../../engine/graph/graph'
import { runCommand } from '../../stores/project'
import { edit, shownGraph } from '../edit'
import { drawnGraph } from '../groups/drawn-graph'
import type { VariableFlowNode } from '../to-flow'

/** Commits moved places: the lane in which the middle of a node stands is its tier, for all members of a group. */
export function dropInLanes(
  to: Layout,
  notes: Readonly<Record<string, Point>>,
  nodes: readonly VariableFlowNode[],
) {
  const entry = shownGraph()
  const { boxes, standIn } = drawnGraph(entry)
  const widths = new Map<string, number>(nodes.map((node) => [node.id, node.width ?? 0]))
  const middles: Record<VariableId, number> = {}
  for (const [id, place] of Object.entries(to) as [VariableId, Point][]) {
    const box = boxes.get(standIn(id))
    const lead = box ? to[box.members[0]] : place
    const shift = box ? drawnGraph(entry).entry.layout[standIn(id)].x - entry.layout[box.members[0]].x : 0
    middles[id] = (lead ?? place).x + shift + (widths.get(standIn(id)) ?? 0) / 2
  }
  runCommand(moveInLanes, { graphId: entry.id, to, notes, middles })
}

/** A new variable in the lane where it is put; whether it was added. */
export const addVariableInLane = (at: Point, width: number, kind: 'measured' | 'latent'): boolean =>
  edit(addInLane, { at, middle: at.x + width / 2, ...(kind === 'latent' ? { latent: true } : {}) })
