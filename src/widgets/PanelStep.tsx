import type { ReactNode } from 'react'
import styles from './PanelStep.module.css'
import { StateDisc, type StepState } from './StateDisc'

interface PanelStepProps {
  state: StepState
  /** Shown in the disc while the step waits. */
  number: number
  title: string
  /** Right of the title: "700 rows used". */
  meta?: ReactNode
  /** Names the state for the screen reader. */
  stateLabel: string
  children?: ReactNode
  /** The last step ends the spine. */
  last?: 'last'
  /** Marks for tests and scripts, such as the step's name and state. */
  attributes?: Readonly<Record<`data-${string}`, string>>
}

/** One step of a panel that reads downward as an argument: state disc on a spine, title, meta, body. */
export function PanelStep({
  state,
  number,
  title,
  meta,
  stateLabel,
  children,
  last,
  attributes,
}: PanelStepProps) {
  return (
    <section className={`${styles.step} ${last ? styles.last : ''}`} aria-label={title} {...attributes}>
      <StateDisc state={state} number={number} label={stateLabel} />
      <div className={styles.content}>
        <header className={styles.head}>
          <h3 className={styles.title}>{title}</h3>
          {meta ? <span className={styles.meta}>{meta}</span> : null}
        </header>
        {children}
      </div>
    </section>
  )
}
