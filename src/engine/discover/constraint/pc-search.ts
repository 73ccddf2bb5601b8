import { isAdjacent, copyPattern, type Pattern } from '../../graph/pattern'
import { closeUnderMeekRules } from '../../graph/meek'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import { orientByKnowledge } from '../knowledge/orient-by-knowledge'
import type { Pacer } from '../pacer'
import type { IndependenceTest } from '../tests/independence'
import { orientColliders, type ColliderRule } from './colliders'
import { findSkeleton, type Skeleton } from './skeleton'

export interface PcResult {
  readonly pattern: Pattern
  readonly skeleton: Skeleton
  /** Colliders that contradicted others and were left out; 0 when the tests agree with one DAG. */
  readonly conflicts: number
}

/**
 * PC-stable with any independence test (Spirtes, Glymour & Scheines 2000; Colombo & Maathuis 2014). With an oracle
 * the pattern is the CPDAG of the true graph; with knowledge, its refinement by the knowledge.
 */
export async function searchPc(
  test: IndependenceTest,
  knowledge: KnowledgeIndex,
  limits: { readonly depth: number; readonly rule: ColliderRule },
  pacer: Pacer,
  finishedDepth?: (pattern: Pattern) => void,
): Promise<PcResult> {
  const skeleton = await findSkeleton(test, knowledge, limits.depth, pacer, finishedDepth)
  const pattern = copyPattern(skeleton.pattern)
  orientByKnowledge(pattern, knowledge)
  const conflicts = await orientColliders(pattern, skeleton, knowledge, test, limits.rule, pacer)
  closeUnderMeekRules(pattern, unclearPairs(skeleton))
  return { pattern, skeleton, conflicts }
}

/** Pairs apart without a set that separates them, so that a variable between them may be a collider; null for none. */
function unclearPairs({ pattern, separatingSets }: Skeleton): Uint8Array | null {
  const { size } = pattern
  let unclear: Uint8Array | null = null
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      if (separatingSets[a * size + b] !== null || isAdjacent(pattern, a, b)) continue
      unclear ??= new Uint8Array(size * size)
      unclear[a * size + b] = unclear[b * size + a] = 1
    }
  }
  return unclear
}
