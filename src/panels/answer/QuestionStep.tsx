import { setEffect } from '../../document/commands/question-commands'
import { runCommand } from '../../stores/project'
import { answerText } from '../../text/answer'
import { LevelToken } from './LevelToken'
import styles from './QuestionStep.module.css'
import { RoleToken } from './RoleToken'
import { Step } from './Step'
import { TokenMenu } from './TokenMenu'
import type { StepState } from './steps'
import type { Situation } from './use-situation'

const text = answerText.question
const effects = ['total', 'direct'] as const

/** The question as a sentence whose words can be changed. */
export function QuestionStep({ at, state }: { at: Situation; state: StepState }) {
  const { question } = at.query
  const missing = [...question.treatments.map((contrast) => contrast.variable), ...question.outcomes].filter(
    (id) => !at.graph.variables.some((variable) => variable.id === id),
  )
  // The key Q goes to the first word that is still missing, else to the cause.
  const focus = at.treatment && !at.outcome ? 'outcome' : 'treatment'
  return (
    <Step name="question" state={state}>
      <p className={styles.sentence}>
        {text.whatIsThe}{' '}
        <TokenMenu
          label={text.effectLabel}
          value={text.effects[question.effect].label}
          entries={effects.map((effect) => ({
            id: effect,
            label: text.effects[effect].label,
            detail: text.effects[effect].detail,
            chosen: effect === question.effect,
            run: () => void runCommand(setEffect, { effect }),
          }))}
        />{' '}
        {text.effectOf}{' '}
        <span data-question={focus === 'treatment' ? '' : undefined}>
          <RoleToken at={at} role="exposure" />
        </span>{' '}
        {text.on}{' '}
        <span data-question={focus === 'outcome' ? '' : undefined}>
          <RoleToken at={at} role="outcome" />
        </span>
        {at.treatment ? (
          <>
            {' '}
            {text.whenFrom} <LevelToken at={at} end="from" /> {text.to} <LevelToken at={at} end="to" />
            {text.among} <span className={styles.fixed}>{text.everyone}</span>
          </>
        ) : null}
        {text.end}
      </p>
      {missing.map((id) => (
        <p key={id}>{text.notInGraph(at.elsewhere(id))}</p>
      ))}
    </Step>
  )
}
