import type { ReactNode } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { KeyCap } from './KeyCap'
import styles from './Tip.module.css'

/** A short label, with its key, for a focusable child such as an icon button. */
export function Tip({ text, keys, children }: { text: string; keys?: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <Tooltip className={styles.tip} offset={6}>
        {text}
        {keys ? <KeyCap>{keys}</KeyCap> : null}
      </Tooltip>
    </TooltipTrigger>
  )
}
