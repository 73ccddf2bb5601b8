import { ChartNoAxesColumn, Circle, CircleDashed, Lock, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './VariableToken.module.css'

export type TokenRole = 'exposure' | 'outcome' | 'adjusted' | 'latent' | 'measured'

/** Glyph of a role: shape before colour. */
export function RoleGlyph({ role, size = 14 }: { role: TokenRole; size?: number }) {
  const glyph: Record<TokenRole, ReactNode> = {
    exposure: <Play size={size} fill="currentColor" strokeWidth={1} aria-hidden />,
    outcome: <ChartNoAxesColumn size={size} strokeWidth={3.5} aria-hidden />,
    adjusted: <Lock size={size} strokeWidth={1.75} aria-hidden />,
    latent: <CircleDashed size={size} strokeWidth={1.75} aria-hidden />,
    measured: <Circle size={size - 4} strokeWidth={2.5} style={{ margin: 2 }} aria-hidden />,
  }
  return <span className={`${styles.glyph} ${styles[role]}`}>{glyph[role]}</span>
}

/** A variable inside a sentence, in its role's colours. */
export function VariableToken({ role, children }: { role: TokenRole; children: ReactNode }) {
  return <span className={`${styles.token} ${styles[`${role}Token`]}`}>{children}</span>
}
