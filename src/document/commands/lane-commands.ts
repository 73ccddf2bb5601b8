import { fail, succeed, type Result } from '../../base/result'
import { tierOf, withNewTier, withoutTier, withTier } from '../../engine/discover/knowledge/tiers'
import { nameOf, type VariableId } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import { dividersOf, LANE_WIDTH, laneAt, tierOfLane } from '../lanes'
import { graphEntry, type GraphEntry, type Lanes, type Layout, type Point, type Project } from '../project'
import type { InGraph } from './graph-access'
import { addVariable, moveVariables } from './graph-commands'

/** Lanes and places are no part of a result, so these work on locked graphs too. */
function redraw(project: Project, graphId: string, draw: (entry: GraphEntry) => GraphEntry): Result<Project> {
  const entry = graphEntry(project, graphId)
  if (!entry) return fail('unknown-graph', `This project has no graph "${graphId}".`)
  const drawn = draw(entry)
  if (drawn === entry) return succeed(project)
  return succeed({ ...project, graphs: project.graphs.map((other) => (other === entry ? drawn : other)) })
}

/** Draws the lines and puts the variables where a layout by lanes has placed them. */
export const arrangeInLanes = defineCommand<InGraph & { to: Layout; dividers: readonly number[] }>({
  id: 'arrange-in-lanes',
  label: (project, args) =>
    graphEntry(project, args.graphId)?.lanes ? 'Arrange the lanes' : 'Show the tiers as lanes',
  apply: (project, args) =>
    redraw(project, args.graphId, (entry) => ({
      ...entry,
      layout: { ...entry.layout, ...args.to },
      lanes: { dividers: args.dividers },
    })),
})

/** The tiers stay known; the variables stay where they are. */
export const hideLanes = defineCommand<InGraph>({
  id: 'hide-lanes',
  label: () => 'Hide the lanes',
  apply: (project, args) =>
    redraw(project, args.graphId, (entry) => (entry.lanes ? { ...entry, lanes: null } : entry)),
})

const laneWords = (lane: number) => (lane === 0 ? 'no tier' : `tier ${lane}`)

/**
 * Moves variables on a canvas with lanes. `middles` holds the x of the middle of each moved node: the lane in which
 * it stands is the variable's tier from now on.
 */
export const moveInLanes = defineCommand<
  InGraph & {
    to: Layout
    notes?: Readonly<Record<string, Point>>
    middles: Readonly<Record<VariableId, number>>
  }
>({
  id: 'move-in-lanes',
  label: (project, args) => {
    const changed = laneChanges(project, args)
    if (changed.length === 1) return `Move ${changed[0].name} to ${laneWords(changed[0].lane)}`
    if (changed.length > 1) return `Move ${changed.length} variables to other tiers`
    return moveVariables.label(project, args)
  },
  apply: (project, args) => {
    const { middles: _middles, ...places } = args
    const moved = moveVariables.apply(project, { ...places, why: 'drag' })
    const changes = laneChanges(project, args)
    if (!moved.ok || changes.length === 0) return moved
    const knowledge = changes.reduce(
      (known, { name, lane }) => withTier(known, name, tierOfLane(lane)),
      project.knowledge,
    )
    return succeed({ ...moved.value, knowledge })
  },
})

function laneChanges(
  project: Project,
  { graphId, middles }: { graphId: string; middles: Readonly<Record<VariableId, number>> },
): { name: string; lane: number }[] {
  const entry = graphEntry(project, graphId)
  if (!entry?.lanes) return []
  const dividers = dividersOf(entry.lanes, project.knowledge)
  return (Object.entries(middles) as [VariableId, number][]).flatMap(([id, x]) => {
    const name = nameOf(entry.graph, id)
    const lane = laneAt(dividers, x)
    return (tierOf(project.knowledge, name) ?? 0) === lane ? [] : [{ name, lane }]
  })
}

/** A new variable in the lane in which it is put. */
export const addInLane = defineCommand<InGraph & { at: Point; middle: number; latent?: boolean }>({
  id: 'add-in-lane',
  label: (project, args) => addVariable.label(project, args),
  apply: (project, { middle, ...args }) => {
    const added = addVariable.apply(project, args)
    if (!added.ok) return added
    const { id } = graphEntry(added.value, args.graphId)!.graph.variables.at(-1)!
    return moveInLanes.apply(added.value, { graphId: args.graphId, to: {}, middles: { [id]: middle } })
  },
})

/** Every graph that shows lanes, with its lines and layout changed. */
const inEveryGraph = (project: Project, change: (entry: GraphEntry, lanes: Lanes) => GraphEntry) =>
  project.graphs.map((entry) => {
    if (!entry.lanes) return entry
    const lanes = { dividers: dividersOf(entry.lanes, project.knowledge) }
    return change(entry, lanes)
  })

/** The variables of the lanes from `lane` on moved aside. */
function shifted(project: Project, entry: GraphEntry, lane: number, by: number): Layout {
  const layout: Record<string, Point> = { ...entry.layout }
  for (const { id, name } of entry.graph.variables)
    if ((tierOf(project.knowledge, name) ?? 0) >= lane && layout[id])
      layout[id] = { ...layout[id], x: layout[id].x + by }
  return layout
}

/** Moves a line (from 0) with everything right of it, so that the lane before it grows or shrinks. */
export const moveDivider = defineCommand<InGraph & { divider: number; by: number }>({
  id: 'move-divider',
  label: (_project, args) => `Resize the lane of ${laneWords(args.divider)}`,
  apply: (project, { graphId, divider, by }) =>
    redraw(project, graphId, (entry) => {
      if (!entry.lanes || by === 0) return entry
      const dividers = dividersOf(entry.lanes, project.knowledge)
      return {
        ...entry,
        lanes: { dividers: dividers.map((x, i) => (i >= divider ? x + by : x)) },
        layout: shifted(project, entry, divider + 1, by),
      }
    }),
})

/** A new, empty tier behind this lane (0 is the lane without a tier), in every graph that shows lanes. */
export const addLane = defineCommand<InGraph & { behind: number }>({
  id: 'add-lane',
  label: (_project, args) => `Add tier ${args.behind + 1}`,
  apply: (project, { behind }) => {
    const graphs = inEveryGraph(project, (entry, { dividers }) => {
      const left = dividers[behind - 1] ?? (dividers[0] ?? LANE_WIDTH) - LANE_WIDTH
      const at = behind < dividers.length ? dividers[behind] : left + LANE_WIDTH
      const later = dividers.slice(behind).map((x) => x + LANE_WIDTH)
      return {
        ...entry,
        lanes: { dividers: [...dividers.slice(0, behind), at, ...later] },
        layout: shifted(project, entry, behind + 1, LANE_WIDTH),
      }
    })
    return succeed({ ...project, graphs, knowledge: withNewTier(project.knowledge, behind + 1) })
  },
})

/** Takes a tier away: its variables join the tier before it, those of the first have no tier any more. */
export const removeLane = defineCommand<InGraph & { tier: number }>({
  id: 'remove-lane',
  label: (_project, args) => `Remove tier ${args.tier}`,
  apply: (project, { tier }) => {
    const graphs = inEveryGraph(project, (entry, { dividers }) => ({
      ...entry,
      lanes: { dividers: dividers.toSpliced(tier - 1, 1) },
    }))
    return succeed({ ...project, graphs, knowledge: withoutTier(project.knowledge, tier) })
  },
})
