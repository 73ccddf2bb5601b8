import { canonicalEdge, withEdges, type CausalGraph, type Edge, type EdgeId, type VariableId } from './graph'
import { bidirected, directed, edgeId, isBidirected } from './graph'

/**
 * The latent projection of a DAG or ADMG: the graph over the other variables with the same ancestral relations
 * and independencies among them. Latent variables are taken out one at a time: what they cause becomes caused
 * by what causes them, and shares a hidden cause. Verma & Pearl, UAI 1990.
 */
export function latentProjection(graph: CausalGraph): CausalGraph {
  const latent = graph.variables.filter((variable) => variable.latent).map((variable) => variable.id)
  let edges = new Map<EdgeId, Edge>(graph.edges.map((edge) => [edgeId(edge), canonicalEdge(edge)]))
  for (const gone of latent) edges = without(gone, edges)
  const measured = { ...graph, variables: graph.variables.filter((variable) => !variable.latent) }
  return latent.length === 0 ? graph : withEdges(measured, [...edges.values()])
}

function without(gone: VariableId, edges: ReadonlyMap<EdgeId, Edge>): Map<EdgeId, Edge> {
  const kept = new Map<EdgeId, Edge>()
  const causes: VariableId[] = []
  const effects: VariableId[] = []
  const confounded: VariableId[] = []
  for (const [id, edge] of edges) {
    if (edge.from !== gone && edge.to !== gone) kept.set(id, edge)
    else if (isBidirected(edge)) confounded.push(edge.from === gone ? edge.to : edge.from)
    else if (edge.from === gone) effects.push(edge.to)
    else causes.push(edge.from)
  }
  const add = (edge: Edge) => {
    const id = edgeId(edge)
    if (!kept.has(id)) kept.set(id, canonicalEdge(edge))
  }
  effects.forEach((effect, position) => {
    for (const cause of causes) add(directed(cause, effect))
    for (const other of effects.slice(position + 1)) add(bidirected(effect, other))
    for (const other of confounded) if (other !== effect) add(bidirected(effect, other))
  })
  return kept
}
