import { isUndecided, joinDirected, type Pattern } from '../../graph/pattern'
import type { KnowledgeIndex } from './knowledge'

/** Directs every undecided edge that knowledge allows in one direction only. */
export function orientByKnowledge(pattern: Pattern, knowledge: KnowledgeIndex): void {
  if (knowledge.empty) return
  const { size } = pattern
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const oneWay = knowledge.required[a * size + b] === 1 || knowledge.forbidden[b * size + a] === 1
      if (oneWay && isUndecided(pattern, a, b)) joinDirected(pattern, a, b)
    }
  }
}
