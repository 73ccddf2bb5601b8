import { dividersOf, laneAt } from '../../document/lanes'
import type { GraphEntry, Lanes } from '../../document/project'
import type { Knowledge } from '../../engine/discover/algorithm'
import { tierOf } from '../../engine/discover/tiers'
import { nameOf, type VariableId } from '../../engine/graph/graph'
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

/** The lanes of a graph from left to right. */
export function laneFacts(entry: GraphEntry, lanes: Lanes, knowledge: Knowledge): LaneFacts[] {
  const bounds = [-Infinity, ...dividersOf(lanes, knowledge), Infinity]
  const tiers = entry.graph.variables.map(({ name }) => tierOf(knowledge, name) ?? 0)
  return bounds.slice(1).map((to, lane) => ({
    lane,
    from: bounds[lane],
    to,
    variables: tiers.filter((tier) => tier === lane).length,
  }))
}

/** A node of the canvas: where it is and which variables it stands for. */
interface Placed {
  readonly id: string
  readonly rect: Rect
}

/** The tier of what a node stands for: a collapsed group has one if all its members have the same. */
export function tierOfNode(entry: GraphEntry, knowledge: Knowledge, id: VariableId): number | null | 'mixed' {
  const members = drawnGraph(entry).boxes.get(id)?.members ?? [id]
  const tiers = new Set(members.map((member) => tierOf(knowledge, nameOf(entry.graph, member))))
  return tiers.size === 1 ? [...tiers][0] : 'mixed'
}

/** Nodes that stand in another lane than their tier, as after knowledge or drawing was changed elsewhere. */
export function strays(
  entry: GraphEntry,
  lanes: Lanes,
  knowledge: Knowledge,
  nodes: readonly Placed[],
): { readonly id: string; readonly rect: Rect; readonly tier: number | null }[] {
  const dividers = dividersOf(lanes, knowledge)
  return nodes.flatMap(({ id, rect }) => {
    const tier = tierOfNode(entry, knowledge, id as VariableId)
    if (tier === 'mixed' || laneAt(dividers, centreOf(rect).x) === (tier ?? 0)) return []
    return [{ id, rect, tier }]
  })
}

/** How far a line may go left: until a variable of the lane before it would stand across it. */
export function leastMove(
  entry: GraphEntry,
  lanes: Lanes,
  knowledge: Knowledge,
  divider: number,
  nodes: readonly Placed[],
): number {
  const dividers = dividersOf(lanes, knowledge)
  const left = divider === 0 ? -Infinity : dividers[divider - 1] + NARROWEST
  const rights = nodes
    .filter(({ id }) => (tierOfNode(entry, knowledge, id as VariableId) ?? 0) === divider)
    .map(({ rect }) => rect.x + rect.width + CLEAR)
  return Math.min(0, Math.max(left, ...rights) - dividers[divider])
}

const NARROWEST = 120
const CLEAR = 12
