import { edgeId, type CausalGraph, type EdgeId, type VariableId } from '../../engine/graph/graph'

/** The variables and edges of a drawing that are shown in full while the rest is faded. */
export interface LitParts {
  readonly variables: ReadonlySet<string>
  readonly edges: ReadonlySet<string>
}

interface Shown {
  readonly variables: readonly VariableId[]
  readonly edges: readonly EdgeId[]
}

/**
 * What of a graph is lit, the ends of edges with them. A statement may speak of an edge of the latent projection, which the graph draws as a way
 * through hidden variables: then these and their edges are lit in its place.
 */
export function litParts(graph: CausalGraph, { variables, edges }: Shown): LitParts {
  const present = new Set<string>(graph.edges.map(edgeId))
  const lit: { variables: Set<string>; edges: Set<string> } = {
    variables: new Set(variables),
    edges: new Set(edges.filter((id) => present.has(id))),
  }
  for (const edge of graph.edges) if (lit.edges.has(edgeId(edge))) lit.variables.add(edge.from).add(edge.to)
  if (lit.edges.size === edges.length) return lit
  const projected = new Set<string>(edges.filter((id) => !present.has(id)))
  for (const hidden of hiddenParts(graph)) {
    const around = [...hidden.around]
    const carries = around.some((a) => around.some((b) => joins(projected, a, b)))
    if (!carries) continue
    for (const id of hidden.members) lit.variables.add(id)
    for (const edge of graph.edges)
      if (
        (hidden.members.has(edge.from) || hidden.members.has(edge.to)) &&
        [edge.from, edge.to].every((end) => lit.variables.has(end))
      )
        lit.edges.add(edgeId(edge))
  }
  return lit
}

const joins = (projected: ReadonlySet<string>, a: VariableId, b: VariableId): boolean =>
  ['->', '<->'].some((mark) => projected.has(`${a} ${mark} ${b}`))

/** Hidden variables that hang together, with the measured ones next to them. */
function hiddenParts(graph: CausalGraph): { members: Set<VariableId>; around: Set<VariableId> }[] {
  const hidden = new Set(graph.variables.filter(({ latent }) => latent).map(({ id }) => id))
  const parts: { members: Set<VariableId>; around: Set<VariableId> }[] = []
  const seen = new Set<VariableId>()
  for (const start of hidden) {
    if (seen.has(start)) continue
    const part = { members: new Set([start]), around: new Set<VariableId>() }
    for (const id of part.members) {
      seen.add(id)
      for (const edge of graph.edges) {
        if (edge.from !== id && edge.to !== id) continue
        const other = edge.from === id ? edge.to : edge.from
        if (hidden.has(other)) part.members.add(other)
        else part.around.add(other)
      }
    }
    parts.push(part)
  }
  return parts
}
