import { succeed, type Result } from '../../base/result'
import type { CausalGraph } from '../graph/graph'
import type { Budget, Identification } from './method'
import type { EffectQuestion } from './question'
import { identificationMethods } from './registry'

/** No method that is tried at every edit needs one. */
const unlimited: Budget = { milliseconds: Infinity, count: Infinity }

/**
 * The first method that answers; else the "no" of the last that could be asked, which is a verdict on the question where
 * that method is complete. A wish about the adjustment set is heeded: where only the wish is in the way, the answer is
 * the adjustment's own "no". Problems of the first method: a question that makes no sense.
 */
export function identifyQuestion(graph: CausalGraph, question: EffectQuestion): Result<Identification> {
  const [first, ...others] = identificationMethods.entries
  const found = first.identify(graph, question, unlimited)
  if (!found.ok || found.value.identifiable) return found
  const other = beyondAdjustment(graph, question, others)
  return other ? succeed(other) : found
}

/** The answer of the methods after the first; null where they have nothing to say. */
export function beyondAdjustment(
  graph: CausalGraph,
  question: EffectQuestion,
  others = identificationMethods.entries.slice(1),
): Identification | null {
  if (question.must.length + question.forbidden.length > 0) {
    const free = identificationMethods.entries[0].identify(
      graph,
      { ...question, must: [], forbidden: [] },
      unlimited,
    )
    if (free.ok && free.value.identifiable) return null
  }
  let verdict: Identification | null = null
  for (const method of others) {
    const found = method.identify(graph, question, unlimited)
    if (!found.ok) continue
    verdict = found.value
    if (verdict.identifiable) return verdict
  }
  return verdict
}
