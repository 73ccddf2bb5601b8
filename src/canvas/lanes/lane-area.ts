import { dividersOf, LANE_WIDTH } from '../../document/lanes'
import type { GraphEntry } from '../../document/project'
import type { Knowledge } from '../../engine/discover/algorithm'
import type { Rect } from '../geometry'

/** Room for the heads of the lanes above the graph. */
const HEADS = 72
const none: readonly Rect[] = []

/** What the lanes take up, for a view that shows all of them: each line with some of the lanes beside it. */
export function laneArea({ lanes, layout }: GraphEntry, knowledge: Knowledge): readonly Rect[] {
  if (!lanes) return none
  const dividers = dividersOf(lanes, knowledge)
  const tops = Object.values(layout).map((place) => place.y)
  const y = (tops.length === 0 ? 0 : Math.min(...tops)) - HEADS
  return dividers.map((x) => ({ x: x - LANE_WIDTH / 2, y, width: LANE_WIDTH * 1.25, height: 1 }))
}
