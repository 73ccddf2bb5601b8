import { answerText } from '../../text/answer'

/** A statement that the verdict rests on; agreed to by its own words, so that a changed one asks again. */
export interface Assumption {
  readonly id: 'no-hidden-cause' | 'no-path' | 'consistency' | 'positivity' | 'missing-values'
  readonly statement: string
}

interface Grounds {
  readonly treatment: string
  readonly outcome: string
  /** Names of the variables adjusted for. */
  readonly adjustment: readonly string[]
  /** False when the graph has no directed path from the treatment to the outcome. */
  readonly reaches: boolean
  /** When what is done about rows with gaps is right; null where there are none. */
  readonly missing: string | null
}

const text = answerText.assumptions

/** What has to be believed for the verdict to be an answer, weightiest first. */
export function assumptionsOf({ treatment, outcome, adjustment, reaches, missing }: Grounds): Assumption[] {
  if (!reaches) return [{ id: 'no-path', statement: text.noPath(treatment, outcome) }]
  return [
    { id: 'no-hidden-cause', statement: text.noHiddenCause(treatment, outcome, adjustment) },
    { id: 'positivity', statement: text.positivity(treatment, adjustment) },
    { id: 'consistency', statement: text.consistency(treatment, outcome) },
    ...(missing ? [{ id: 'missing-values', statement: missing } as const] : []),
  ]
}
