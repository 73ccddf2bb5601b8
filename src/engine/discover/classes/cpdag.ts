import type { KnowledgeIndex } from '../knowledge/knowledge'
import { closeUnderMeekRules } from '../../graph/meek'
import { orientByKnowledge } from '../knowledge/orient-by-knowledge'
import {
  emptyPattern,
  isAdjacent,
  isUndecided,
  joinDirected,
  joinUndirected,
  pointsTo,
  type Pattern,
} from '../../graph/pattern'

/**
 * The CPDAG of a DAG: its skeleton and unshielded colliders, closed under the Meek rules (Meek 1995). With knowledge
 * the DAG agrees with, the edges that the knowledge decides are directed as well. With `targets`, variables that an
 * experimenter set one at a time, so are all their edges (Hauser & Buehlmann 2012, theorem 18).
 */
export function cpdagFromDag(
  dag: Pattern,
  knowledge?: KnowledgeIndex,
  targets: Iterable<number> = [],
): Pattern {
  const { size } = dag
  const result = emptyPattern(size)
  for (let child = 0; child < size; child++) {
    const parents: number[] = []
    for (let a = 0; a < size; a++) if (pointsTo(dag, a, child)) parents.push(a)
    const inCollider = parents.map((a) => parents.some((b) => b !== a && !isAdjacent(dag, a, b)))
    parents.forEach((parent, k) => {
      if (inCollider[k]) joinDirected(result, parent, child)
      else joinUndirected(result, parent, child)
    })
  }
  for (const target of targets) {
    for (let other = 0; other < size; other++) {
      if (!isUndecided(result, target, other)) continue
      if (pointsTo(dag, target, other)) joinDirected(result, target, other)
      else joinDirected(result, other, target)
    }
  }
  if (knowledge) orientByKnowledge(result, knowledge)
  closeUnderMeekRules(result)
  return result
}
