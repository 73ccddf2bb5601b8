import type { CausalGraph, VariableId } from './graph'
import {
  ARROW,
  indexGraph,
  TAIL,
  variablesOf,
  vertexSet,
  type EdgeSet,
  type IndexGraph,
  type VertexSet,
} from './index-graph'

interface ClosureLimits {
  /** Edges that are not followed. */
  readonly removed?: EdgeSet
  /** Vertices that are not entered. */
  readonly barrier?: VertexSet
}

function closure(index: IndexGraph, start: VertexSet, markHere: number, limits: ClosureLimits): VertexSet {
  const { offsets, other, edge, markHere: here, markThere: there } = index.incidence
  const { removed, barrier } = limits
  const reached = start.slice()
  const stack: number[] = []
  for (let v = 0; v < index.count; v++) if (start[v]) stack.push(v)
  while (stack.length > 0) {
    const v = stack.pop()!
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      if (here[slot] !== markHere || there[slot] !== ARROW + TAIL - markHere) continue
      const w = other[slot]
      if (reached[w] || removed?.[edge[slot]] || barrier?.[w]) continue
      reached[w] = 1
      stack.push(w)
    }
  }
  return reached
}

/** Everything with a directed path into the set, the set itself included; over vertices. */
export const ancestorSet = (index: IndexGraph, of: VertexSet, limits: ClosureLimits = {}): VertexSet =>
  closure(index, of, ARROW, limits)

/** Everything the set has a directed path to, the set itself included; over vertices. */
export const descendantSet = (index: IndexGraph, of: VertexSet, limits: ClosureLimits = {}): VertexSet =>
  closure(index, of, TAIL, limits)

/** The variables and all their causes, in the order of the graph. */
export function ancestors(graph: CausalGraph, of: Iterable<VariableId>): VariableId[] {
  const index = indexGraph(graph)
  return variablesOf(index, ancestorSet(index, vertexSet(index, of)))
}

/** The variables and everything they affect, in the order of the graph. */
export function descendants(graph: CausalGraph, of: Iterable<VariableId>): VariableId[] {
  const index = indexGraph(graph)
  return variablesOf(index, descendantSet(index, vertexSet(index, of)))
}
