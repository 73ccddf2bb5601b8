import { useMemo } from 'react'
import { carryBend } from '../../document/drawing'
import type { GraphEntry } from '../../document/project'
import type { CausalGraph, Edge } from '../../engine/graph/graph'
import { usePreviewOf } from '../../stores/graph-preview'

/** Lines that were bent by hand stay where they are when their ends change. */
function carriedBends({ graph, bends }: GraphEntry, shown: CausalGraph): GraphEntry['bends'] {
  if (Object.keys(bends).length === 0) return bends
  const between = (edges: readonly Edge[], edge: Edge) =>
    edges.filter(
      ({ from, to }) => (from === edge.from && to === edge.to) || (from === edge.to && to === edge.from),
    )
  return graph.edges.reduce((carried, old) => {
    const [by, ...others] = between(shown.edges, old)
    return by && others.length === 0 && between(graph.edges, old).length === 1
      ? carryBend(carried, old, by)
      : carried
  }, bends)
}

/** What the canvas draws for a graph: the graph, or what is previewed in its place, which cannot be edited. */
export function usePreviewed(entry: GraphEntry): GraphEntry {
  const preview = usePreviewOf(entry)
  return useMemo(
    () =>
      preview
        ? { ...entry, graph: preview.graph, bends: carriedBends(entry, preview.graph), locked: true }
        : entry,
    [entry, preview],
  )
}
