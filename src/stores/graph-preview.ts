import { create } from 'zustand'
import type { GraphEntry } from '../document/project'
import type { CausalGraph } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'

/** What is drawn in place of a graph, which itself stays as it is. */
export interface GraphPreview {
  readonly graphId: string
  /** The graph as it was: after an edit the preview says nothing any more. */
  readonly revision: string
  readonly graph: CausalGraph
  readonly kind: 'class' | 'member' | 'mag' | 'pag'
  /** Which member, from 1. */
  readonly number?: number
}

export const useGraphPreview = create<{ readonly preview: GraphPreview | null }>()(() => ({ preview: null }))

export const showPreview = (preview: GraphPreview | null) => useGraphPreview.setState({ preview })

const isOf = (preview: GraphPreview, entry: GraphEntry) =>
  preview.graphId === entry.id && preview.revision === graphRevision(entry.graph)

/** The preview of this graph, while it belongs to the graph as it stands. */
export function usePreviewOf(entry: GraphEntry): GraphPreview | null {
  const preview = useGraphPreview((state) => state.preview)
  return preview && isOf(preview, entry) ? preview : null
}
