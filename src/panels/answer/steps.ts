export type StepName = 'question' | 'identified' | 'estimate' | 'refutation' | 'assumptions'
export type StepState = 'waiting' | 'ok' | 'warning' | 'blocked'

export const STEP_NAMES: readonly StepName[] = [
  'question',
  'identified',
  'estimate',
  'refutation',
  'assumptions',
]

/** What the graph says of the question, as one word; 'none' until it has been read. */
export type Verdict =
  | 'none'
  /** By adjusting for the set in use. */
  | 'identified'
  | 'front-door'
  | 'do-calculus'
  /** The user's own set does not answer it. */
  | 'invalid-set'
  | 'no-effect'
  /** Not identifiable, but an instrument answers under a further assumption. */
  | 'instrument'
  | 'not-identifiable'
  /** Adjustment is all that was asked of, or a wish is in its way. */
  | 'not-by-adjustment'
  | 'problem'

const identifying: ReadonlySet<Verdict> = new Set(['identified', 'front-door', 'do-calculus'])

/** A formula in what is seen answers the question. */
export const isIdentified = (verdict: Verdict): boolean => identifying.has(verdict)

/** The graph answers the question, if only with "none". */
export const isAnswered = (verdict: Verdict): boolean => isIdentified(verdict) || verdict === 'no-effect'

/** No formula in what is seen can answer it. */
export const isUnidentifiable = (verdict: Verdict): boolean =>
  verdict === 'not-identifiable' || verdict === 'instrument'

/** How far the argument has come, in plain facts. */
export interface Standing {
  /** The question names a cause and an outcome of the shown graph. */
  readonly asked: boolean
  readonly verdict: Verdict
  /** What stands between the verdict and a number. */
  readonly data: 'none' | 'missing-columns' | 'ready'
  readonly rung: 'see' | 'do'
  /** The estimates shown on this rung. */
  readonly estimates: 'none' | 'running' | 'done' | 'warning' | 'failed'
  readonly checks: readonly ('ok' | 'warning')[]
  readonly unconfirmed: number
}

function estimateState({ verdict, data, rung, estimates }: Standing): StepState {
  // Bounds are less than was asked for.
  if (isUnidentifiable(verdict)) return data === 'ready' && rung === 'do' ? 'warning' : 'waiting'
  if (!isAnswered(verdict)) return 'waiting'
  if (data === 'missing-columns' || estimates === 'failed') return 'blocked'
  if (data === 'none' || rung === 'see' || estimates === 'none' || estimates === 'running') return 'waiting'
  return estimates === 'warning' ? 'warning' : 'ok'
}

const stateOfVerdict: Readonly<Record<Verdict, StepState>> = {
  none: 'waiting',
  identified: 'ok',
  'front-door': 'ok',
  'do-calculus': 'ok',
  'no-effect': 'ok',
  'invalid-set': 'warning',
  instrument: 'warning',
  'not-identifiable': 'blocked',
  'not-by-adjustment': 'blocked',
  problem: 'blocked',
}

/** The disc of each step. */
export function stepStates(standing: Standing): Record<StepName, StepState> {
  const { asked, verdict, checks, unconfirmed } = standing
  return {
    question: asked ? 'ok' : 'waiting',
    identified: stateOfVerdict[verdict],
    estimate: estimateState(standing),
    refutation: checks.length === 0 ? 'waiting' : checks.includes('warning') ? 'warning' : 'ok',
    assumptions:
      !isAnswered(verdict) && verdict !== 'instrument' ? 'waiting' : unconfirmed > 0 ? 'warning' : 'ok',
  }
}
