import type { ReactNode } from 'react'
import type { Rect } from '../geometry'
import styles from './Knowledge.module.css'

/** Two words on the border of a node: what is known of it before a search, or what a search found about it. */
export function NodeMark({
  rect,
  side,
  title,
  kind,
  children,
}: {
  rect: Rect
  /** At the left or the right end of the upper border. */
  side: 'before' | 'after'
  title: string
  kind: 'exogenous' | 'changes'
  children: ReactNode
}) {
  const x = side === 'before' ? rect.x + 8 : rect.x + rect.width - 8
  return (
    <span
      className={styles.mark}
      data-side={side}
      data-node-mark={kind}
      title={title}
      style={{ transform: `translate(${x}px, ${rect.y}px)` }}
    >
      <span>{children}</span>
    </span>
  )
}
