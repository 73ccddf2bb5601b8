import type { ReactNode } from 'react'
import { answerText } from '../../text/answer'
import { PanelStep } from '../../widgets/PanelStep'
import { STEP_NAMES, type StepName, type StepState } from './steps'
import styles from './Step.module.css'
import { useStaleWords } from './use-stale-words'

interface StepProps {
  name: StepName
  state: StepState
  meta?: ReactNode
  /** What it shows answers an older graph. */
  stale?: boolean
  /** Stands above the body and is never grey: what the body is being computed by. */
  above?: ReactNode
  children: ReactNode
}

/** One step of the argument; what answers an older graph stays in its place, in grey. */
export function Step({ name, state, meta, stale = false, above, children }: StepProps) {
  const title = answerText.steps[name]
  const staleWords = useStaleWords()
  return (
    <PanelStep
      state={state}
      number={STEP_NAMES.indexOf(name) + 1}
      title={title}
      stateLabel={`${title}: ${answerText.state[state]}`}
      meta={stale ? staleWords : meta}
      last={name === STEP_NAMES.at(-1) ? 'last' : undefined}
      attributes={{ 'data-step': name, 'data-state': state }}
    >
      {above}
      <div className={stale ? `${styles.body} ${styles.stale}` : styles.body} aria-busy={stale}>
        {children}
      </div>
    </PanelStep>
  )
}
