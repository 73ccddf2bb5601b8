import {
  bidirected,
  directed,
  isBidirected,
  isDirected,
  nameOf,
  variableNamed,
  type CausalGraph,
  type Edge,
  type Variable,
  type VariableId,
} from '../../engine/graph/graph'
import { topologicalOrder } from '../../engine/graph/topological'

/** What an edge is, seen from one of its ends. 'open' has no direction, or none that is certain. */
export type RelationKind = 'cause' | 'effect' | 'tie' | 'open'

export interface Relation {
  readonly kind: RelationKind
  readonly edge: Edge
  readonly other: VariableId
  readonly name: string
}

export interface OutlineEntry {
  readonly variable: Variable
  /** Causes, then effects, then hidden ties, then open ones; by name within each. */
  readonly relations: readonly Relation[]
}

const RANK: Readonly<Record<RelationKind, number>> = { cause: 0, effect: 1, tie: 2, open: 3 }

function relationAt(graph: CausalGraph, edge: Edge, self: VariableId): Relation {
  const other = edge.from === self ? edge.to : edge.from
  const headHere = edge.from === self ? edge.markFrom === 'arrow' : edge.markTo === 'arrow'
  const kind = isBidirected(edge) ? 'tie' : !isDirected(edge) ? 'open' : headHere ? 'cause' : 'effect'
  return { kind, edge, other, name: nameOf(graph, other) }
}

/** Every variable with what it is joined to, causes before effects where the graph has no cycle. */
export function outlineOf(graph: CausalGraph): readonly OutlineEntry[] {
  const order = topologicalOrder(graph)
  const byId = new Map(graph.variables.map((variable) => [variable.id, variable]))
  const relations = new Map<VariableId, Relation[]>(graph.variables.map(({ id }) => [id, []]))
  for (const edge of graph.edges)
    for (const self of [edge.from, edge.to]) relations.get(self)?.push(relationAt(graph, edge, self))
  const variables = order ? order.map((id) => byId.get(id)!) : graph.variables
  return variables.map((variable) => ({
    variable,
    relations: relations
      .get(variable.id)!
      .toSorted((a, b) => RANK[a.kind] - RANK[b.kind] || a.name.localeCompare(b.name)),
  }))
}

export const namesOf = (entry: OutlineEntry, kind: RelationKind): readonly string[] =>
  entry.relations.filter((relation) => relation.kind === kind).map((relation) => relation.name)

/** A graph of two variables and the edge between them, to be merged by name; the other one may be new. */
export function relationGraph(
  graph: CausalGraph,
  self: Variable,
  kind: 'cause' | 'effect' | 'tie',
  otherName: string,
): CausalGraph {
  const known = variableNamed(graph, otherName)
  // The merge goes by name, so a passing id for a new variable is enough.
  const other = known ?? { id: `new ${otherName}` as VariableId, name: otherName }
  const edge =
    kind === 'cause'
      ? directed(other.id, self.id)
      : kind === 'effect'
        ? directed(self.id, other.id)
        : bidirected(self.id, other.id)
  const variables = other.id === self.id ? [self] : [self, other]
  return { kind: kind === 'tie' ? 'admg' : 'dag', variables, edges: [edge] }
}
