import { districtNumbers } from './districts'
import { ARROW, TAIL, type Adjacency, type EdgeSet, type IndexGraph, type VertexSet } from './index-graph'

/**
 * The moral (augmented) graph over an ancestral vertex set, in star form: vertices 0 .. count-1 are the
 * graph's, the hubs above them stand for cliques. Two variables are adjacent in the moral graph exactly when
 * an undirected edge or a hub joins them, so that the size stays linear where cliques would be quadratic.
 * Each district with its parents is one clique: Richardson, Scandinavian J. of Statistics 30(1), 2003.
 */
export interface MoralGraph extends Adjacency {
  /** Vertices and hubs together. */
  readonly size: number
}

/** The moral graph of the vertices in `keep`, without the edges in `removed`. */
export function moralGraph(index: IndexGraph, keep: VertexSet, removed?: EdgeSet): MoralGraph {
  const { offsets, other, edge, markHere, markThere } = index.incidence
  const district = keptDistricts(index, keep)
  const size = index.count + district.count
  const joined: number[][] = Array.from({ length: size }, () => [])
  const join = (a: number, b: number) => {
    joined[a].push(b)
    joined[b].push(a)
  }
  for (let v = 0; v < index.count; v++) {
    if (!keep[v]) continue
    const hub = index.count + district.of[v]
    join(v, hub)
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      const w = other[slot]
      if (!keep[w] || removed?.[edge[slot]]) continue
      if (markHere[slot] === ARROW && markThere[slot] === TAIL) join(w, hub)
      if (markHere[slot] === TAIL && markThere[slot] === TAIL && v < w) join(v, w)
    }
  }
  const starts = new Int32Array(size + 1)
  joined.forEach((list, v) => (starts[v + 1] = starts[v] + list.length))
  return { size, offsets: starts, items: Int32Array.from(joined.flat()) }
}

/** Districts of the subgraph on `keep`; dropping a vertex can split one. */
function keptDistricts(index: IndexGraph, keep: VertexSet) {
  if (keep.every(Boolean)) return districtNumbers(index)
  const { offsets, items } = index.siblings
  const keptOffsets = new Int32Array(index.count + 1)
  const kept: number[] = []
  for (let v = 0; v < index.count; v++) {
    for (let slot = offsets[v]; keep[v] && slot < offsets[v + 1]; slot++) {
      if (keep[items[slot]]) kept.push(items[slot])
    }
    keptOffsets[v + 1] = kept.length
  }
  return districtNumbers({
    count: index.count,
    siblings: { offsets: keptOffsets, items: Int32Array.from(kept) },
  })
}
