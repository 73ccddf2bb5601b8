import type { Interval } from '../../identify/bounds/interval'
import type { ObservedArms } from '../../identify/bounds/manski'
import type { SeenOutcomes } from '../../identify/bounds/divergence'
import type { EffectProblem } from '../estimator'
import { distinctValues } from '../problem'
import type { RowSample } from '../row-weights'

/** What a sample of rows says of treatment and outcome. */
export interface Observed extends ObservedArms {
  /** The contrasted arms, by position in `arms`. */
  readonly from: number
  readonly to: number
  /** Outcomes under either, with their probabilities. */
  readonly seen: { readonly from: SeenOutcomes; readonly to: SeenOutcomes }
}

/** Prepares the counting of samples; null where the contrast is between values that no row has. */
export function createObserver(
  problem: EffectProblem,
  support: Interval,
): ((sample: RowSample) => Observed) | null {
  const { treatment, outcome } = problem
  const arms = distinctValues(treatment)
  // With two arms `to` counts as the higher one, whatever their codes.
  if (arms.length === 2 && problem.from > problem.to) arms.reverse()
  const levels = distinctValues(outcome)
  const [from, to] = [arms.indexOf(problem.from), arms.indexOf(problem.to)]
  if (from < 0 || to < 0) return null
  const armAt = new Map(arms.map((value, arm) => [value, arm]))
  const levelAt = new Map(levels.map((value, level) => [value, level]))
  const armOf = Int32Array.from(treatment.values, (value) => armAt.get(value)!)
  const levelOf = Int32Array.from(outcome.values, (value) => levelAt.get(value)!)
  return ({ rows, weights }) => {
    const mass = new Float64Array(arms.length)
    const sums = new Float64Array(arms.length)
    const counts = { from: new Float64Array(levels.length), to: new Float64Array(levels.length) }
    let total = 0
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]
      const weight = weights ? weights[k] : 1
      const arm = armOf[row]
      total += weight
      mass[arm] += weight
      sums[arm] += weight * outcome.values[row]
      if (arm === from) counts.from[levelOf[row]] += weight
      else if (arm === to) counts.to[levelOf[row]] += weight
    }
    const seen = (arm: number, count: Float64Array): SeenOutcomes => ({
      outcomes: levels,
      probabilities: Array.from(count, (weight) => weight / mass[arm]),
      share: mass[arm] / total,
    })
    return {
      arms: arms.map((_, arm) => ({ share: mass[arm] / total, mean: sums[arm] / mass[arm] })),
      support,
      from,
      to,
      seen: { from: seen(from, counts.from), to: seen(to, counts.to) },
    }
  }
}
