import type { ReactNode } from 'react'
import { answerText } from '../../text/answer'
import { PanelStep } from '../../widgets/PanelStep'
import { STEP_NAMES, type StepName, type StepState } from './steps'
import styles from './Step.module.css'

interface StepProps {
  name: StepName
  state: StepState
  meta?: ReactNode
  /** What it shows answers an older graph. */
  stale?: boolean
  children: ReactNode
}

/** One step of the argument; what answers an older graph stays in its place, in grey. */
export function Step({ name, state, meta, stale = false, children }: StepProps) {
  const title = answerText.steps[name]
  return (
    <PanelStep
      state={state}
      number={STEP_NAMES.indexOf(name) + 1}
      title={title}
      stateLabel={`${title}: ${answerText.state[state]}`}
      meta={stale ? answerText.graphChanged : meta}
      last={name === STEP_NAMES.at(-1) ? 'last' : undefined}
      attributes={{ 'data-step': name, 'data-state': state }}
    >
      <div className={stale ? `${styles.body} ${styles.stale}` : styles.body} aria-busy={stale}>
        {children}
      </div>
    </PanelStep>
  )
}
