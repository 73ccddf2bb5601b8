import { fail, succeed, type Result } from '../../base/result'
import {
  canonicalEdge,
  edgeId,
  isBidirected,
  withEdges,
  type CausalGraph,
  type Edge,
} from '../../engine/graph/graph'
import { findCycle } from '../../engine/graph/topological'
import { allowsEdge } from '../../engine/graph/allowed-edges'
import { edgeWords } from '../edge-words'

const pairOf = (edge: Edge) => (edge.from < edge.to ? `${edge.from}\n${edge.to}` : `${edge.to}\n${edge.from}`)

/**
 * The graph with more edges. Self loops, edges that its kind cannot hold, second edges where it allows one, and
 * cycles are refused; a cycle comes back in `where.variables`. Edges that are there already change nothing.
 */
export function joinEdges(graph: CausalGraph, added: readonly Edge[]): Result<{ graph: CausalGraph }> {
  const causal = graph.kind === 'dag' || graph.kind === 'admg'
  const known = new Set<string>(graph.edges.map(edgeId))
  const pairs = new Set(causal ? [] : graph.edges.map(pairOf))
  const names = new Map(graph.variables.map((variable) => [variable.id, variable.name]))
  const edges = [...graph.edges]
  for (const edge of added) {
    const [from, to] = [names.get(edge.from), names.get(edge.to)]
    if (from === undefined || to === undefined)
      return fail('unknown-variable', 'Both ends of an arrow must be variables of the graph.')
    if (edge.from === edge.to)
      return fail('self-loop', `${from} cannot cause itself.`, { variables: [edge.from] })
    if (!(causal && isBidirected(edge)) && !allowsEdge(graph.kind, edge)) {
      const what = causal ? 'leaves open which causes which' : 'does not fit this kind of graph'
      return fail('mark-not-allowed', `${edgeWords(graph, edge)} ${what}, so it cannot be drawn here.`, {
        variables: [edge.from, edge.to],
      })
    }
    if (known.has(edgeId(edge))) continue
    if (pairs.has(pairOf(edge))) return fail('adjacent', `${from} and ${to} are already joined.`)
    known.add(edgeId(edge))
    if (!causal) pairs.add(pairOf(edge))
    edges.push(canonicalEdge(edge))
  }
  const joined = withEdges(graph, edges)
  const cycle = findCycle(joined)
  if (cycle) {
    const round = [...cycle, cycle[0]].map((id) => names.get(id)).join(' → ')
    return fail('cycle', `This arrow would close a cycle: ${round}.`, { variables: cycle })
  }
  return succeed({ graph: joined })
}

/**
 * The graph with as many of the edges as fit, in their order, and a sentence for each that was left out. Halves
 * what does not fit as a whole, so that a few refused edges among many cost little.
 */
export function joinWhatFits(graph: CausalGraph, added: readonly Edge[]) {
  const leftOut: string[] = []
  const join = (before: CausalGraph, edges: readonly Edge[]): CausalGraph => {
    if (edges.length === 0) return before
    const joined = joinEdges(before, edges)
    if (joined.ok) return joined.value.graph
    if (edges.length === 1) {
      leftOut.push(`${edgeWords(before, edges[0])} was left out. ${joined.problems[0].message}`)
      return before
    }
    const half = Math.floor(edges.length / 2)
    return join(join(before, edges.slice(0, half)), edges.slice(half))
  }
  return { graph: join(graph, added), leftOut }
}
