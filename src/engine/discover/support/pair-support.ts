import type { CausalGraph, Edge, Mark } from '../../graph/graph'
import { nameOf } from '../../graph/graph'

/** How often a mark stood at one end of the edges that joined a pair. */
export type MarkCounts = Readonly<Record<Mark, number>>

/** What the resamples found between two variables; `a` comes before `b` in the alphabet. */
export interface PairSupport {
  readonly a: string
  readonly b: string
  /** Resamples in which some edge joins the two. */
  readonly joined: number
  /** Among these: a -> b, b -> a, and a line without heads. */
  readonly forward: number
  readonly backward: number
  readonly undirected: number
  readonly atA: MarkCounts
  readonly atB: MarkCounts
}

export interface PairTally {
  /** Graphs counted so far. */
  readonly graphs: number
  add(graph: CausalGraph): void
  /** Every pair that was joined, most often first. */
  pairs(): readonly PairSupport[]
  /** The graph with `support` and `orientationSupport` on its edges. */
  weigh(graph: CausalGraph): CausalGraph
}

interface Counts {
  readonly a: string
  readonly b: string
  joined: number
  forward: number
  backward: number
  undirected: number
  readonly atA: Record<Mark, number>
  readonly atB: Record<Mark, number>
}

/** Two marks as one key. */
const wayOf = (atA: Mark, atB: Mark) => `${atA} ${atB}`

interface End {
  readonly a: string
  readonly b: string
  readonly atA: Mark
  readonly atB: Mark
}

function endsOf(graph: CausalGraph, edge: Edge): End {
  const [from, to] = [nameOf(graph, edge.from), nameOf(graph, edge.to)]
  return from < to
    ? { a: from, b: to, atA: edge.markFrom, atB: edge.markTo }
    : { a: to, b: from, atA: edge.markTo, atB: edge.markFrom }
}

/** Counts over the graphs of resamples; the order in which they come does not matter. */
export function createPairTally(): PairTally {
  const counts = new Map<string, { readonly pair: Counts; readonly ways: Map<string, number> }>()
  const key = ({ a, b }: End) => `${a}\n${b}`
  let graphs = 0

  return {
    get graphs() {
      return graphs
    },
    add(graph) {
      graphs++
      const joinedHere = new Set<string>()
      for (const edge of graph.edges) {
        const ends = endsOf(graph, edge)
        let entry = counts.get(key(ends))
        if (!entry) {
          const none = () => ({ tail: 0, arrow: 0, circle: 0 })
          const { a, b } = ends
          const pair = { a, b, joined: 0, forward: 0, backward: 0, undirected: 0, atA: none(), atB: none() }
          counts.set(key(ends), (entry = { pair, ways: new Map() }))
        }
        const { pair, ways } = entry
        if (!joinedHere.has(key(ends))) pair.joined++
        joinedHere.add(key(ends))
        pair.atA[ends.atA]++
        pair.atB[ends.atB]++
        if (ends.atA === 'tail' && ends.atB === 'arrow') pair.forward++
        if (ends.atA === 'arrow' && ends.atB === 'tail') pair.backward++
        if (ends.atA === 'tail' && ends.atB === 'tail') pair.undirected++
        const way = wayOf(ends.atA, ends.atB)
        ways.set(way, (ways.get(way) ?? 0) + 1)
      }
    },
    pairs: () =>
      [...counts.values()]
        .map(({ pair }) => ({ ...pair, atA: { ...pair.atA }, atB: { ...pair.atB } }))
        .toSorted((x, y) => y.joined - x.joined || (x.a + x.b < y.a + y.b ? -1 : 1)),
    weigh: (graph) => ({
      ...graph,
      edges: graph.edges.map((edge) => {
        const ends = endsOf(graph, edge)
        const entry = counts.get(key(ends))
        const joined = entry?.pair.joined ?? 0
        const alike = entry?.ways.get(wayOf(ends.atA, ends.atB)) ?? 0
        return {
          ...edge,
          support: joined / graphs,
          ...(joined > 0 ? { orientationSupport: alike / joined } : {}),
        }
      }),
    }),
  }
}
