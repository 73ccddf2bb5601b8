import { fail, succeed } from '../../base/result'
import type { CausalGraph, VariableId } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import { withoutOrphans } from '../drawing'
import { graphEntry, type GraphEntry, type Layout, type Point, type Project } from '../project'

/** Pixels that a node takes with its margins; the drawing itself knows better, which is not needed here. */
const ROOM = { x: 170, y: 64 }
/** How far above the variables it is tied to a new one is placed. */
const ABOVE = 110

const isFree = (at: Point, taken: readonly Point[]) =>
  taken.every(({ x, y }) => Math.abs(at.x - x) >= ROOM.x || Math.abs(at.y - y) >= ROOM.y)

/** Above the middle of its neighbours, higher or to the side where others stand. */
function placeFor(id: VariableId, graph: CausalGraph, layout: Layout): Point {
  const taken = Object.values(layout)
  const near = graph.edges
    .filter((edge) => edge.from === id || edge.to === id)
    .flatMap((edge) => layout[edge.from === id ? edge.to : edge.from] ?? [])
  const around = near.length > 0 ? near : taken
  if (around.length === 0) return { x: 80, y: 160 }
  const xs = around.map(({ x }) => x)
  const wish = {
    x: Math.round((Math.min(...xs) + Math.max(...xs)) / 2),
    y: Math.round(Math.min(...around.map(({ y }) => y)) - ABOVE),
  }
  for (let row = 0; row < 40; row++)
    for (const aside of [0, 1, -1, 2, -2]) {
      const spot = { x: wish.x + aside * ROOM.x, y: wish.y - row * ROOM.y }
      if (isFree(spot, taken)) return spot
    }
  return wish
}

const freshId = (project: Project) => {
  let id = 'variant'
  for (let n = 2; graphEntry(project, id); n++) id = `variant-${n}`
  return id
}

const freshName = (project: Project, name: string) => {
  const taken = new Set(project.graphs.map((entry) => entry.name))
  let free = name
  for (let n = 2; taken.has(free); n++) free = `${name} ${n}`
  return free
}

/**
 * Adds a changed graph as a variant of the one it comes from: variables keep their places, new ones stand above what
 * they are tied to. It comes last in the project.
 */
export const tryVariant = defineCommand<{ graphId: string; name: string; graph: CausalGraph }>({
  id: 'try-variant',
  label: (_project, args) => `Try ${args.name}`,
  apply: (project, args) => {
    const base = graphEntry(project, args.graphId)
    if (!base) return fail('unknown-graph', `This project has no graph "${args.graphId}".`)
    const { provenance: _provenance, ...rest } = base
    let layout: Layout = base.layout
    for (const { id } of args.graph.variables)
      if (!layout[id]) layout = { ...layout, [id]: placeFor(id, args.graph, layout) }
    const variant: GraphEntry = withoutOrphans({
      ...rest,
      id: freshId(project),
      name: freshName(project, args.name.trim().slice(0, 80) || base.name),
      graph: args.graph,
      layout,
      origin: 'variant',
      locked: false,
    })
    return succeed({ ...project, graphs: [...project.graphs, variant] })
  },
})
