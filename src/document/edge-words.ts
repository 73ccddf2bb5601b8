import { nameOf, type CausalGraph, type Edge } from '../engine/graph/graph'

function arrowOf({ markFrom, markTo }: Edge): string {
  if (markFrom === 'arrow' && markTo === 'arrow') return '↔'
  const left = { tail: '', arrow: '←', circle: '∘' }[markFrom]
  const right = { tail: '', arrow: '→', circle: '∘' }[markTo]
  return left + right || '—'
}

/** "Smoking → Tar", for labels of steps and for sentences. */
export const edgeWords = (graph: CausalGraph, edge: Edge): string =>
  `${nameOf(graph, edge.from)} ${arrowOf(edge)} ${nameOf(graph, edge.to)}`
