import { fail, succeed, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import type { Interval } from '../../identify/bounds/interval'
import type { EffectProblem } from '../estimator'
import { distinctValues } from '../problem'
import { sampleAt, type RowSample } from '../row-weights'
import type { Observed } from './observed'
import type { Recipe } from './recipes'
import type { TrialReader } from './with-instrument'

/** Outcomes of more values are not tilted anew for every sample. */
const MOST_TILTED = 64
const MILLISECONDS_BETWEEN_PAUSES = 60

export const naiveOf = ({ arms, from, to }: Observed): number => arms[to].mean - arms[from].mean

export interface Sampled {
  readonly naive: readonly number[]
  readonly regions: ReadonlyMap<Recipe | TrialReader, readonly Interval[]>
  /** Samples in which the instrumental inequality is broken. */
  readonly violations: ReadonlyMap<TrialReader, number>
}

/** The bounds in samples of rows drawn with replacement. On abort: a problem. */
export async function drawAnew(
  problem: EffectProblem,
  observe: (sample: RowSample) => Observed,
  used: readonly Recipe[],
  readers: readonly TrialReader[],
  draws: number,
  context: EngineContext,
): Promise<Result<Sampled>> {
  const random = context.random.fork('bounds')
  const { used: rows } = problem.rows
  const isTilted = distinctValues(problem.outcome).length <= MOST_TILTED
  const repeated = used.filter(({ id }) => isTilted || (id !== 'kullback-leibler' && id !== 'hellinger'))
  const naive: number[] = []
  const regions = new Map<Recipe | TrialReader, Interval[]>()
  const violations = new Map<TrialReader, number>()
  const keep = (key: Recipe | TrialReader, found: Interval) => {
    const list = regions.get(key) ?? []
    list.push(found)
    regions.set(key, list)
  }
  let paused = performance.now()
  for (let draw = 0; draw < draws; draw++) {
    const observed = observe(
      sampleAt(
        problem,
        Int32Array.from({ length: rows }, () => random.integer(rows)),
      ),
    )
    const isSeen = [observed.from, observed.to].every((arm) => observed.arms[arm].share > 0)
    if (isSeen) {
      naive.push(naiveOf(observed))
      for (const recipe of repeated) keep(recipe, recipe.bounds(observed))
    }
    for (const reader of readers) {
      if (!reader.isQuick) continue
      const { bounds, isBroken } = reader.read(reader.resample(random.integer))
      if (bounds) keep(reader, bounds)
      if (isBroken) violations.set(reader, (violations.get(reader) ?? 0) + 1 / draws)
    }
    if (performance.now() - paused > MILLISECONDS_BETWEEN_PAUSES) {
      context.progress(draw / draws, `sample ${draw} of ${draws}`)
      await new Promise<void>((resolve) => setTimeout(resolve, 0))
      paused = performance.now()
    }
    if (context.signal.aborted) return fail('cancelled', `Cancelled at sample ${draw} of ${draws}.`)
  }
  return succeed({ naive, regions, violations })
}
