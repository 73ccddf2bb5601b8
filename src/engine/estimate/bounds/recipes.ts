import { divergenceBounds, type DivergenceId } from '../../identify/bounds/divergence'
import { differenceOf, type Interval } from '../../identify/bounds/interval'
import {
  monotoneResponseBounds,
  monotoneSelectionBounds,
  noAssumptionBounds,
} from '../../identify/bounds/manski'
import type { EffectProblem } from '../estimator'
import { distinctValues } from '../problem'
import type { Observed } from './observed'
import type { BoundId } from './report'

/** One bound of treatment and outcome alone. */
export interface Recipe {
  readonly id: BoundId
  readonly label: string
  readonly reference: string
  /** Has it a meaning only where the values of the treatment have an order? */
  readonly needs: 'nothing' | 'order'
  assumptions(problem: EffectProblem): readonly string[]
  bounds(observed: Observed): Interval
}

/** "Setting drug to yes instead of no", or "Raising dose". */
function change({ treatment, fromLabel, toLabel }: EffectProblem): string {
  return distinctValues(treatment).length === 2
    ? `Setting ${treatment.name} to ${toLabel} instead of ${fromLabel}`
    : `Raising ${treatment.name}`
}

const divergence = (id: DivergenceId, name: string, size: string): Recipe => ({
  id,
  label: `Within ${name}`,
  reference: 'Jung & Kang, CLeaR 2026',
  needs: 'nothing',
  assumptions: ({ treatment }) => [
    `Nothing; of those with another ${treatment.name} only their share counts: P(y | x) and P(y | do(x)) are at most ${size} apart. On the same range of the outcome this is never tighter than “No assumptions”.`,
  ],
  bounds: ({ seen, support }) =>
    differenceOf(divergenceBounds(seen.to, support, id), divergenceBounds(seen.from, support, id)),
})

/** In the order in which they are shown. */
export const recipes: readonly Recipe[] = [
  {
    id: 'no-assumptions',
    label: 'No assumptions',
    reference: 'Manski, American Economic Review 80(2), 1990',
    needs: 'nothing',
    assumptions: () => [],
    bounds: (observed) => noAssumptionBounds(observed, observed),
  },
  {
    id: 'monotone-increasing',
    label: 'Never lowers the outcome',
    reference: 'Manski, Econometrica 65(6), 1997',
    needs: 'order',
    assumptions: (problem) => [`${change(problem)} lowers ${problem.outcome.name} in no one.`],
    bounds: (observed) => monotoneResponseBounds(observed, observed, 'increasing'),
  },
  {
    id: 'monotone-decreasing',
    label: 'Never raises the outcome',
    reference: 'Manski, Econometrica 65(6), 1997',
    needs: 'order',
    assumptions: (problem) => [`${change(problem)} raises ${problem.outcome.name} in no one.`],
    bounds: (observed) => monotoneResponseBounds(observed, observed, 'decreasing'),
  },
  {
    id: 'monotone-selection',
    label: 'Higher ones take more',
    reference: 'Manski & Pepper, Econometrica 68(4), 2000',
    needs: 'order',
    assumptions: ({ treatment, outcome, toLabel }) => [
      `Those with ${distinctValues(treatment).length === 2 ? `${treatment.name} = ${toLabel}` : `more ${treatment.name}`} would have had, under any value of it, a ${outcome.name} at least as high on average as the others.`,
    ],
    bounds: (observed) => monotoneSelectionBounds(observed, observed),
  },
  divergence('total-variation', 'total variation', '1 − P(x) in total variation'),
  divergence('kullback-leibler', 'relative entropy', '−log P(x) in relative entropy'),
  divergence('hellinger', 'Hellinger distance', '1 − √P(x) in squared Hellinger distance'),
]
