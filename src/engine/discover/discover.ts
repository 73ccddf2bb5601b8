import { succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import { resolveOptions, type OptionSpec, type OptionValues } from '../options'
import type {
  CostForecast,
  Discovery,
  DiscoveryAlgorithm,
  DiscoveryContext,
  DiscoveryProblem,
} from './algorithm'
import { indexKnowledge } from './knowledge/knowledge'
import { createPacer } from './pacer'
import { discoveryAlgorithms } from './registry'
import { halfOfRows, supportOptions, withSupport } from './support/support'

/** An algorithm's own options and those that all have. */
export const optionsOf = (algorithm: DiscoveryAlgorithm): readonly OptionSpec[] => [
  ...algorithm.options,
  ...supportOptions,
]

/** The algorithm with its options filled in, once the problem, the knowledge and the options have been checked. */
export function prepareDiscovery(
  problem: DiscoveryProblem,
  algorithmId: string,
  given: OptionValues,
): Result<{ readonly algorithm: DiscoveryAlgorithm; readonly options: OptionValues }> {
  const found = discoveryAlgorithms.find(algorithmId)
  if (!found.ok) return found
  const algorithm = found.value
  const options = resolveOptions(optionsOf(algorithm), given)
  const knowledge = indexKnowledge(problem.names, problem.knowledge)
  if (!options.ok || !knowledge.ok) {
    const problems = [options, knowledge].flatMap((result) => (result.ok ? [] : result.problems))
    return { ok: false, problems }
  }
  const applies = algorithm.applies(problem, options.value)
  return applies.ok ? succeed({ algorithm, options: options.value }) : applies
}

/** The algorithm's own forecast, times the runs that support costs. */
export function forecastDiscovery(
  problem: DiscoveryProblem,
  algorithm: DiscoveryAlgorithm,
  options: OptionValues,
): CostForecast {
  const { seconds, note } = algorithm.forecast(problem, options)
  const runs = Number(options.resamples ?? 0) + 1
  return runs === 1 ? { seconds, note } : { seconds: seconds * runs, note: `${note} a run, ${runs} runs` }
}

/**
 * Runs one algorithm on a problem from `buildDiscoveryProblem`: the one entry for the worker, the command line and
 * benchmarks. Options not given take their defaults. With `resamples` > 0 the edges carry their support.
 * When `context.signal` aborts, the best graph so far comes back.
 */
export async function discover(
  problem: DiscoveryProblem,
  algorithmId: string,
  given: OptionValues,
  context: DiscoveryContext,
): Promise<Result<Discovery>> {
  const prepared = prepareDiscovery(problem, algorithmId, given)
  if (!prepared.ok) return prepared
  const { algorithm, options } = prepared.value
  const started = performance.now()
  const resamples = Number(options.resamples ?? 0)
  const runs = resamples + 1
  // Only the search over all rows reports its graphs on the way.
  const { partial, ...quiet } = context
  const partOf = (run: number): EngineContext => ({
    ...quiet,
    random: context.random.fork(run),
    progress: (fraction, note) =>
      context.progress(
        (run + fraction) / runs,
        run === 0 ? note : `resample ${run} of ${resamples}: ${note}`,
      ),
  })

  const main = await algorithm.run(problem, options, { ...partOf(0), partial })
  if (!main.ok) return main
  // Whoever stops during the resampling keeps the finished search, not its last unfinished step.
  if (resamples > 0) partial?.(main.value.graph)
  const resampled: Discovery[] = []
  // One run may be over before its own pacer looks up; this one counts across runs.
  const pacer = createPacer(context)
  for (let run = 1; run < runs; run++) {
    if (await pacer.rest(run / runs, () => `resample ${run} of ${resamples}`)) break
    const half = halfOfRows(problem, context.random.fork(`half ${run}`))
    const result = half ? await algorithm.run(half, options, partOf(run)) : null
    if (result?.ok && !context.signal.aborted) resampled.push(result.value)
  }
  const discovery = resampled.length > 0 ? withSupport(main.value, resampled) : main.value
  return succeed({ ...discovery, options, seconds: (performance.now() - started) / 1000 })
}
