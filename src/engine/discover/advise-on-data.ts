import { succeed, type Result } from '../../base/result'
import type { Dataset } from '../data/dataset'
import { advise, type Advice } from './advice'
import { adviceFacts } from './advice-facts'
import type { DiscoveryGoal } from './advice-goal'
import type { DiscoveryAlgorithm, DiscoveryProblem } from './algorithm'
import { forecastDiscovery } from './discover'
import { buildDiscoveryProblem, type DiscoveryRequest } from './problem'
import { requestFor } from './request-for'

/**
 * Advice for a search over columns of a dataset: every algorithm is judged on the rows and contexts that it would read.
 * Columns that no search can use are refused by name, as `buildDiscoveryProblem` does.
 */
export function adviseOnData(
  dataset: Dataset,
  request: DiscoveryRequest,
  goal: DiscoveryGoal,
): Result<Advice> {
  const whole = buildDiscoveryProblem(dataset, { ...request, gaps: 'test-wise' })
  if (!whole.ok) return whole
  const built = new Map<string, Result<DiscoveryProblem>>()
  const problemFor = ({ id }: DiscoveryAlgorithm) => {
    const asked = requestFor(id, request)
    const key = JSON.stringify([asked.gaps, asked.contexts ?? null])
    const problem = built.get(key) ?? buildDiscoveryProblem(dataset, asked)
    built.set(key, problem)
    return problem
  }
  const forecast: Parameters<typeof advise>[3] = (algorithm, options) => {
    const problem = problemFor(algorithm)
    return forecastDiscovery(problem.ok ? problem.value : whole.value, algorithm, options)
  }
  return succeed(advise(goal, adviceFacts(whole.value), problemFor, forecast))
}
