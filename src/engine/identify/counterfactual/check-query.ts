import type { Problem } from '../../../base/result'
import type { CausalGraph } from '../../graph/graph'
import { nonsense } from '../id/identify-effect'
import type { CounterfactualQuery } from './query'

/** Each event has a world of its own: more would take minutes. */
const MOST_EVENTS = 120

/** What is wrong with a counterfactual question before anything is computed. */
export function senseless(graph: CausalGraph, { asked, known }: CounterfactualQuery): Problem[] {
  if (asked.length === 0) return [{ code: 'no-event', message: 'The question asks about no event.' }]
  const events = asked.length + known.length
  if (events > MOST_EVENTS)
    return [
      {
        code: 'too-many-events',
        message: `The question speaks of ${events} events in their own worlds; at most ${MOST_EVENTS} are worked out.`,
      },
    ]
  const named = [...asked, ...known].flatMap((event) => [event.variable, ...event.set.keys()])
  return nonsense(graph, { outcomes: [...new Set(named)], treatments: [], given: [] })
}
