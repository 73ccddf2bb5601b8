import type { Edge } from '../engine/graph/graph'
import { edgeWords } from './edge-words'
import type { GraphEntry } from './project'

/** What is written about an edge: why it is believed, and where that stands. */
export interface Citation {
  readonly edge: Edge
  /** "Smoking → Tar". */
  readonly name: string
  readonly rationale: string
  readonly source: string
}

/** All edges of a graph about which something is written, in the graph's order; empty strings where one is missing. */
export const citations = ({ graph }: Pick<GraphEntry, 'graph'>): readonly Citation[] =>
  graph.edges.flatMap((edge) =>
    edge.rationale === undefined && edge.source === undefined
      ? []
      : [
          {
            edge,
            name: edgeWords(graph, edge),
            rationale: edge.rationale ?? '',
            source: edge.source ?? '',
          },
        ],
  )
