import { edgeWords } from '../document/edge-words'
import type { GraphEntry } from '../document/project'
import type { PairView } from '../engine/discover/algorithm'
import { nameOf, variableNamed, type Edge } from '../engine/graph/graph'

/** What a network and classical statistics say of an edge that was found; undefined for other results. */
export function pairOf({ graph, provenance }: GraphEntry, edge: Edge): PairView | undefined {
  const [from, to] = [nameOf(graph, edge.from), nameOf(graph, edge.to)]
  const pairs = provenance?.pairs
  const found = pairs?.find((pair) => pair.from === from && pair.to === to)
  if (found) return found
  // A line without a direction may stand in the graph the other way round.
  const other = pairs?.find((pair) => pair.from === to && pair.to === from)
  return other && turned(other)
}

function turned({ from, to, probabilities, classical }: PairView): PairView {
  const { orders } = classical
  return {
    from: to,
    to: from,
    probabilities: {
      ...probabilities,
      forward: probabilities.backward,
      backward: probabilities.forward,
    },
    classical: {
      ...classical,
      ...(orders ? { orders: { ...orders, fromFirst: orders.starts - orders.fromFirst } } : {}),
    },
  }
}

/** Which of the two stood first in most of the orders, and in how many of them. */
export function usuallyFirst(
  { from, to }: Pick<PairView, 'from' | 'to'>,
  { starts, fromFirst }: NonNullable<PairView['classical']['orders']>,
): { readonly name: string; readonly times: number } {
  const toFirst = starts - fromFirst
  return fromFirst >= toFirst ? { name: from, times: fromFirst } : { name: to, times: toFirst }
}

/** Results of other methods on the same rows, newest first: this many are told. */
const MOST_RESULTS = 3

export interface OtherResult {
  readonly id: string
  readonly name: string
  /** "Smoking → Tar", or null where it does not join the two. */
  readonly words: string | null
}

/** How earlier searches of the same data without a network join the two variables of a pair. */
export function otherResults(
  { from, to }: Pick<PairView, 'from' | 'to'>,
  entry: Pick<GraphEntry, 'provenance'>,
  graphs: readonly GraphEntry[],
): readonly OtherResult[] {
  const here = entry.provenance
  return graphs
    .filter(
      ({ provenance }) =>
        provenance &&
        !provenance.model &&
        provenance.dataset === here?.dataset &&
        provenance.dataRevision === here.dataRevision,
    )
    .flatMap(({ id, name, graph }): OtherResult[] => {
      const [a, b] = [variableNamed(graph, from), variableNamed(graph, to)]
      if (!a || !b) return []
      const joining = graph.edges.find(
        (edge) => (edge.from === a.id && edge.to === b.id) || (edge.from === b.id && edge.to === a.id),
      )
      return [{ id, name, words: joining ? edgeWords(graph, joining) : null }]
    })
    .slice(-MOST_RESULTS)
    .toReversed()
}
