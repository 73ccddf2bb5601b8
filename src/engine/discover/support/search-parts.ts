import { createRandom } from '../../../base/random'
import { fail, succeed, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import type { CausalGraph } from '../../graph/graph'
import type { DiscoveryContext, DiscoveryProblem, SearchPart, SearchParts } from '../algorithm'
import { createPacer } from '../pacer'
import { discoveryAlgorithms } from '../registry'
import { isDegenerate, problemAtRows } from './resample'

/** One search over some rows of a problem whose options have been checked; the same wherever it runs. */
export async function searchPart(
  problem: DiscoveryProblem,
  { algorithm, options, seed, rows }: SearchPart,
  context: EngineContext,
): Promise<Result<CausalGraph>> {
  const found = discoveryAlgorithms.find(algorithm)
  if (!found.ok) return found
  const part = problemAtRows(problem, rows)
  if (isDegenerate(part, new Set(rows).size))
    return fail('degenerate-rows', 'In these rows a column is constant or determined by others.')
  const applies = found.value.applies(part, options)
  if (!applies.ok) return applies
  const run = await found.value.run(part, options, { ...context, random: createRandom(0).fork(seed) })
  return run.ok ? succeed(run.value.graph) : run
}

/**
 * Runs all parts, in the pool where there is one, else one after the other. After a cancel no more are started and one
 * that was cut short is not answered.
 */
export async function searchParts(
  problem: DiscoveryProblem,
  parts: SearchParts,
  context: DiscoveryContext,
  answered: (part: number, result: Result<CausalGraph>) => void,
): Promise<void> {
  if (context.pool) {
    let done = 0
    return await context.pool.run(problem, parts, {
      signal: context.signal,
      answered(part, result) {
        answered(part, result)
        context.progress(++done / parts.count, parts.note(done - 1))
      },
    })
  }
  const { partial: _partial, finished: _finished, ...quiet } = context
  // One part may be over before its own pacer looks up; this one counts across parts.
  const pacer = createPacer(context)
  for (let k = 0; k < parts.count; k++) {
    if (await pacer.rest(k / parts.count, () => parts.note(k))) return
    const result = await searchPart(problem, parts.at(k), {
      ...quiet,
      progress: (fraction, note) =>
        context.progress((k + fraction) / parts.count, `${parts.note(k)}: ${note}`),
    })
    if (context.signal.aborted) return
    answered(k, result)
  }
}
