/**
 * Layered drawing of big graphs (after Sugiyama, Tagawa & Toda, IEEE Transactions on Systems, Man, and
 * Cybernetics 11(2), 1981): columns by longest paths, rows by sweeps that pull every node towards the mean height
 * of its neighbours. Edges are drawn as straight lines here, so long ones get no places of their own in the columns
 * they pass, and a sweep costs no more than one look at each edge.
 */
export interface LayeredNode {
  readonly width: number
  readonly height: number
}

export interface LayeredInput {
  readonly nodes: readonly LayeredNode[]
  /** Pairs of positions in `nodes`, cause first. Cycles are allowed; an edge that closes one decides no column. */
  readonly edges: readonly (readonly [cause: number, effect: number])[]
  readonly gaps: { readonly column: number; readonly row: number }
  /** Told the share done, in [0, 1]. */
  readonly progress?: (share: number) => void
}

const SWEEPS = 26
/** A column of more nodes than this many times the square root of their number stands in several. */
const TALLEST = 2.2

/** Positions of top left corners, in the order of the nodes; the smallest are 0. */
export function layeredLayout(input: LayeredInput): { x: number; y: number }[] {
  const { nodes, gaps, progress } = input
  const links = linksOf(nodes.length, input.edges)
  const columns = columnsOf(links)
  const middles = new Float64Array(nodes.length)
  for (const members of columns) stack(members, middles, nodes, gaps.row)
  let best = middles.slice()
  let least = Infinity
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    // First each side alone, which sorts; then both, which straightens.
    const sides = sweep >= SWEEPS - 8 ? 'both' : sweep % 2 === 0 ? 'causes' : 'effects'
    const order = sides === 'effects' ? columns.toReversed() : columns
    for (const members of order) settle(members, middles, links, sides, nodes, gaps.row)
    const length = lengthOf(links, middles)
    if (length < least) {
      least = length
      best = middles.slice()
    }
    progress?.((sweep + 1) / SWEEPS)
  }
  return placesOf(columns, best, nodes, gaps)
}

interface Links {
  readonly causes: readonly number[][]
  readonly effects: readonly number[][]
}

/** Neighbours on both sides, without the edges that run back to a node whose descendants are being visited. */
function linksOf(count: number, edges: LayeredInput['edges']): Links {
  const out: number[][] = Array.from({ length: count }, () => [])
  for (const [cause, effect] of edges) if (cause !== effect) out[cause].push(effect)
  const causes: number[][] = Array.from({ length: count }, () => [])
  const effects: number[][] = Array.from({ length: count }, () => [])
  const state = new Uint8Array(count)
  const next = new Int32Array(count)
  for (let root = 0; root < count; root++) {
    if (state[root] !== 0) continue
    const path = [root]
    state[root] = 1
    while (path.length > 0) {
      const node = path[path.length - 1]
      if (next[node] === out[node].length) {
        state[node] = 2
        path.pop()
        continue
      }
      const to = out[node][next[node]++]
      if (state[to] === 1) continue
      causes[to].push(node)
      effects[node].push(to)
      if (state[to] === 0) {
        state[to] = 1
        path.push(to)
      }
    }
  }
  return { causes, effects }
}

/** Each node one column right of its last cause; those without causes just left of their first effect. */
function columnsOf({ causes, effects }: Links): number[][] {
  const column = new Int32Array(causes.length)
  const waiting = causes.map((list) => list.length)
  const order = [...causes.keys()].filter((v) => waiting[v] === 0)
  for (const v of order)
    for (const effect of effects[v]) {
      column[effect] = Math.max(column[effect], column[v] + 1)
      if (--waiting[effect] === 0) order.push(effect)
    }
  for (const v of order)
    if (causes[v].length === 0 && effects[v].length > 0)
      column[v] = effects[v].reduce((least, effect) => Math.min(least, column[effect]), Infinity) - 1
  const columns: number[][] = []
  for (const v of order) (columns[column[v]] ??= []).push(v)
  return columns.filter((members) => members !== undefined)
}

/** Puts the members under each other in their order, centred on 0. */
function stack(members: readonly number[], middles: Float64Array, nodes: LayeredInput['nodes'], gap: number) {
  const height = members.reduce((sum, v) => sum + nodes[v].height + gap, -gap)
  let y = -height / 2
  for (const v of members) {
    middles[v] = y + nodes[v].height / 2
    y += nodes[v].height + gap
  }
}

/**
 * Sorts a column by the mean height of its neighbours and puts every member as near to that as the others
 * allow: least squares under the order and the gaps, by pooling adjacent violators.
 */
function settle(
  members: number[],
  middles: Float64Array,
  { causes, effects }: Links,
  sides: 'causes' | 'effects' | 'both',
  nodes: LayeredInput['nodes'],
  gap: number,
) {
  const wish = new Map<number, number>()
  for (const v of members) {
    const near =
      sides === 'causes' ? causes[v] : sides === 'effects' ? effects[v] : [...causes[v], ...effects[v]]
    const mean = near.reduce((sum, other) => sum + middles[other], 0) / near.length
    wish.set(v, near.length === 0 ? middles[v] : mean)
  }
  if (sides !== 'both') members.sort((a, b) => wish.get(a)! - wish.get(b)! || middles[a] - middles[b])
  const offsets: number[] = []
  let offset = 0
  members.forEach((v, i) => {
    if (i > 0) offset += (nodes[members[i - 1]].height + nodes[v].height) / 2 + gap
    offsets.push(offset)
  })
  const pools: { sum: number; count: number }[] = []
  members.forEach((v, i) => {
    let pool = { sum: wish.get(v)! - offsets[i], count: 1 }
    while (pools.length > 0) {
      const before = pools[pools.length - 1]
      if (before.sum / before.count <= pool.sum / pool.count) break
      pools.pop()
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count }
    }
    pools.push(pool)
  })
  let i = 0
  for (const { sum, count } of pools)
    for (let n = 0; n < count; n++, i++) middles[members[i]] = sum / count + offsets[i]
}

/** Sum of how far edges climb. */
function lengthOf({ effects }: Links, middles: Float64Array): number {
  let length = 0
  for (const [v, list] of effects.entries())
    for (const effect of list) length += Math.abs(middles[effect] - middles[v])
  return length
}

function placesOf(
  columns: readonly number[][],
  middles: Float64Array,
  nodes: LayeredInput['nodes'],
  gaps: LayeredInput['gaps'],
): { x: number; y: number }[] {
  const places: { x: number; y: number }[] = Array.from({ length: nodes.length }, () => ({ x: 0, y: 0 }))
  const tallest = Math.max(8, Math.ceil(TALLEST * Math.sqrt(nodes.length)))
  let x = 0
  for (const members of columns) {
    const sorted = members.toSorted((a, b) => middles[a] - middles[b])
    const parts = Math.ceil(sorted.length / tallest)
    for (let part = 0; part < parts; part++) {
      const here = sorted.filter((_, i) => i % parts === part)
      // A column in several parts is as high as its share: its middles were spread for one.
      if (parts > 1) stack(here, middles, nodes, gaps.row)
      for (const v of here) places[v] = { x, y: middles[v] - nodes[v].height / 2 }
      const widest = here.reduce((width, v) => Math.max(width, nodes[v].width), 0)
      x += widest + (part === parts - 1 ? gaps.column : gaps.row)
    }
  }
  const top = places.reduce((least, place) => Math.min(least, place.y), Infinity)
  return places.map((place) => ({ x: place.x, y: place.y - top }))
}
