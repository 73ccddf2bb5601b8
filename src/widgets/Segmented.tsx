import type { ReactNode } from 'react'
import { KeyCap } from './KeyCap'
import styles from './Segmented.module.css'

interface SegmentedProps<Id extends string> {
  label: string
  value: Id
  choices: readonly {
    readonly id: Id
    readonly label: string
    readonly icon?: ReactNode
    readonly keys?: string
  }[]
  onChange: (id: Id) => void
  size?: 'md' | 'lg'
}

/** A switch between two to five views; arrow keys move, as in a radio group. */
export function Segmented<Id extends string>({
  label,
  value,
  choices,
  onChange,
  size = 'md',
}: SegmentedProps<Id>) {
  const move = (step: number) => {
    const at = choices.findIndex((choice) => choice.id === value)
    onChange(choices[(at + step + choices.length) % choices.length].id)
  }
  return (
    <div className={`${styles.group} ${styles[size]}`} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.id}
          type="button"
          role="radio"
          aria-checked={choice.id === value}
          tabIndex={choice.id === value ? 0 : -1}
          className={styles.segment}
          onClick={() => onChange(choice.id)}
          onKeyDown={(event) => {
            const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
            if (!step) return
            event.preventDefault()
            event.stopPropagation()
            move(step)
            const next = event.currentTarget.parentElement?.querySelectorAll('button')
            const at = choices.findIndex((other) => other.id === choice.id)
            next?.[(at + step + choices.length) % choices.length]?.focus()
          }}
        >
          {choice.icon}
          <span>{choice.label}</span>
          {choice.keys ? <KeyCap>{choice.keys}</KeyCap> : null}
        </button>
      ))}
    </div>
  )
}
