import { dividersOf, laneAt } from '../../document/lanes'
import type { GraphEntry, Lanes } from '../../document/project'
import type { Knowledge } from '../../engine/discover/algorithm'
import type { VariableId } from '../../engine/graph/graph'
import { drawnGraph } from '../groups/drawn-graph'
import { centreOf, type Rect } from '../geometry'

export interface LaneFacts {
  /** Counted from 0, the lane without a tier. */
  readonly lane: number
  /** Canvas x; the first lane begins and the last one ends nowhere. */
  readonly from: number
  readonly to: number
  /** How many variables of the graph have this tier. */
  readonly variables: number
}

/** For each node the tier of what it stands for, null for none; 'mixed' for a group whose members differ. */
export type NodeTiers = ReadonlyMap<string, number | null | 'mixed'>

export function nodeTiers(entry: GraphEntry, knowledge: Knowledge): NodeTiers {
  const byName = new Map(
    knowledge.tiers.flatMap((tier, level) => tier.map((name) => [name, level + 1] as const)),
  )
  const tiers = new Map<string, number | null | 'mixed'>()
  const { standIn } = drawnGraph(entry)
  for (const { id, name } of entry.graph.variables) {
    const node: VariableId = standIn(id)
    const tier = byName.get(name) ?? null
    const known = tiers.get(node)
    tiers.set(node, known === undefined || known === tier ? tier : 'mixed')
  }
  return tiers
}

/** The lanes of a graph from left to right. */
export function laneFacts(entry: GraphEntry, lanes: Lanes, knowledge: Knowledge): LaneFacts[] {
  const bounds = [-Infinity, ...dividersOf(lanes, knowledge), Infinity]
  const here = new Set(entry.graph.variables.map(({ name }) => name))
  const inTiers = knowledge.tiers.map((tier) => tier.filter((name) => here.has(name)).length)
  const without = here.size - inTiers.reduce((sum, count) => sum + count, 0)
  return bounds.slice(1).map((to, lane) => ({
    lane,
    from: bounds[lane],
    to,
    variables: lane === 0 ? without : (inTiers[lane - 1] ?? 0),
  }))
}

/** A node of the canvas: where it is and which variables it stands for. */
interface Placed {
  readonly id: string
  readonly rect: Rect
}

/** Nodes that stand in another lane than their tier, as after knowledge or drawing was changed elsewhere. */
export function strays(
  tiers: NodeTiers,
  dividers: readonly number[],
  nodes: readonly Placed[],
): { readonly id: string; readonly rect: Rect; readonly tier: number | null }[] {
  return nodes.flatMap(({ id, rect }) => {
    const tier = tiers.get(id)
    if (tier === undefined || tier === 'mixed') return []
    return laneAt(dividers, centreOf(rect).x) === (tier ?? 0) ? [] : [{ id, rect, tier }]
  })
}

/** How far a line may go left: until a variable of the lane before it would stand across it. */
export function leastMove(
  tiers: NodeTiers,
  dividers: readonly number[],
  divider: number,
  nodes: readonly Placed[],
): number {
  let left = divider === 0 ? -Infinity : dividers[divider - 1] + NARROWEST
  for (const { id, rect } of nodes)
    if ((tiers.get(id) ?? 0) === divider) left = Math.max(left, rect.x + rect.width + CLEAR)
  return Math.min(0, left - dividers[divider])
}

const NARROWEST = 120
const CLEAR = 12
