import type { CausalGraph, VariableId } from './graph'
import { indexGraph, type IndexGraph } from './index-graph'

/** District number of every vertex, numbered from 0 in the order of first members. */
export function districtNumbers(index: Pick<IndexGraph, 'count' | 'siblings'>): {
  readonly of: Int32Array
  readonly count: number
} {
  const { siblings } = index
  const of = new Int32Array(index.count).fill(-1)
  let count = 0
  for (let root = 0; root < index.count; root++) {
    if (of[root] >= 0) continue
    of[root] = count
    const stack = [root]
    while (stack.length > 0) {
      const v = stack.pop()!
      for (let slot = siblings.offsets[v]; slot < siblings.offsets[v + 1]; slot++) {
        const sibling = siblings.items[slot]
        if (of[sibling] >= 0) continue
        of[sibling] = count
        stack.push(sibling)
      }
    }
    count++
  }
  return { of, count }
}

/**
 * The districts (c-components): variables joined by paths of bidirected edges, a partition of the graph.
 * Tian & Pearl, A general identification condition for causal effects, AAAI 2002.
 */
export function districts(graph: CausalGraph): VariableId[][] {
  const index = indexGraph(graph)
  const { of, count } = districtNumbers(index)
  const members: VariableId[][] = Array.from({ length: count }, () => [])
  index.ids.forEach((id, vertex) => members[of[vertex]].push(id))
  return members
}
