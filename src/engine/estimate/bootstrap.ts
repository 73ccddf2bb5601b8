import { fail, succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { OptionSpec } from '../options'
import { isTwoArmed } from './problem'
import type { EffectProblem } from './estimator'

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
 * Repeats an estimate on rows drawn with replacement, within each arm when the treatment has two values. Samples in
 * which it cannot be computed are skipped; with more than a tenth of those there is no interval. On abort: a problem.
 */
export async function bootstrap(
  problem: EffectProblem,
  draws: number,
  estimate: (rows: Int32Array) => number,
  context: EngineContext,
): Promise<Result<Float64Array>> {
  const random = context.random.fork('bootstrap')
  const strata = strataOf(problem)
  const found: number[] = []
  let paused = performance.now()
  for (let draw = 0; draw < draws; draw++) {
    const rows = new Int32Array(problem.rows.used)
    let at = 0
    for (const stratum of strata)
      for (let k = 0; k < stratum.length; k++) rows[at++] = stratum[random.integer(stratum.length)]
    const value = estimate(rows)
    if (Number.isFinite(value)) found.push(value)
    if (performance.now() - paused > MILLISECONDS_BETWEEN_PAUSES) {
      context.progress(draw / draws, `bootstrap sample ${draw} of ${draws}`)
      await new Promise<void>((resolve) => setTimeout(resolve, 0))
      paused = performance.now()
    }
    if (context.signal.aborted) return fail('cancelled', `Cancelled at bootstrap sample ${draw} of ${draws}.`)
  }
  if (found.length < 0.9 * draws) {
    const message = `The estimate could not be computed in ${draws - found.length} of ${draws} bootstrap samples.`
    return fail('bootstrap-unstable', message)
  }
  return succeed(Float64Array.from(found))
}

function strataOf(problem: EffectProblem): Int32Array[] {
  const { values } = problem.treatment
  const all = Int32Array.from(values, (_, row) => row)
  if (!isTwoArmed(problem)) return [all]
  return [problem.from, problem.to].map((arm) => all.filter((row) => values[row] === arm))
}
