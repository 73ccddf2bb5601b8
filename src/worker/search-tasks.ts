import type { Result } from '../base/result'
import type { Dataset } from '../engine/data/dataset'
import { partOfSplit } from '../engine/data/sample-split'
import type {
  CostForecast,
  Discovery,
  DiscoveryContext,
  DiscoveryProblem,
} from '../engine/discover/algorithm'
import { discover, forecastDiscovery, prepareDiscovery } from '../engine/discover/discover'
import { buildDiscoveryProblem } from '../engine/discover/problem'
import { requestFor } from '../engine/discover/request-for'
import { stabilityPath, type StabilityPath } from '../engine/discover/support/stability'
import type { DiscoverRequest, StabilityTask } from './task'

/** The rows that the request lets the search read, as a problem for its algorithm. */
function problemOf(dataset: Dataset, request: DiscoverRequest): Result<DiscoveryProblem> {
  const { algorithm, options: _options, seed, split, ...data } = request
  const rows = split === 'half' ? partOfSplit(dataset, seed, 'search') : dataset
  return buildDiscoveryProblem(rows, requestFor(algorithm, data))
}

export function forecastSearch(
  dataset: Dataset,
  request: DiscoverRequest,
  cores: number,
): Result<CostForecast> {
  const problem = problemOf(dataset, request)
  if (!problem.ok) return problem
  const prepared = prepareDiscovery(problem.value, request.algorithm, request.options)
  if (!prepared.ok) return prepared
  const { algorithm, options } = prepared.value
  return { ok: true, value: forecastDiscovery(problem.value, algorithm, options, cores) }
}

export async function runSearch(
  dataset: Dataset,
  request: DiscoverRequest,
  context: DiscoveryContext,
): Promise<Result<Discovery>> {
  const problem = problemOf(dataset, request)
  return problem.ok ? await discover(problem.value, request.algorithm, request.options, context) : problem
}

export async function runStability(
  dataset: Dataset,
  { search, along }: StabilityTask,
  context: DiscoveryContext,
  partial: (soFar: () => StabilityPath) => void,
): Promise<Result<StabilityPath>> {
  const problem = problemOf(dataset, search)
  if (!problem.ok) return problem
  return await stabilityPath(problem.value, search.algorithm, search.options, along, context, partial)
}
