import { ancestorSet } from './ancestors'
import { union, type EdgeSet, type IndexGraph, type VertexSet } from './index-graph'
import { moralGraph } from './moral-graph'

export interface SeparatorSearch {
  readonly from: VertexSet
  readonly to: VertexSet
  /** Every separator holds these; they are not repeated in the answers. */
  readonly include: VertexSet
  /** Vertices that may be used besides; disjoint from `from`, `to` and `include`. */
  readonly allowed: VertexSet
  readonly removed?: EdgeSet
}

/**
 * All sets S of allowed vertices such that S with `include` m-separates `from` and `to` and no proper subset
 * of S does, each once, lazily, the one closest to `from` first. O(n (n + m)) work between two answers.
 *
 * Minimal m-separators are the minimal vertex separators of the moral graph over the ancestors of
 * `from`, `to` and `include`: van der Zander, Liśkiewicz & Textor, Artificial Intelligence 270, 2019,
 * section 4. Those are listed by growing the side of `from`: Takata, Discrete Applied Mathematics 158, 2010.
 */
export function* minimalSeparators(index: IndexGraph, search: SeparatorSearch): Generator<number[]> {
  const sides = createSides(index, search)
  const nothing = new Uint8Array(index.count)
  const first = sides.close(nothing)
  if (!first) return
  yield first.separator
  // `barred` vertices stay off the side of `from` in every answer below the frame.
  const frames = [{ ...first, barred: nothing.slice(), position: 0 }]
  while (frames.length > 0) {
    const frame = frames[frames.length - 1]
    if (frame.position === frame.separator.length) {
      frames.pop()
      continue
    }
    const v = frame.separator[frame.position++]
    if (frame.barred[v]) continue
    const grown = frame.side.slice()
    grown[v] = 1
    const next = sides.close(grown)
    const fits = next && !next.side.some((member, w) => member && frame.barred[w])
    const barred = frame.barred.slice()
    frame.barred[v] = 1
    if (!fits) continue
    yield next.separator
    frames.push({ ...next, barred, position: 0 })
  }
}

interface Closed {
  /** Allowed vertices on the side of `from`. */
  readonly side: VertexSet
  /** Ascending. */
  readonly separator: number[]
}

/** Splits the moral graph: given allowed vertices that must lie on the side of `from`, the nearest separator. */
function createSides(index: IndexGraph, { from, to, include, allowed, removed }: SeparatorSearch) {
  const keep = ancestorSet(index, union(from, to, include), { removed })
  const moral = moralGraph(index, keep, removed)
  const starts = (set: VertexSet) => Array.from(set.keys()).filter((v) => set[v])
  const fromVertices = starts(from)
  const toVertices = starts(to)

  /** Floods from `sources`; stops at vertices that `stop` names and collects those. */
  const flood = (sources: readonly number[], stop: (v: number) => boolean) => {
    const seen = new Uint8Array(moral.size)
    const hit: number[] = []
    const stack = [...sources]
    for (const v of sources) seen[v] = 1
    while (stack.length > 0) {
      const v = stack.pop()!
      for (let slot = moral.offsets[v]; slot < moral.offsets[v + 1]; slot++) {
        const w = moral.items[slot]
        if (seen[w] || (w < index.count && include[w])) continue
        seen[w] = 1
        if (w < index.count && stop(w)) hit.push(w)
        else stack.push(w)
      }
    }
    return { seen, hit }
  }

  return {
    close(near: VertexSet): Closed | null {
      const sources = [...fromVertices, ...starts(near)]
      const border = new Uint8Array(index.count)
      const around = flood(sources, (v) => allowed[v] === 1 && !near[v])
      if (toVertices.some((v) => around.seen[v])) return null
      for (const v of around.hit) border[v] = 1
      const separator = flood(toVertices, (v) => border[v] === 1).hit.toSorted((a, b) => a - b)
      const inSeparator = new Uint8Array(index.count)
      for (const v of separator) inSeparator[v] = 1
      const { seen } = flood(sources, (v) => inSeparator[v] === 1)
      const side = new Uint8Array(index.count)
      for (let v = 0; v < index.count; v++) side[v] = seen[v] && allowed[v] && !inSeparator[v] ? 1 : 0
      return { side, separator }
    },
  }
}
