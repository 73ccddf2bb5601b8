import { Check, TriangleAlert } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { answerText } from '../../text/answer'
import { Chip } from '../../widgets/Chip'
import { count, probability, range } from '../../widgets/numbers'
import { labelOf } from './estimate-rows'
import type { Check as Found } from './checks'
import styles from './RefutationStep.module.css'
import { Step } from './Step'
import type { StepState } from './steps'
import type { Situation } from './use-situation'

const text = answerText.refutation

const ImplicationsCheck = lazy(() =>
  import('../check/ImplicationsCheck').then((module) => ({ default: module.ImplicationsCheck })),
)

/** What the estimates' own diagnostics already say against them. */
export function RefutationStep({ at, state }: { at: Situation; state: StepState }) {
  const { checks } = at
  return (
    <Step
      name="refutation"
      state={state}
      stale={checks.length > 0 && (at.stale || at.estimates.stale)}
      meta={checks.length > 0 ? text.checks(checks.length) : undefined}
      above={
        <Suspense fallback={null}>
          <ImplicationsCheck />
        </Suspense>
      }
    >
      {checks.length === 0 ? (
        <p>{at.rung === 'do' && at.standing.estimates === 'done' ? text.none : text.waiting}</p>
      ) : null}
      {checks.map((check) => (
        <div key={check.id} className={styles.check} data-check={check.id}>
          <Chip
            tone={check.state}
            icon={
              check.state === 'ok' ? (
                <Check size={12} strokeWidth={2} aria-hidden />
              ) : (
                <TriangleAlert size={12} strokeWidth={2} aria-hidden />
              )
            }
          >
            {check.id === 'overlap' ? text.overlap : text.agreement}:{' '}
            {text.verdict[check.state].toLowerCase()}
          </Chip>
          <p>{sentenceOf(check)}</p>
        </div>
      ))}
    </Step>
  )
}

function sentenceOf(check: Found): string {
  if (check.id === 'overlap') {
    const [smallest, largest] = [probability(check.smallest, 2), probability(check.largest, 2)]
    return check.state === 'ok'
      ? text.overlapOk(smallest, largest)
      : text.overlapThin(smallest, largest, count(Math.round(check.effectiveRows)), count(check.rows))
  }
  return check.state === 'ok'
    ? text.agreementOk(check.count, range(check.low, check.high))
    : text.agreementNot(labelOf(check.pair[0]).label, labelOf(check.pair[1]).label)
}
