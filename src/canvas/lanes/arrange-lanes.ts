import { arrangeInLanes, hideLanes } from '../../document/commands/lane-commands'
import type { Point } from '../../document/project'
import type { VariableId } from '../../engine/graph/graph'
import { callEngine } from '../../stores/jobs'
import { runCommand, useProject } from '../../stores/project'
import { shownGraph } from '../edit'
import { movesOf } from '../from-flow'
import { glide } from '../glide'
import { drawnGraph } from '../groups/drawn-graph'
import type { VariableFlowNode } from '../to-flow'
import type { Moving } from '../use-flow'
import { nodeTiers } from './lane-facts'

/** Tiers that are drawn where none is known yet. */
const FIRST_TIERS = 2

type Size = { readonly width: number; readonly height: number }

/** Lays the graph out in lanes: places and lines from the worker, glided to, committed as one step. */
export async function arrangeLanes(
  nodes: readonly VariableFlowNode[],
  roomFor: (node: VariableFlowNode) => Size,
  show: (moving: Moving | null) => void,
) {
  const entry = shownGraph()
  const { knowledge } = useProject.getState().history.present
  const lanes: Record<VariableId, number> = {}
  const sizes: Record<VariableId, Size> = {}
  const from: Record<VariableId, Point> = {}
  const known = nodeTiers(entry, knowledge)
  for (const node of nodes) {
    const id = node.id as VariableId
    const tier = known.get(id)
    lanes[id] = tier === 'mixed' ? knowledge.tiers.length : (tier ?? 0)
    sizes[id] = roomFor(node)
    from[id] = node.position
  }
  const tiers = Math.max(knowledge.tiers.length, entry.lanes?.dividers.length ?? FIRST_TIERS)
  const { graph } = drawnGraph(entry).entry
  const { places, dividers } = await callEngine('live', 'lane-layout', { graph, sizes, lanes, tiers })
  await glide(from, places, show)
  const to = movesOf(
    entry,
    Object.entries(places).map(([id, position]) => ({ id, position })),
  )
  runCommand(arrangeInLanes, { graphId: entry.id, to: to ?? {}, dividers })
  show(null)
}

export const withoutLanes = () => runCommand(hideLanes, { graphId: shownGraph().id })
