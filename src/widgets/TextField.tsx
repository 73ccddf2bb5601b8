import type { KeyboardEvent, Ref } from 'react'
import styles from './TextField.module.css'

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  onSubmit?: () => void
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  onBlur?: () => void
  placeholder?: string
  /** The label stands above the field, or only for screen readers. */
  labelShown?: 'above' | 'hidden'
  invalid?: string
  type?: 'text' | 'number'
  mono?: 'mono'
  autoFocus?: boolean
  ref?: Ref<HTMLInputElement>
  className?: string
}

export function TextField({
  label,
  value,
  onChange,
  onSubmit,
  onKeyDown,
  onBlur,
  placeholder,
  labelShown = 'above',
  invalid,
  type = 'text',
  mono,
  autoFocus,
  ref,
  className,
}: TextFieldProps) {
  return (
    <label className={`${styles.field} ${className ?? ''}`}>
      <span className={labelShown === 'above' ? styles.label : styles.hidden}>{label}</span>
      <input
        ref={ref}
        className={`${styles.input} ${mono ? styles.mono : ''}`}
        value={value}
        type={type}
        step="any"
        placeholder={placeholder}
        aria-invalid={invalid ? true : undefined}
        spellCheck={false}
        autoComplete="off"
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onSubmit?.()
          onKeyDown?.(event)
        }}
      />
      {invalid ? (
        <span className={styles.invalid} role="alert">
          {invalid}
        </span>
      ) : null}
    </label>
  )
}
