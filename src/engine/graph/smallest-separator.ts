import { ancestorSet } from './ancestors'
import { union, type IndexGraph } from './index-graph'
import type { SeparatorSearch } from './minimal-separators'
import { moralGraph, type MoralGraph } from './moral-graph'

/** Room for every path that a separator could have to cut. */
const UNLIMITED = 2 ** 30

/**
 * A set of allowed vertices, as few as possible, that with `include` m-separates `from` and `to`; ascending, or null
 * where there is none. Of several the one closest to `from`.
 *
 * A smallest vertex cut of the moral graph over the ancestors, by as many augmenting paths as it has members: van der
 * Zander, Liśkiewicz & Textor, Artificial Intelligence 270, 2019, section 4.2.
 */
export function smallestSeparator(index: IndexGraph, search: SeparatorSearch): number[] | null {
  const { from, to, include, allowed, removed } = search
  const keep = ancestorSet(index, union(from, to, include), { removed })
  const moral = moralGraph(index, keep, removed)
  const network = splitVertices(moral, (v) => {
    if (v < index.count && include[v]) return 0
    return v < index.count && allowed[v] ? 1 : UNLIMITED
  })
  const sources = verticesOf(from)
  const sinks = verticesOf(to)
  for (;;) {
    const { seen, reached } = augment(network, sources, sinks)
    if (reached === 'unlimited') return null
    if (reached === 'one') continue
    return verticesOf(allowed).filter((v) => seen[2 * v] && !seen[2 * v + 1])
  }
}

const verticesOf = (set: Uint8Array): number[] => Array.from(set.keys()).filter((v) => set[v])

/** Vertex v enters at node 2v and leaves at node 2v + 1; arcs come in pairs, a way and its way back. */
interface Network {
  readonly offsets: Int32Array
  readonly arcs: Int32Array
  readonly ends: Int32Array
  readonly room: Int32Array
}

function splitVertices(moral: MoralGraph, capacity: (v: number) => number): Network {
  const { size, offsets, items } = moral
  const count = 2 * (size + items.length)
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  const room = new Int32Array(count)
  let filled = 0
  const join = (a: number, b: number, width: number) => {
    starts[filled] = a
    ends[filled] = b
    room[filled++] = width
    starts[filled] = b
    ends[filled++] = a
  }
  for (let v = 0; v < size; v++) {
    if (offsets[v] === offsets[v + 1]) continue
    join(2 * v, 2 * v + 1, capacity(v))
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) join(2 * v + 1, 2 * items[slot], UNLIMITED)
  }
  const begins = new Int32Array(2 * size + 1)
  for (let arc = 0; arc < filled; arc++) begins[starts[arc] + 1]++
  for (let node = 0; node < 2 * size; node++) begins[node + 1] += begins[node]
  const next = begins.slice()
  const arcs = new Int32Array(filled)
  for (let arc = 0; arc < filled; arc++) arcs[next[starts[arc]]++] = arc
  return { offsets: begins, arcs, ends, room }
}

/** One more path from the sources to a sink, if there is one; its room is taken. */
function augment(
  { offsets, arcs, ends, room }: Network,
  sources: readonly number[],
  sinks: readonly number[],
) {
  const nodes = offsets.length - 1
  const seen = new Uint8Array(nodes)
  const cameBy = new Int32Array(nodes).fill(-1)
  const queue = new Int32Array(nodes)
  const isSink = new Uint8Array(nodes)
  for (const v of sinks) isSink[2 * v] = 1
  let filled = 0
  for (const v of sources) {
    seen[2 * v] = 1
    seen[2 * v + 1] = 1
    queue[filled++] = 2 * v + 1
  }
  for (let done = 0; done < filled; done++) {
    const node = queue[done]
    for (let slot = offsets[node]; slot < offsets[node + 1]; slot++) {
      const arc = arcs[slot]
      const end = ends[arc]
      if (room[arc] === 0 || seen[end]) continue
      seen[end] = 1
      cameBy[end] = arc
      if (isSink[end]) return { seen, reached: take(end) }
      queue[filled++] = end
    }
  }
  return { seen, reached: 'none' as const }

  function take(end: number): 'one' | 'unlimited' {
    let width = UNLIMITED
    for (let node = end; cameBy[node] >= 0; node = ends[cameBy[node] ^ 1])
      width = Math.min(width, room[cameBy[node]])
    // Room of a way back is what has been taken of the way; a path through unlimited vertices alone cannot be cut.
    if (width > UNLIMITED / 2) return 'unlimited'
    for (let node = end; cameBy[node] >= 0; node = ends[cameBy[node] ^ 1]) {
      room[cameBy[node]]--
      room[cameBy[node] ^ 1]++
    }
    return 'one'
  }
}
