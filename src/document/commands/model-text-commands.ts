import { succeed } from '../../base/result'
import type { GraphPart } from '../../engine/formats/format'
import { edgeId, type Edge, type VariableId } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import { activeQuery, graphEntry, type GraphEntry, type Point, type Project } from '../project'
import type { InGraph } from './graph-access'
import { alignIds, replaceGraph } from './graph-commands'
import { toggleRole, type Role } from './question-commands'

/** Model text says nothing of why an edge is believed: edges that stay keep their notes and support. */
function withNotes(edges: readonly Edge[], before: GraphEntry): readonly Edge[] {
  const old = new Map(before.graph.edges.map((edge) => [edgeId(edge), edge]))
  return edges.map((edge) => ({ ...old.get(edgeId(edge)), ...edge }))
}

/** Gives the role to the one variable the text names, or takes it away when it names none. */
function withRole(project: Project, role: Role, wanted: VariableId | undefined): Project {
  const { treatments, outcomes } = activeQuery(project).question
  const current = role === 'exposure' ? treatments[0]?.variable : outcomes[0]
  const id = wanted ?? current
  if (id === undefined || wanted === current) return project
  const toggled = toggleRole.apply(project, { id, role })
  return toggled.ok ? toggled.value : project
}

/**
 * Makes a graph and the question's cause and outcome what an edited model text says, as one step. Variables keep
 * their ids by name, and edges that stay keep their notes.
 */
export const applyModelText = defineCommand<InGraph & { part: GraphPart }>({
  id: 'apply-model-text',
  label: () => 'Edit the model text',
  apply: (project, { graphId, part }) => {
    const before = graphEntry(project, graphId)
    const aligned = before ? alignIds(part.graph, before.graph) : null
    const layout: Record<VariableId, Point> = {}
    for (const [written, id] of aligned?.ids ?? [])
      if (part.layout[written]) layout[id] = part.layout[written]
    const graph =
      before && aligned ? { ...aligned.graph, edges: withNotes(aligned.graph.edges, before) } : part.graph
    const replaced = replaceGraph.apply(project, { graphId, graph, layout })
    if (!replaced.ok || !aligned) return replaced
    const roleOf = (ids: readonly VariableId[]) => (ids.length > 0 ? aligned.ids.get(ids[0]) : undefined)
    const withCause = withRole(replaced.value, 'exposure', roleOf(part.roles.exposures))
    return succeed(withRole(withCause, 'outcome', roleOf(part.roles.outcomes)))
  },
})
