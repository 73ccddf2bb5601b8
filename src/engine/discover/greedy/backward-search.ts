import { patternFromParents, type Pattern } from '../../graph/pattern'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { LocalScore } from '../scores/local-score'
import { createClimb } from './climb'
import { deletions } from './deletions'
import { essentialGraphOf } from './essential-graph'
import { memberAllowedBy } from './members'

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
  const { size } = start
  const graph = essentialGraphOf(parentLists(start), new Uint8Array(size))
  const climb = createClimb(graph, deletions, { score, knowledge, mostEdges: size })
  while (climb.step());
  if (climb.moves === 0) return { dag: start, deletions: 0 }
  return { dag: patternFromParents(memberAllowedBy(climb.graph, knowledge)!), deletions: climb.moves }
}

function parentLists({ size, arcs }: Pattern): number[][] {
  return Array.from({ length: size }, (_, child) => {
    const parents: number[] = []
    for (let a = 0; a < size; a++) if (arcs[a * size + child] === 1) parents.push(a)
    return parents
  })
}
