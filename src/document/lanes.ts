import type { Knowledge } from '../engine/discover/algorithm'
import { tierOf } from '../engine/discover/knowledge/tiers'
import type { GraphEntry, Lanes, Layout, Point } from './project'

/** Width of a lane that is added, pixels. */
export const LANE_WIDTH = 240
const INSET = 24
/** The widest node; one that is put into the lane left of all lines ends before the first of them. */
const WIDEST_NODE = 220
const ROW = 56

/** The lines that are drawn: those of the graph, and one more for each tier that was added elsewhere. */
export function dividersOf(lanes: Lanes, knowledge: Knowledge): readonly number[] {
  const dividers = [...lanes.dividers]
  while (dividers.length < knowledge.tiers.length) dividers.push((dividers.at(-1) ?? 0) + LANE_WIDTH)
  return dividers
}

/** The lane at an x: 0 for no tier, else the tier counted from 1. */
export const laneAt = (dividers: readonly number[], x: number): number =>
  dividers.filter((divider) => divider <= x).length

export const tierOfLane = (lane: number): number | null => (lane === 0 ? null : lane)

/** The x at which a node is put into a lane. */
const startOf = (dividers: readonly number[], lane: number) =>
  lane === 0 ? (dividers[0] ?? 0) - INSET - WIDEST_NODE : dividers[lane - 1] + INSET

/**
 * The layout after these names have changed their tier where knowledge is edited: each of their nodes stands in
 * its lane, as high as before or in the next free row below. Others stay.
 */
export function placedInLanes(entry: GraphEntry, knowledge: Knowledge, changed: ReadonlySet<string>): Layout {
  if (!entry.lanes) return entry.layout
  const dividers = dividersOf(entry.lanes, knowledge)
  const layout: Record<string, Point> = { ...entry.layout }
  for (const { id, name } of entry.graph.variables) {
    const at = layout[id]
    if (!at || !changed.has(name)) continue
    const x = startOf(dividers, tierOf(knowledge, name) ?? 0)
    const taken = Object.entries(layout)
      .filter(([other, place]) => other !== id && Math.abs(place.x - x) < WIDEST_NODE)
      .map(([, place]) => place.y)
    let { y } = at
    while (taken.some((other) => Math.abs(other - y) < ROW)) y += ROW
    layout[id] = { x, y }
  }
  return layout
}
