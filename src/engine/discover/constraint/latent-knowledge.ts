import { ARROW_MARK } from '../../graph/mark-matrix'
import type { Orientation } from '../../graph/orientation'
import { isAdjacent, type Pattern } from '../../graph/pattern'
import type { KnowledgeIndex } from '../knowledge/knowledge'

/**
 * Knowledge as a search for adjacencies may use it when there can be hidden causes: two variables of which neither
 * causes the other may still depend on each other, so that their pair is tested like others. With `start`, pairs that
 * it does not join are left apart.
 */
export function adjacencyKnowledge(knowledge: KnowledgeIndex, start?: Pattern): KnowledgeIndex {
  const { size, required } = knowledge
  const forbidden = knowledge.forbidden.slice()
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++) {
      const [there, back] = [a * size + b, b * size + a]
      const isBidirected = forbidden[there] === 1 && forbidden[back] === 1
      if (isBidirected) forbidden[there] = forbidden[back] = 0
      else if (start && !isAdjacent(start, a, b) && !required[there] && !required[back])
        forbidden[there] = forbidden[back] = 1
    }
  return { size, forbidden, required, empty: false }
}

/**
 * Marks that knowledge alone places: a required edge is directed; where a does not cause b, by tier or because the edge
 * is forbidden, an arrowhead stands at a and the other end stays open, as a hidden cause may be behind it (Andrews,
 * Spirtes & Cooper, On the completeness of causal discovery in the presence of latent confounding with tiered
 * background knowledge, AISTATS 2020). An exogenous variable has arrowheads at what it is joined to, none is implied
 * at itself: that nothing searched causes it does not rule out a common cause.
 */
export function markByKnowledge(orientation: Orientation, knowledge: KnowledgeIndex): void {
  if (knowledge.empty) return
  const { size, forbidden, required } = knowledge
  const { joined } = orientation
  joined.forEach((list, a) => {
    for (const b of list) if (required[a * size + b]) orientation.direct(a, b)
  })
  joined.forEach((list, a) => {
    for (const b of list) if (forbidden[a * size + b]) orientation.decide(b, a, ARROW_MARK)
  })
}
