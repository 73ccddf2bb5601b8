import { canonicalEdge, edgeId, variableId, type EdgeId, type VariableId } from '../engine/graph/graph'
import type { GraphEntry, Project } from './project'

const isUnsafe = (id: string) => id in Object.prototype

/**
 * Ids that every object has as a property ("constructor", "toString") under other names, throughout the project:
 * layouts and bends are records by id. Almost every project comes back as the same object.
 */
export function withSafeIds(project: Project): Project {
  const ids = project.graphs.flatMap((entry) => entry.graph.variables.map((variable) => variable.id))
  if (!ids.some(isUnsafe)) return project
  const safe = (id: VariableId) => (isUnsafe(id) ? variableId(id) : id)
  const graphs = project.graphs.map((entry): GraphEntry => {
    const renamedEdges = new Map<EdgeId, EdgeId>()
    const edges = entry.graph.edges.map((edge) => {
      const renamed = canonicalEdge({ ...edge, from: safe(edge.from), to: safe(edge.to) })
      renamedEdges.set(edgeId(edge), edgeId(renamed))
      return renamed
    })
    const variables = entry.graph.variables.map((variable) => ({ ...variable, id: safe(variable.id) }))
    const groups = entry.groups.map((group) => ({ ...group, members: group.members.map(safe) }))
    const bends = Object.fromEntries(
      Object.entries(entry.bends).map(([id, bend]) => [renamedEdges.get(id as EdgeId) ?? id, bend]),
    )
    return { ...entry, graph: { ...entry.graph, variables, edges }, groups, bends }
  })
  const queries = project.queries.map(({ id, question, adjustment }) => ({
    id,
    question: {
      ...question,
      treatments: question.treatments.map((contrast) => ({ ...contrast, variable: safe(contrast.variable) })),
      outcomes: question.outcomes.map(safe),
      must: question.must.map(safe),
      forbidden: question.forbidden.map(safe),
    },
    adjustment: adjustment === 'first' ? adjustment : adjustment.map(safe),
  }))
  return { ...project, graphs, queries }
}
