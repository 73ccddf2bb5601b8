import type { Random } from '../../base/random'
import { fail, succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { OptionSpec } from '../options'
import { isTwoArmed } from './problem'
import type { EffectProblem } from './estimator'
import { sampleAt, type RowSample } from './row-weights'

export const drawsOption: OptionSpec = {
  id: 'draws',
  label: 'Bootstrap samples',
  help: 'How often the rows are drawn anew for a bootstrap interval.',
  type: 'number',
  default: 500,
  min: 50,
  max: 10_000,
  integer: true,
}

const MILLISECONDS_BETWEEN_PAUSES = 60

/**
 * Repeats an estimate on rows drawn with replacement, within each arm when the treatment has two values. Where weights
 * were estimated from how complete rows are, complete and incomplete rows are drawn together and the weights estimated
 * anew. Samples in which it cannot be computed are skipped; with more than a tenth of those there is no interval. On
 * abort: a problem.
 */
export async function bootstrap(
  problem: EffectProblem,
  draws: number,
  estimate: (sample: RowSample) => number,
  context: EngineContext,
): Promise<Result<Float64Array>> {
  const draw = drawFrom(problem, context.random.fork('bootstrap'))
  const found: number[] = []
  let paused = performance.now()
  for (let k = 0; k < draws; k++) {
    const value = estimate(draw())
    if (Number.isFinite(value)) found.push(value)
    if (performance.now() - paused > MILLISECONDS_BETWEEN_PAUSES) {
      context.progress(k / draws, `bootstrap sample ${k} of ${draws}`)
      await new Promise<void>((resolve) => setTimeout(resolve, 0))
      paused = performance.now()
    }
    if (context.signal.aborted) return fail('cancelled', `Cancelled at bootstrap sample ${k} of ${draws}.`)
  }
  if (found.length < 0.9 * draws) {
    const message = `The estimate could not be computed in ${draws - found.length} of ${draws} bootstrap samples.`
    return fail('bootstrap-unstable', message)
  }
  return succeed(Float64Array.from(found))
}

function drawFrom(problem: EffectProblem, random: Random): () => RowSample {
  const { completeness } = problem
  if (completeness) {
    const sampling = problem.weights!.map((weight, row) => weight / completeness.weights[row])
    return () => {
      const { total } = completeness
      const { at, weights } = completeness.resample(
        Int32Array.from({ length: total }, () => random.integer(total)),
      )
      return { rows: at, weights: weights.map((weight, k) => weight * sampling[at[k]]) }
    }
  }
  const strata = strataOf(problem)
  return () => {
    const rows = new Int32Array(problem.rows.used)
    let at = 0
    for (const stratum of strata)
      for (let k = 0; k < stratum.length; k++) rows[at++] = stratum[random.integer(stratum.length)]
    return sampleAt(problem, rows)
  }
}

function strataOf(problem: EffectProblem): Int32Array[] {
  const { values } = problem.treatment
  const all = Int32Array.from(values, (_, row) => row)
  // Other estimands than adjustment use how often each arm occurs.
  if (!isTwoArmed(problem) || problem.identifiedBy) return [all]
  return [problem.from, problem.to].map((arm) => all.filter((row) => values[row] === arm))
}
