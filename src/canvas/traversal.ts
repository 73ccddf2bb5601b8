import type { Layout } from '../document/project'
import { isDirected, type CausalGraph, type VariableId } from '../engine/graph/graph'

export type Direction = 'left' | 'right' | 'up' | 'down'

const steps: Record<Direction, { x: number; y: number }> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}

/** The arrow key's direction; null for other keys. */
export const directionOf = (key: string): Direction | null =>
  ({ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const)[key] ?? null

export const stepOf = (direction: Direction) => steps[direction]

/** Of the candidates, the one that lies nearest in a direction: distance along it, plus twice the way aside. */
export function nearestTowards(
  layout: Layout,
  from: VariableId,
  candidates: Iterable<VariableId>,
  direction: Direction,
): VariableId | null {
  const here = layout[from] ?? { x: 0, y: 0 }
  const step = steps[direction]
  let best: VariableId | null = null
  let least = Infinity
  for (const id of candidates) {
    if (id === from) continue
    const there = layout[id] ?? { x: 0, y: 0 }
    const dx = there.x - here.x
    const dy = there.y - here.y
    const along = dx * step.x + dy * step.y
    if (along <= 0) continue
    const cost = along + 2 * Math.abs(dx * step.y + dy * step.x)
    if (cost < least) {
      least = cost
      best = id
    }
  }
  return best
}

const neighbours = (graph: CausalGraph, id: VariableId, side: 'causes' | 'effects'): VariableId[] =>
  graph.edges.filter(isDirected).flatMap((edge) => {
    const [cause, effect] = edge.markFrom === 'tail' ? [edge.from, edge.to] : [edge.to, edge.from]
    if (side === 'effects') return cause === id ? [effect] : []
    return effect === id ? [cause] : []
  })

/** Variables that share a cause or an effect with this one, or are tied to it by an edge without direction. */
function siblings(graph: CausalGraph, id: VariableId): VariableId[] {
  const found = new Set<VariableId>()
  for (const cause of neighbours(graph, id, 'causes'))
    for (const other of neighbours(graph, cause, 'effects')) found.add(other)
  for (const effect of neighbours(graph, id, 'effects'))
    for (const other of neighbours(graph, effect, 'causes')) found.add(other)
  for (const edge of graph.edges) {
    if (isDirected(edge)) continue
    if (edge.from === id) found.add(edge.to)
    if (edge.to === id) found.add(edge.from)
  }
  found.delete(id)
  return [...found]
}

/**
 * Where an arrow key leads when it follows the graph: right to an effect, left to a cause, up and down to a
 * sibling or, without one, to whatever variable stands there. Null when there is none.
 */
export function walk(
  graph: CausalGraph,
  layout: Layout,
  from: VariableId,
  direction: Direction,
): VariableId | null {
  if (direction === 'left' || direction === 'right') {
    const next = neighbours(graph, from, direction === 'right' ? 'effects' : 'causes')
    const height = (id: VariableId) => Math.abs((layout[id]?.y ?? 0) - (layout[from]?.y ?? 0))
    return next.toSorted((a, b) => height(a) - height(b))[0] ?? null
  }
  const everyone = graph.variables.map((variable) => variable.id)
  return (
    nearestTowards(layout, from, siblings(graph, from), direction) ??
    nearestTowards(layout, from, everyone, direction)
  )
}
