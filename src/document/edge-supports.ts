import type { GraphEntry } from './project'

/** What the supports of a graph's edges are: a network's probabilities, shares of resamples, or not there. */
export type EdgeSupports = 'probabilities' | 'shares' | 'none'

/** Resamples, where some were searched, replace what the network said. */
export function edgeSupports({ graph, provenance }: Pick<GraphEntry, 'graph' | 'provenance'>): EdgeSupports {
  if (graph.edges.every(({ support }) => support === undefined)) return 'none'
  return provenance?.model && !provenance.resamples ? 'probabilities' : 'shares'
}
