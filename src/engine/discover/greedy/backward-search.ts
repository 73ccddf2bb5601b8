import { consistentExtension } from '../../graph/consistent-extension'
import { cpdagFromDag } from '../classes/cpdag'
import type { LocalScore } from '../scores/local-score'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import { orientByKnowledge } from '../knowledge/orient-by-knowledge'
import {
  copyPattern,
  graphFromPattern,
  isAdjacent,
  isUndecided,
  joinDirected,
  patternFromGraph,
  pointsTo,
  separate,
  type Pattern,
} from '../../graph/pattern'

/** Sets of undecided neighbours larger than this are not tried in full; classes that need them are rare. */
const LARGEST_CLIQUE = 10
/** Deletions that gain less are rounding. */
const SMALLEST_GAIN = 1e-6

interface Deletion {
  readonly a: number
  readonly b: number
  /** Undecided neighbours of b that become effects of a and b. */
  readonly effects: readonly number[]
  readonly gain: number
}

/**
 * Backward equivalence search: from the class of a DAG, applies the best score-raising deletion of an edge until
 * none is left (Chickering 2002, "Optimal structure identification with greedy search", definition 13, theorem 17).
 * Returns a DAG that agrees with the knowledge, and how many deletions were made.
 */
export function searchBackward(
  start: Pattern,
  score: LocalScore,
  knowledge: KnowledgeIndex,
): { readonly dag: Pattern; readonly deletions: number } {
  let dag = start
  for (let deletions = 0; ; deletions++) {
    const cpdag = cpdagFromDag(dag)
    const candidates = possibleDeletions(cpdag, score, knowledge).toSorted((x, y) => y.gain - x.gain)
    let next: Pattern | null = null
    for (const deletion of candidates) {
      next = afterDeletion(cpdag, deletion, knowledge)
      if (next) break
    }
    if (!next) return { dag, deletions }
    dag = next
  }
}

function possibleDeletions(cpdag: Pattern, score: LocalScore, knowledge: KnowledgeIndex): Deletion[] {
  const { size } = cpdag
  const found: Deletion[] = []
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (!pointsTo(cpdag, a, b) && !isUndecided(cpdag, a, b)) continue
      if (knowledge.required[a * size + b] || knowledge.required[b * size + a]) continue
      const parents: number[] = []
      const shared: number[] = []
      for (let c = 0; c < size; c++) {
        if (c === a || c === b) continue
        if (pointsTo(cpdag, c, b)) parents.push(c)
        else if (isUndecided(cpdag, c, b) && isAdjacent(cpdag, c, a)) shared.push(c)
      }
      const tried = Math.min(shared.length, LARGEST_CLIQUE)
      for (let chosen = 0; chosen < 2 ** tried; chosen++) {
        const effects = shared.filter((_, k) => k < tried && (chosen >> k) & 1)
        const stay = shared.filter((_, k) => k >= tried || !((chosen >> k) & 1))
        if (!stay.every((c) => stay.every((d) => c === d || isAdjacent(cpdag, c, d)))) continue
        const others = [...stay, ...parents]
        const gain = score.score(b, others) - score.score(b, [...others, a])
        if (gain > SMALLEST_GAIN) found.push({ a, b, effects, gain })
      }
    }
  }
  return found
}

/** A DAG of the class after the deletion, or null where knowledge allows none. */
function afterDeletion(
  cpdag: Pattern,
  { a, b, effects }: Deletion,
  knowledge: KnowledgeIndex,
): Pattern | null {
  const pattern = copyPattern(cpdag)
  const { size } = pattern
  separate(pattern, a, b)
  for (const effect of effects) {
    joinDirected(pattern, b, effect)
    if (isUndecided(pattern, a, effect)) joinDirected(pattern, a, effect)
  }
  orientByKnowledge(pattern, knowledge)
  const names = Array.from({ length: size }, (_, k) => String(k))
  const extension = consistentExtension(graphFromPattern(pattern, names))
  if (!extension) return null
  const dag = patternFromGraph(extension)
  return dag.arcs.some((arc, at) => arc === 1 && knowledge.forbidden[at] === 1) ? null : dag
}
