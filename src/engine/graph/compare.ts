import {
  canonicalEdge,
  edgeSymbol,
  isDirected,
  isUndirected,
  type CausalGraph,
  type Edge,
  type VariableId,
} from './graph'

/**
 * What two graphs say about one pair of variables that at least one of them joins.
 *
 * - `same`: the same edges with the same marks.
 * - `reversed`: one arrow in each, running opposite ways.
 * - `left-open`, `right-open`: one edge in each; where they differ, that graph leaves the mark open (an
 *   undirected edge, or a circle) and the other decides it.
 * - `different`: joined in both, in another way (an arrow and a hidden cause, a circle against another circle).
 * - `only-left`, `only-right`: joined in one graph, and both variables stand in both.
 * - `outside-left`, `outside-right`: joined in that graph, but the other graph lacks one of the variables.
 */
export type PairClass =
  | 'same'
  | 'reversed'
  | 'left-open'
  | 'right-open'
  | 'different'
  | 'only-left'
  | 'only-right'
  | 'outside-left'
  | 'outside-right'

export const pairClasses: readonly PairClass[] = [
  'same',
  'reversed',
  'left-open',
  'right-open',
  'different',
  'only-left',
  'only-right',
  'outside-left',
  'outside-right',
]

export interface ComparedPair {
  /** The two variables, in the order of their ids. */
  readonly pair: readonly [VariableId, VariableId]
  readonly class: PairClass
  /** One or two edges (an arrow and a hidden cause may stand between one pair); none where not joined. */
  readonly left: readonly Edge[]
  readonly right: readonly Edge[]
}

export interface GraphComparison {
  /** Every pair that either graph joins, once; those of the left graph first, each in the order of its edges. */
  readonly pairs: readonly ComparedPair[]
  readonly counts: Readonly<Record<PairClass, number>>
  /**
   * Structural Hamming distance: the number of pairs whose edges differ, over the variables that both graphs
   * have. A missing, an added, a reversed and an undirected instead of a directed edge cost 1 each
   * (Tsamardinos, Brown & Aliferis, Machine Learning 65, 2006, section 5.1.3, there between CPDAGs).
   */
  readonly shd: number
  /** Variables that both graphs have. */
  readonly shared: number
  /** Of the pairs that the left graph joins, the share that the right one joins too; null when it joins none. */
  readonly skeletonPrecision: number | null
  /** Of the pairs that the right graph joins, the share that the left one joins too; null when it joins none. */
  readonly skeletonRecall: number | null
}

const spelled = (edge: Edge) => {
  const { from, to, markFrom, markTo } = canonicalEdge(edge)
  return `${from}\n${edgeSymbol({ markFrom, markTo })}\n${to}`
}

/** The marks in the order of the pair. */
function marksAt(edge: Edge, low: VariableId) {
  return edge.from === low ? ([edge.markFrom, edge.markTo] as const) : ([edge.markTo, edge.markFrom] as const)
}

/** Does `open` agree with `decided` wherever it says something, and leave the rest open? */
function leavesOpen(open: Edge, decided: Edge, low: VariableId): boolean {
  if (isUndirected(open)) return isDirected(decided)
  if (isUndirected(decided)) return false
  const wished = marksAt(open, low)
  const given = marksAt(decided, low)
  return wished.every((mark, end) => mark === given[end] || mark === 'circle')
}

function classify(left: readonly Edge[], right: readonly Edge[], low: VariableId): PairClass {
  const wordsLeft = new Set(left.map(spelled))
  const wordsRight = new Set(right.map(spelled))
  if (wordsLeft.size === wordsRight.size && [...wordsLeft].every((word) => wordsRight.has(word)))
    return 'same'
  if (wordsLeft.size > 1 || wordsRight.size > 1) return 'different'
  const [one] = left
  const [other] = right
  if (isDirected(one) && isDirected(other)) return 'reversed'
  if (leavesOpen(one, other, low)) return 'left-open'
  if (leavesOpen(other, one, low)) return 'right-open'
  return 'different'
}

interface Sides {
  readonly pair: readonly [VariableId, VariableId]
  readonly left: Edge[]
  readonly right: Edge[]
}

/**
 * Compares two graphs pair by pair. Variables are the same when their ids are, as in the graphs of a project.
 *
 * Example: A -> B -> C against A -> B <- C has one pair `same`, one `reversed` and a distance of 1.
 */
export function compareGraphs(left: CausalGraph, right: CausalGraph): GraphComparison {
  const inLeft = new Set(left.variables.map((variable) => variable.id))
  const inRight = new Set(right.variables.map((variable) => variable.id))
  const byPair = new Map<string, Sides>()
  const sidesOf = ({ from, to }: Edge): Sides => {
    const pair = from < to ? ([from, to] as const) : ([to, from] as const)
    const key = pair.join('\n')
    const known = byPair.get(key)
    if (known) return known
    const sides: Sides = { pair, left: [], right: [] }
    byPair.set(key, sides)
    return sides
  }
  for (const edge of left.edges) sidesOf(edge).left.push(edge)
  for (const edge of right.edges) sidesOf(edge).right.push(edge)

  const counts = Object.fromEntries(pairClasses.map((one) => [one, 0])) as Record<PairClass, number>
  const pairs = [...byPair.values()].map((sides): ComparedPair => {
    const { pair } = sides
    const found: PairClass =
      sides.right.length === 0
        ? pair.every((id) => inRight.has(id))
          ? 'only-left'
          : 'outside-left'
        : sides.left.length === 0
          ? pair.every((id) => inLeft.has(id))
            ? 'only-right'
            : 'outside-right'
          : classify(sides.left, sides.right, pair[0])
    counts[found]++
    return { ...sides, class: found }
  })

  const both = counts.same + counts.reversed + counts['left-open'] + counts['right-open'] + counts.different
  const share = (all: number) => (all === 0 ? null : both / all)
  return {
    pairs,
    counts,
    shd: both - counts.same + counts['only-left'] + counts['only-right'],
    shared: [...inLeft].filter((id) => inRight.has(id)).length,
    skeletonPrecision: share(both + counts['only-left']),
    skeletonRecall: share(both + counts['only-right']),
  }
}
