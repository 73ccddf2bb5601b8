import { graphEntry, type GraphEntry } from '../document/project'
import { compareGraphs, type GraphComparison } from '../engine/graph/compare'
import type { CausalGraph } from '../engine/graph/graph'
import { useComparing } from './comparing'
import { usePresent, useProject } from './project'
import { useView } from './view'

const known = new WeakMap<CausalGraph, { right: CausalGraph; compared: GraphComparison }>()

/** Canvas and panel ask for the same comparison; it is made once for two graphs. */
function compare(left: CausalGraph, right: CausalGraph): GraphComparison {
  const before = known.get(left)
  if (before?.right === right) return before.compared
  const compared = compareGraphs(left, right)
  known.set(left, { right, compared })
  return compared
}

export interface Comparison {
  readonly left: GraphEntry
  readonly right: GraphEntry
  readonly compared: GraphComparison
}

/** The two graphs under comparison and what they say; null when an undo took one of them away. */
export function useComparison(): Comparison | null {
  const project = usePresent()
  const graphs = useComparing((state) => state.graphs)
  const left = graphs && graphEntry(project, graphs.left)
  const right = graphs && graphEntry(project, graphs.right)
  return left && right ? { left, right, compared: compare(left.graph, right.graph) } : null
}

/**
 * Whether the canvas shows a comparison: until another graph than the left one is shown, or one of the two is gone (by an
 * undo, or with the project).
 */
export function useIsComparing(): boolean {
  const shown = useView((state) => state.graphId)
  const graphs = useComparing((state) => state.graphs)
  return useProject(
    ({ history: { present } }) =>
      graphs?.left === shown &&
      graphEntry(present, graphs.left) !== undefined &&
      graphEntry(present, graphs.right) !== undefined,
  )
}
