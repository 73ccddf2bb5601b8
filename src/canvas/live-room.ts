import type { GraphEntry } from '../document/project'
import type { VariableId } from '../engine/graph/graph'
import { canvasText } from '../text/canvas'
import type { Rect } from './geometry'
import type { NodeFacts } from './node-facts'
import { nodeSize, type MeasureText } from './node-size'

/** Clear space between a node that shows data and its neighbours: beside it an arrow must stay visible. */
const GAP = { beside: 44, above: 12 }

/** A node that has something to show, without it and with it. */
export interface Growing {
  readonly id: string
  readonly plain: Rect
  readonly live: Rect
}

const meet = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/**
 * Which nodes have room to show their data: taken in the given order, one whose live form would cover a
 * neighbour stays plain. `others` never grow.
 */
export function roomToGrow(growing: readonly Growing[], others: readonly Rect[]): ReadonlySet<string> {
  const taken = new Map(growing.map(({ id, plain }) => [id, plain]))
  const grown = new Set<string>()
  for (const { id, live } of growing) {
    const wide = {
      x: live.x - GAP.beside,
      y: live.y - GAP.above,
      width: live.width + 2 * GAP.beside,
      height: live.height + 2 * GAP.above,
    }
    const neighbours = [...others, ...[...taken].flatMap(([other, rect]) => (other === id ? [] : [rect]))]
    if (neighbours.some((rect) => meet(wide, rect))) continue
    taken.set(id, live)
    grown.add(id)
  }
  return grown
}

const nowhere = { x: 0, y: 0 }

interface Drawn {
  readonly entry: GraphEntry
  readonly facts: ReadonlyMap<VariableId, NodeFacts>
  readonly measure: MeasureText
  readonly rung: 'see' | 'do'
}

/** The variables whose nodes show their data: exposure and outcome before the others, as far as there is room. */
export function liveNodes(
  { entry, facts, measure, rung }: Drawn,
  exposures: ReadonlySet<string>,
  outcomes: ReadonlySet<string>,
): ReadonlySet<string> {
  const rectAt = (id: VariableId, name: string, bars: number, caption?: string) => ({
    ...(entry.layout[id] ?? nowhere),
    ...nodeSize({ name, glyph: 'shown', density: 'normal', bars, caption }, measure),
  })
  const growing: Growing[] = []
  const others: ReturnType<typeof rectAt>[] = []
  for (const { id, name } of entry.graph.variables) {
    const told = facts.get(id)
    const plain = rectAt(id, name, 0)
    if (!told) others.push(plain)
    else {
      const set = rung === 'do' && exposures.has(id)
      const bars = set ? 2 : told.bars.length
      const caption = set ? canvasText.setByYou : told.caption
      growing.push({ id, plain, live: rectAt(id, name, bars, caption) })
    }
  }
  const rank = ({ id }: Growing) => (exposures.has(id) ? 0 : outcomes.has(id) ? 1 : 2)
  return roomToGrow(
    growing.toSorted((a, b) => rank(a) - rank(b)),
    others,
  )
}
