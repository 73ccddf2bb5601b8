import { useState } from 'react'
import { chooseAdjustment } from '../../document/commands/question-commands'
import { probability } from '../../engine/expression/build'
import { createPrinter } from '../../engine/expression/print'
import { runCommand } from '../../stores/project'
import { useView } from '../../stores/view'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import { AdjustmentSets } from './AdjustmentSets'
import { AdjustmentWishes } from './AdjustmentWishes'
import { Derivation } from './Derivation'
import { Formula } from './Formula'
import styles from './IdentifiedStep.module.css'
import { Step } from './Step'
import type { StepState } from './steps'
import type { Situation } from './use-situation'
import { pathSentence, verdictTitle } from './verdict'

const text = answerText.identified

/** What the graph says: verdict first, then the formula, why, and which sets do it. */
export function IdentifiedStep({ at, state }: { at: Situation; state: StepState }) {
  const { verdict } = at.standing
  if (verdict === 'none')
    return (
      <Step name="identified" state={state}>
        <p>{at.standing.asked ? text.working : text.waiting}</p>
      </Step>
    )
  return (
    <Step name="identified" state={state} stale={at.stale} meta={metaOf(at)}>
      <h4 className={styles.verdict}>{verdictTitle(at)}</h4>
      {verdict === 'problem'
        ? at.problems.map((problem) => <p key={problem.message}>{problem.message}</p>)
        : null}
      {verdict === 'no-effect' ? <p>{text.noEffectDetail}</p> : null}
      <NotByAdjustment at={at} />
      {verdict === 'invalid-set' ? <InvalidSet at={at} /> : null}
      <Identified at={at} />
    </Step>
  )
}

const metaOf = ({ standing: { verdict } }: Situation) => {
  if (verdict === 'identified') return text.byAdjustment
  return verdict === 'no-effect' ? text.byAssumption : undefined
}

const hasWishes = ({ query }: Situation) => query.question.must.length + query.question.forbidden.length > 0

function NotByAdjustment({ at }: { at: Situation }) {
  const found = at.answer?.identification
  if (at.standing.verdict !== 'not-by-adjustment' || !found || found.identifiable) return null
  const highlight = (on: boolean) => useView.getState().highlight(on ? found.witness.variables : [])
  return (
    <>
      <p onMouseEnter={() => highlight(true)} onMouseLeave={() => highlight(false)}>
        {found.explanation}
      </p>
      <p className={styles.small}>{text.notYet}</p>
      {hasWishes(at) ? <AdjustmentWishes at={at} /> : null}
    </>
  )
}

function InvalidSet({ at }: { at: Situation }) {
  const first = at.answer?.sets[0]
  return (
    <>
      <p>{text.invalidDetail}</p>
      {first ? (
        <div className={styles.actions}>
          <Button size="sm" onPress={() => runCommand(chooseAdjustment, { adjustment: 'first' })}>
            {text.takeInstead(first.map(at.name).join(', ') || text.emptySet)}
          </Button>
        </div>
      ) : null}
      <AdjustmentSets at={at} />
    </>
  )
}

function Identified({ at }: { at: Situation }) {
  const [open, setOpen] = useState<'steps' | 'wishes' | null>(null)
  const found = at.answer?.identification
  const { verdict } = at.standing
  if (
    (verdict !== 'identified' && verdict !== 'no-effect') ||
    !found?.identifiable ||
    !at.treatment ||
    !at.outcome
  )
    return null
  const { treatment, outcome } = at
  const asked = probability([outcome.id], [], [treatment.id])
  const expressions = [asked, found.estimand, ...found.derivation.map((step) => step.result)]
  const printer = createPrinter(at.graph, expressions, { exposures: [treatment.id], outcomes: [outcome.id] })
  const toggle = (what: 'steps' | 'wishes') => setOpen(open === what ? null : what)
  return (
    <>
      <Formula
        printer={printer}
        left={asked}
        right={found.estimand}
        treatment={treatment.id}
        outcome={outcome.id}
      />
      <p>
        {pathSentence(at)}{' '}
        {found.derivation.length > 0 ? (
          <button
            type="button"
            className={styles.link}
            aria-expanded={open === 'steps'}
            onClick={() => toggle('steps')}
          >
            {open === 'steps' ? text.hideSteps : text.showSteps}
          </button>
        ) : null}{' '}
        {at.graph.variables.length > 2 ? (
          <button
            type="button"
            className={styles.link}
            aria-expanded={open === 'wishes'}
            onClick={() => toggle('wishes')}
          >
            {text.wishes}
          </button>
        ) : null}
      </p>
      {open === 'steps' ? <Derivation steps={found.derivation} printer={printer} /> : null}
      {open === 'wishes' || hasWishes(at) ? <AdjustmentWishes at={at} /> : null}
      <AdjustmentSets at={at} />
    </>
  )
}
