import { isUnidentifiable, type Standing } from './steps'

/** The next missing thing; the panel shows it as one button. */
export type NextStep =
  | 'empty-graph'
  | 'columns'
  | 'treatment'
  | 'outcome'
  | 'problem'
  | 'invalid-set'
  | 'not-by-adjustment'
  | 'not-identifiable'
  | 'no-data'
  | 'missing-columns'
  | 'rung-do'
  | 'guess'
  | 'confirm'
  | 'yours'

interface Situation extends Standing {
  readonly variables: number
  readonly treatment: boolean
  readonly outcome: boolean
  /** The project is an untouched example: the story ends in an invitation. */
  readonly story: boolean
  /** Do was pressed, and its side stays covered until a guess is made. */
  readonly guessing: boolean
}

/** The first thing that is missing, read downward along the five steps; null when nothing is. */
export function nextStep(at: Situation): NextStep | null {
  if (at.variables === 0) return at.data === 'none' ? 'empty-graph' : 'columns'
  if (!at.treatment) return 'treatment'
  if (!at.outcome) return 'outcome'
  if (at.verdict === 'problem' || at.verdict === 'invalid-set' || at.verdict === 'not-by-adjustment')
    return at.verdict
  if (isUnidentifiable(at.verdict)) return 'not-identifiable'
  if (at.verdict === 'none') return null
  // An effect that the graph rules out needs no data.
  if (at.verdict === 'no-effect') return at.unconfirmed > 0 ? 'confirm' : null
  if (at.data === 'none') return 'no-data'
  if (at.data === 'missing-columns') return 'missing-columns'
  if (at.rung === 'see') return at.guessing ? 'guess' : 'rung-do'
  if (at.story) return 'yours'
  return at.unconfirmed > 0 ? 'confirm' : null
}
