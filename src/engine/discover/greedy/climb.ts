import type { ChangedGraph, EssentialGraph } from './essential-graph'
import { memberAllowedBy } from './members'
import type { Move, MoveKind, Surroundings } from './moves'

/** A greedy search by moves of one kind, in small steps. */
export interface Climb {
  readonly graph: EssentialGraph
  readonly moves: number
  /** By how much the total score rose. */
  readonly gained: number
  /** The gain of the last move, Infinity before the first. */
  readonly lastGain: number
  /** Share of the variables whose moves are worked out. */
  readonly ready: number
  /** Works out the moves at one variable or makes the best one of all; false when none is left. */
  step(): boolean
}

/**
 * Makes the move that raises the score most, again and again. The moves at a variable are kept, best first, and worked
 * out anew only after a change that affects them (the arrows of Ramsey, Glymour, Sanchez-Romero & Glymour 2017, "A
 * million variables and more", International Journal of Data Science and Analytics 3). A move that is not allowed where
 * the search stands is tried again at the end, as changes elsewhere can allow it.
 */
export function createClimb(start: EssentialGraph, kind: MoveKind, surroundings: Surroundings): Climb {
  const { score, knowledge } = surroundings
  const { size } = start
  const kept: Move[][] = Array.from({ length: size }, () => [])
  const stale = new Set(start.member.keys())
  const refused = new Set<number>()
  // What a variable scores alone tells variables apart by what they hold.
  const rank = Float64Array.from({ length: size }, (_, v) => score.score(v, []))
  // Equal up to rounding counts as equal.
  const roundGain = (gain: number) => Math.round(gain * 1e6)
  const better = (a: Move, b: Move) =>
    roundGain(b.gain) - roundGain(a.gain) ||
    a.given.length - b.given.length ||
    rank[a.y] - rank[b.y] ||
    rank[a.x] - rank[b.x]

  let graph = start
  let moves = 0
  let gained = 0
  let lastGain = Infinity
  let sinceRetry = 0

  const allowed = (change: ChangedGraph | null) =>
    change && memberAllowedBy(change.graph, knowledge) ? change : null
  /** The variable with the best move, -1 for none. */
  const bestVariable = () => {
    let best = -1
    for (let y = 0; y < size; y++) {
      if (kept[y].length > 0 && (best < 0 || better(kept[y][0], kept[best][0]) < 0)) best = y
    }
    return best
  }

  return {
    get graph() {
      return graph
    },
    get moves() {
      return moves
    },
    get gained() {
      return gained
    },
    get lastGain() {
      return lastGain
    },
    get ready() {
      return 1 - stale.size / size
    },
    step() {
      for (const y of stale) {
        kept[y] = kind.at(graph, y, surroundings).toSorted(better)
        stale.delete(y)
        return true
      }
      const y = bestVariable()
      if (y < 0) {
        if (sinceRetry === 0 || refused.size === 0) return false
        for (const one of refused) stale.add(one)
        refused.clear()
        sinceRetry = 0
        return true
      }
      const move = kept[y].shift()!
      const change = allowed(kind.make(graph, move, surroundings))
      if (!change) {
        refused.add(y)
        return true
      }
      graph = change.graph
      moves++
      sinceRetry++
      gained += move.gain
      lastGain = move.gain
      for (const one of kind.affected(change)) stale.add(one)
      return true
    },
  }
}
