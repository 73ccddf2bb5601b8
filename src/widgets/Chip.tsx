import type { ReactNode } from 'react'
import styles from './Chip.module.css'

/** A short statement with a glyph; the tone is the second signal. */
export function Chip({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: 'neutral' | 'ok' | 'warning' | 'blocked'
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span className={`${styles.chip} ${styles[tone]}`}>
      {icon}
      {children}
    </span>
  )
}
