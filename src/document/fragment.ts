import { edgeId, type Edge, type EdgeId, type Variable, type VariableId } from '../engine/graph/graph'
import type { CanvasNote, GraphEntry, Layout } from './project'

/** A part of a drawing that stands by itself: every edge has both its ends. What is copied, cut and pasted. */
export interface Fragment {
  readonly variables: readonly Variable[]
  readonly edges: readonly Edge[]
  readonly layout: Layout
  readonly bends: GraphEntry['bends']
  readonly notes: readonly CanvasNote[]
}

export interface Chosen {
  readonly variables: readonly VariableId[]
  readonly edges: readonly EdgeId[]
  readonly notes: readonly string[]
}

/** The chosen variables with the edges among them, chosen edges with their ends, and chosen notes. */
export function fragmentOf(entry: GraphEntry, chosen: Chosen): Fragment {
  const among = new Set<VariableId>(chosen.variables)
  const picked = new Set<string>(chosen.edges)
  const edges = entry.graph.edges.filter(
    (edge) => (among.has(edge.from) && among.has(edge.to)) || picked.has(edgeId(edge)),
  )
  const ids = new Set<VariableId>([...among, ...edges.flatMap((edge) => [edge.from, edge.to])])
  const notes = new Set(chosen.notes)
  return {
    variables: entry.graph.variables.filter((variable) => ids.has(variable.id)),
    edges,
    layout: Object.fromEntries(Object.entries(entry.layout).filter(([id]) => ids.has(id as VariableId))),
    bends: Object.fromEntries(
      edges.map(edgeId).flatMap((id) => (entry.bends[id] === undefined ? [] : [[id, entry.bends[id]]])),
    ),
    notes: entry.notes.filter((note) => notes.has(note.id)),
  }
}

export const isEmpty = (fragment: Fragment) => fragment.variables.length + fragment.notes.length === 0
