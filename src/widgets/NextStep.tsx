import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './NextStep.module.css'

/** The one blue line at the top of a panel: what to do next, with a button that does it. */
export function NextStep({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.next} role="status">
      <ArrowRight size={14} strokeWidth={1.75} aria-hidden />
      <span className={styles.text}>{text}</span>
      {children}
    </div>
  )
}
