import type { ReactNode } from 'react'
import styles from './Explore.module.css'

/** Room for a table that may be wider than the view: it scrolls by itself, with the keyboard too. */
export function TableRoom({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.tableRoom} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
