import { Check, X } from 'lucide-react'
import styles from './StateDisc.module.css'

export type StepState = 'waiting' | 'ok' | 'warning' | 'blocked'

/** The 20 px state of a step: its number while it waits, then tick, exclamation mark or cross. */
export function StateDisc({ state, number, label }: { state: StepState; number: number; label: string }) {
  return (
    <span className={`${styles.disc} ${styles[state]}`} role="img" aria-label={label}>
      {state === 'waiting' ? number : null}
      {state === 'ok' ? <Check size={12} strokeWidth={2.5} aria-hidden /> : null}
      {state === 'warning' ? <span aria-hidden>!</span> : null}
      {state === 'blocked' ? <X size={12} strokeWidth={2.5} aria-hidden /> : null}
    </span>
  )
}
