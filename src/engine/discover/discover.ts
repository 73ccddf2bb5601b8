import { fail, succeed, type Result } from '../../base/result'
import { resolveOptions, type OptionSpec, type OptionValues } from '../options'
import type {
  CostForecast,
  Discovery,
  DiscoveryAlgorithm,
  DiscoveryContext,
  DiscoveryProblem,
} from './algorithm'
import { indexKnowledge } from './knowledge/knowledge'
import { discoveryAlgorithms } from './registry'
import { withUsualPenalty } from './scores/choose-score'
import { addSupport, resamplesOf, supportOptions } from './support/support'

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
  const byScore = algorithm.options.some(({ id }) => id === 'score')
  const options = resolveOptions(optionsOf(algorithm), byScore ? withUsualPenalty(problem, given) : given)
  const knowledge = indexKnowledge(problem.names, problem.knowledge)
  if (!options.ok || !knowledge.ok) {
    const problems = [options, knowledge].flatMap((result) => (result.ok ? [] : result.problems))
    return { ok: false, problems }
  }
  const applies = algorithm.applies(problem, options.value)
  if (!applies.ok) return applies
  const resamplable = enoughForHalves(problem, algorithm, options.value)
  return resamplable.ok ? succeed({ algorithm, options: options.value }) : resamplable
}

function enoughForHalves(
  { rows }: DiscoveryProblem,
  { label, fewestRows = 0 }: DiscoveryAlgorithm,
  options: OptionValues,
): Result<true> {
  if (resamplesOf(options) === 0 || options.resampling !== 'halves' || rows.used >= 2 * fewestRows)
    return succeed(true)
  return fail(
    'halves-too-small',
    `Halves of ${rows.used} rows are too few for “${label}”, which needs ${fewestRows}. Draw bootstrap samples, or leave the resamples out.`,
    { token: 'resampling' },
  )
}

/** The algorithm's own forecast and what support costs beyond it, with resamples searched on so many cores. */
export function forecastDiscovery(
  problem: DiscoveryProblem,
  algorithm: DiscoveryAlgorithm,
  options: OptionValues,
  cores = 1,
): CostForecast {
  const once = algorithm.forecast(problem, options)
  const resamples = resamplesOf(options)
  if (resamples === 0) return once
  return {
    ...once,
    seconds: once.seconds * (1 + resamples / cores),
    note: `${once.note} a run, ${resamples + 1} runs`,
  }
}

/**
 * Runs one algorithm on a problem from `buildDiscoveryProblem`: the one entry for the worker, the command line and
 * benchmarks. Options not given take their defaults. With `resamples` > 0 the edges carry their support.
 * When `context.signal` aborts, the best graph so far comes back, with the support that had been counted.
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
  const runs = resamplesOf(options) + 1
  const found = await algorithm.run(problem, options, {
    ...context,
    random: context.random.fork(0),
    progress: (fraction, note) => context.progress(fraction / runs, note),
  })
  if (!found.ok) return found
  const all: Discovery = { ...found.value, options }
  const timed = (discovery: Discovery) => ({ ...discovery, seconds: (performance.now() - started) / 1000 })
  if (runs === 1 || context.signal.aborted) return succeed(timed(all))
  // Whoever stops during the resampling keeps the finished search, not its last unfinished step.
  context.finished?.(() => timed(all))
  const supported = await addSupport(all, problem, options, {
    ...context,
    progress: (fraction, note) => context.progress((1 + fraction * (runs - 1)) / runs, note),
    finished: (soFar) => context.finished?.(() => timed(soFar())),
  })
  return succeed(timed(supported))
}
