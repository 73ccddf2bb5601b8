import { lazy, Suspense } from 'react'
import { chooseAdjustment } from '../../document/commands/question-commands'
import { runCommand } from '../../stores/project'
import { useView } from '../../stores/view'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import { AdjustmentSets } from './AdjustmentSets'
import { AdjustmentWishes } from './AdjustmentWishes'
import { Answered } from './Answered'
import styles from './IdentifiedStep.module.css'
import { Step } from './Step'
import { isAnswered, isUnidentifiable, type StepState } from './steps'
import type { Situation } from './use-situation'
import { mediatorsOf, verdictTitle } from './verdict'

const text = answerText.identified

const NotIdentified = lazy(() =>
  import('./NotIdentified').then((module) => ({ default: module.NotIdentified })),
)
const VariantBar = lazy(() => import('./VariantBar').then((module) => ({ default: module.VariantBar })))

/** What the graph says: verdict first, then the formula or what forbids one, why, and which sets do it. */
export function IdentifiedStep({ at, state }: { at: Situation; state: StepState }) {
  const { verdict } = at.standing
  const variant =
    at.entry.origin === 'variant' ? (
      <Suspense>
        <VariantBar key={at.entry.id} shown={at.entry.id} />
      </Suspense>
    ) : null
  if (verdict === 'none')
    return (
      <Step name="identified" state={state} above={variant}>
        <p>{at.standing.asked ? text.working : text.waiting}</p>
      </Step>
    )
  return (
    <Step name="identified" state={state} stale={at.stale} meta={text.method[verdict]} above={variant}>
      <h4 className={styles.verdict} data-verdict={verdict}>
        {verdictTitle(at)}
      </h4>
      {verdict === 'problem'
        ? at.problems.map((problem) => <p key={problem.message}>{problem.message}</p>)
        : null}
      {verdict === 'no-effect' ? <p>{text.noEffectDetail}</p> : null}
      {verdict === 'not-by-adjustment' ? <NotByAdjustment at={at} /> : null}
      {verdict === 'invalid-set' ? <InvalidSet at={at} /> : null}
      {isUnidentifiable(verdict) ? (
        <Suspense>
          <NotIdentified at={at} />
        </Suspense>
      ) : null}
      {isAnswered(verdict) ? <Answered at={at} /> : null}
    </Step>
  )
}

function NotByAdjustment({ at }: { at: Situation }) {
  const found = at.answer?.identification
  if (!found || found.identifiable) return null
  const { must, forbidden, effect } = at.query.question
  const wishes = must.length + forbidden.length > 0
  const highlight = (on: boolean) => useView.getState().highlight(on ? found.witness.variables : [])
  return (
    <>
      <p onMouseEnter={() => highlight(true)} onMouseLeave={() => highlight(false)}>
        {found.explanation}
      </p>
      {effect === 'direct' ? <p className={styles.small}>{text.onlyAdjustment}</p> : null}
      {wishes ? (
        <>
          {effect === 'total' ? <p className={styles.small}>{text.wishInTheWay}</p> : null}
          <AdjustmentWishes at={at} />
        </>
      ) : null}
    </>
  )
}

function InvalidSet({ at }: { at: Situation }) {
  const found = at.answer?.identification
  const [first] = at.answer?.sets ?? []
  const instead = first
    ? text.takeInstead(first.map(at.name).join(', ') || text.emptySet)
    : found?.identifiable && found.method === 'front-door'
      ? text.takeFrontDoor(mediatorsOf(at.answer, at.name))
      : text.takeMethod
  return (
    <>
      <p>{text.invalidDetail}</p>
      <div className={styles.actions}>
        <Button size="sm" onPress={() => runCommand(chooseAdjustment, { adjustment: 'first' })}>
          {instead}
        </Button>
      </div>
      <AdjustmentSets at={at} />
    </>
  )
}
