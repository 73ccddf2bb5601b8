import { ancestorSet } from '../../graph/ancestors'
import type { Adjacency, IndexGraph, VertexSet } from '../../graph/index-graph'

/** Subgraphs are a graph and the vertices that remain; edges with an end outside do not count. */

const complement = (set: VertexSet): VertexSet => set.map((member) => 1 - member)

export const isEmpty = (set: VertexSet): boolean => set.every((member) => member === 0)

export const sameSet = (a: VertexSet, b: VertexSet): boolean => a.every((member, v) => member === b[v])

export const without = (set: VertexSet, gone: VertexSet): VertexSet =>
  set.map((member, v) => (gone[v] ? 0 : member))

export const members = (set: VertexSet): number[] => {
  const found: number[] = []
  for (let v = 0; v < set.length; v++) if (set[v]) found.push(v)
  return found
}

/** Ancestors of a set within a region, the set included. */
export const ancestorsWithin = (index: IndexGraph, of: VertexSet, region: VertexSet): VertexSet =>
  ancestorSet(index, of, { barrier: complement(region) })

/** The district of one vertex in the subgraph over the region. */
export function districtWithin(index: IndexGraph, vertex: number, region: VertexSet): VertexSet {
  const district = new Uint8Array(index.count)
  district[vertex] = 1
  const stack = [vertex]
  while (stack.length > 0) {
    for (const sibling of neighboursIn(index.siblings, stack.pop()!)) {
      if (!region[sibling] || district[sibling]) continue
      district[sibling] = 1
      stack.push(sibling)
    }
  }
  return district
}

/** All districts of the subgraph over the region, in the order of their first vertices. */
export function districtsWithin(index: IndexGraph, region: VertexSet): VertexSet[] {
  const found: VertexSet[] = []
  const seen = new Uint8Array(index.count)
  for (const vertex of members(region)) {
    if (seen[vertex]) continue
    const district = districtWithin(index, vertex, region)
    for (const member of members(district)) seen[member] = 1
    found.push(district)
  }
  return found
}

export const neighboursIn = ({ offsets, items }: Adjacency, vertex: number): Int32Array =>
  items.subarray(offsets[vertex], offsets[vertex + 1])
