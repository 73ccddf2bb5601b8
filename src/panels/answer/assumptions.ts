import { answerText } from '../../text/answer'
import type { Verdict } from './steps'

/** A statement that the verdict rests on; agreed to by its own words, so that a changed one asks again. */
export interface Assumption {
  readonly id:
    | 'no-hidden-cause'
    | 'no-path'
    | 'full-mediation'
    | 'complete-graph'
    | 'exclusion'
    | 'relevance'
    | 'same-effect'
    | 'consistency'
    | 'positivity'
    | 'missing-values'
  readonly statement: string
}

interface Grounds {
  readonly verdict: Verdict
  readonly treatment: string
  readonly outcome: string
  /** Names of the variables adjusted for. */
  readonly adjustment: readonly string[]
  /** Names of the variables that carry the whole effect, where it is told by the front-door. */
  readonly mediators: readonly string[]
  /** The instrument, where the answer needs one. */
  readonly instrument: string | null
  /** When what is done about rows with gaps is right; null where there are none. */
  readonly missing: string | null
}

const text = answerText.assumptions

/** What has to be believed for the verdict to be an answer, weightiest first. */
export function assumptionsOf(grounds: Grounds): Assumption[] {
  const { verdict, treatment, outcome, missing } = grounds
  if (verdict === 'no-effect') return [{ id: 'no-path', statement: text.noPath(treatment, outcome) }]
  return [
    ...ofMethod(grounds),
    { id: 'consistency', statement: text.consistency(treatment, outcome) },
    ...(missing ? [{ id: 'missing-values', statement: missing } as const] : []),
  ]
}

/** What the way to the answer asks for, beyond what every way does. */
function ofMethod({ verdict, treatment, outcome, adjustment, mediators, instrument }: Grounds): Assumption[] {
  if (verdict === 'front-door')
    return [
      { id: 'full-mediation', statement: text.fullMediation(treatment, outcome, mediators) },
      { id: 'no-hidden-cause', statement: text.cleanMediators(treatment, outcome, mediators) },
      { id: 'positivity', statement: text.mediatorsVary(treatment, mediators) },
    ]
  if (verdict === 'do-calculus')
    return [
      { id: 'complete-graph', statement: text.completeGraph },
      { id: 'positivity', statement: text.combinations },
    ]
  if (verdict === 'instrument' && instrument !== null)
    return [
      { id: 'exclusion', statement: text.exclusion(instrument, treatment, outcome) },
      { id: 'relevance', statement: text.relevance(instrument, treatment) },
      { id: 'same-effect', statement: text.sameEffect(treatment, outcome) },
    ]
  return [
    { id: 'no-hidden-cause', statement: text.noHiddenCause(treatment, outcome, adjustment) },
    { id: 'positivity', statement: text.positivity(treatment, adjustment) },
  ]
}
