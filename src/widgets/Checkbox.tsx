import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Checkbox.module.css'

interface CheckboxProps {
  checked: boolean
  onChange: (checked: boolean) => void
  /** Read by the screen reader when there are no children. */
  label?: string
  children?: ReactNode
  disabled?: boolean
}

export function Checkbox({ checked, onChange, label, children, disabled }: CheckboxProps) {
  return (
    <label className={styles.label}>
      <input
        type="checkbox"
        className={styles.input}
        checked={checked}
        disabled={disabled}
        aria-label={label}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={styles.box} aria-hidden>
        <Check size={11} strokeWidth={3} />
      </span>
      {children}
    </label>
  )
}
