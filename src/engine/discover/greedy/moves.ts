import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { LocalScore } from '../scores/local-score'
import type { ChangedGraph, EssentialGraph } from './essential-graph'

/**
 * A step from one class to another at the edge between x and y, after which x -> y stands or is gone. `given`: which
 * undecided neighbours of y are its parents in the member that the step is made in. `gain`: by how much it raises the
 * total score.
 */
export interface Move {
  readonly x: number
  readonly y: number
  readonly given: readonly number[]
  readonly gain: number
}

/** What a search is made with. */
export interface Surroundings {
  readonly score: LocalScore
  readonly knowledge: KnowledgeIndex
  /** The most edges that may meet in one variable. */
  readonly mostEdges: number
}

/** One kind of move; a search climbs by one kind at a time. */
export interface MoveKind {
  /** The moves at y that raise the score, in any order. */
  at(graph: EssentialGraph, y: number, surroundings: Surroundings): Move[]
  /** Null where the move would close a cycle or where too many edges would meet. */
  make(graph: EssentialGraph, move: Move, surroundings: Surroundings): ChangedGraph | null
  /** Variables whose moves are others after a change. */
  affected(change: ChangedGraph): Iterable<number>
}

/** Moves that gain less are rounding. */
export const SMALLEST_GAIN = 1e-6

/** A variable's insertions and deletions also depend on which of its neighbours are adjacent to whom. */
export function aroundTouched({ graph, ends, touched }: ChangedGraph): Set<number> {
  const affected = new Set(touched)
  for (const end of ends) for (const neighbour of graph.neighbours[end]) affected.add(neighbour)
  return affected
}
