import type { Problem } from '../../../base/result'
import type { CausalGraph } from '../../graph/graph'
import { nonsense } from '../id/identify-effect'
import type { CounterfactualQuery } from './query'

/** What is wrong with a counterfactual question before anything is computed. */
export function senseless(graph: CausalGraph, { asked, known }: CounterfactualQuery): Problem[] {
  if (asked.length === 0) return [{ code: 'no-event', message: 'The question asks about no event.' }]
  const named = [...asked, ...known].flatMap((event) => [event.variable, ...event.set.keys()])
  return nonsense(graph, { outcomes: [...new Set(named)], treatments: [], given: [] })
}
