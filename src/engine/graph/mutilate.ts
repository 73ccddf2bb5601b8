import { withEdges, type CausalGraph, type Edge, type VariableId } from './graph'

const headAt = (edge: Edge, variables: ReadonlySet<VariableId>) =>
  (edge.markTo === 'arrow' && variables.has(edge.to)) ||
  (edge.markFrom === 'arrow' && variables.has(edge.from))

const tailAt = (edge: Edge, variables: ReadonlySet<VariableId>) =>
  (edge.markFrom === 'tail' && edge.markTo === 'arrow' && variables.has(edge.from)) ||
  (edge.markTo === 'tail' && edge.markFrom === 'arrow' && variables.has(edge.to))

/** The graph under do(variables): every edge with an arrowhead at one of them is cut (bidirected ones too). */
export function withoutIncoming(graph: CausalGraph, variables: Iterable<VariableId>): CausalGraph {
  const set = new Set(variables)
  return withEdges(
    graph,
    graph.edges.filter((edge) => !headAt(edge, set)),
  )
}

/** The graph without the directed edges that leave the variables. */
export function withoutOutgoing(graph: CausalGraph, variables: Iterable<VariableId>): CausalGraph {
  const set = new Set(variables)
  return withEdges(
    graph,
    graph.edges.filter((edge) => !tailAt(edge, set)),
  )
}
