import type { ReactNode } from 'react'
import { checkText as text } from '../../text/check'
import { PanelStep } from '../../widgets/PanelStep'
import type { StepState } from '../../widgets/StateDisc'
import styles from './Check.module.css'

const STEPS = ['implications', 'equivalence', 'proposals'] as const

interface CheckStepProps {
  name: (typeof STEPS)[number]
  state: StepState
  meta?: ReactNode
  /** What it shows belongs to the graph or the data before. */
  stale: boolean
  /** Stands above the body and is never grey. */
  above?: ReactNode
  children: ReactNode
}

/** One section of the check; what belongs to an older graph stays in its place, in grey. */
export function CheckStep({ name, state, meta, stale, above, children }: CheckStepProps) {
  const title = text[name]
  return (
    <PanelStep
      state={state}
      number={STEPS.indexOf(name) + 1}
      title={title}
      stateLabel={`${title}: ${text.state[state]}`}
      meta={stale ? text.stale : meta}
      last={name === STEPS.at(-1) ? 'last' : undefined}
      attributes={{ 'data-check-step': name, 'data-state': state }}
    >
      {above}
      <div className={styles.body} data-stale={stale} aria-busy={stale}>
        {children}
      </div>
    </PanelStep>
  )
}
