export type StepName = 'question' | 'identified' | 'estimate' | 'refutation' | 'assumptions'
export type StepState = 'waiting' | 'ok' | 'warning' | 'blocked'

export const STEP_NAMES: readonly StepName[] = [
  'question',
  'identified',
  'estimate',
  'refutation',
  'assumptions',
]

/** How far the argument has come, in plain facts. */
export interface Standing {
  /** The question names a cause and an outcome of the shown graph. */
  readonly asked: boolean
  /** What the graph says; 'none' until it has been read. */
  readonly verdict: 'none' | 'identified' | 'invalid-set' | 'no-effect' | 'not-by-adjustment' | 'problem'
  /** What stands between the verdict and a number. */
  readonly data: 'none' | 'missing-columns' | 'ready'
  readonly rung: 'see' | 'do'
  /** The estimates shown on this rung. */
  readonly estimates: 'none' | 'running' | 'done' | 'warning' | 'failed'
  readonly checks: readonly ('ok' | 'warning')[]
  readonly unconfirmed: number
}

function estimateState({ verdict, data, rung, estimates }: Standing): StepState {
  if (verdict === 'none') return 'waiting'
  if (verdict !== 'identified' && verdict !== 'no-effect') return 'waiting'
  if (data === 'missing-columns' || estimates === 'failed') return 'blocked'
  if (data === 'none' || rung === 'see' || estimates === 'none' || estimates === 'running') return 'waiting'
  return estimates === 'warning' ? 'warning' : 'ok'
}

/** The disc of each step. */
export function stepStates(standing: Standing): Record<StepName, StepState> {
  const { asked, verdict, checks, unconfirmed } = standing
  const identified: StepState = {
    none: 'waiting' as const,
    identified: 'ok' as const,
    'no-effect': 'ok' as const,
    'invalid-set': 'warning' as const,
    'not-by-adjustment': 'blocked' as const,
    problem: 'blocked' as const,
  }[verdict]
  const answered = verdict === 'identified' || verdict === 'no-effect'
  return {
    question: asked ? 'ok' : 'waiting',
    identified,
    estimate: estimateState(standing),
    refutation: checks.length === 0 ? 'waiting' : checks.includes('warning') ? 'warning' : 'ok',
    assumptions: !answered ? 'waiting' : unconfirmed > 0 ? 'warning' : 'ok',
  }
}
