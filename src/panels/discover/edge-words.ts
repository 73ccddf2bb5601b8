import {
  isBidirected,
  isDirected,
  isUndirected,
  nameOf,
  type CausalGraph,
  type Edge,
  type VariableId,
} from '../../engine/graph/graph'

const LEFT = { tail: '—', arrow: '←', circle: '∘' } as const
const RIGHT = { tail: '—', arrow: '→', circle: '∘' } as const

/** "Tar → Cancer", "Tar — Cancer", "Tar ↔ Cancer", "Tar ∘→ Cancer", "Tar ∘–∘ Cancer"; an arrow reads from cause to effect. */
export function edgeWords(graph: CausalGraph, edge: Edge): string {
  const [from, to] = [nameOf(graph, edge.from), nameOf(graph, edge.to)]
  if (isDirected(edge)) return edge.markTo === 'arrow' ? `${from} → ${to}` : `${to} → ${from}`
  if (isBidirected(edge)) return `${from} ↔ ${to}`
  if (isUndirected(edge)) return `${from} — ${to}`
  const bar = edge.markFrom === 'circle' && edge.markTo === 'circle' ? '–' : ''
  return `${from} ${LEFT[edge.markFrom]}${bar}${RIGHT[edge.markTo]} ${to}`
}

/** The edges of a graph that join these two, whatever their marks. */
export const edgesBetween = (graph: CausalGraph, a: VariableId, b: VariableId): readonly Edge[] =>
  graph.edges.filter((edge) => (edge.from === a && edge.to === b) || (edge.from === b && edge.to === a))
