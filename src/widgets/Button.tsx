import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type PressEvent } from 'react-aria-components/Button'
import styles from './Button.module.css'

interface ButtonProps {
  children?: ReactNode
  /** A 14 to 16 px icon in front of the text. */
  icon?: ReactNode
  /** 'primary' is ink, at most one per panel; 'plain' has a border; 'quiet' has neither. */
  tone?: 'primary' | 'plain' | 'quiet'
  size?: 'sm' | 'md' | 'lg'
  disabled?: boolean
  onPress?: (event: PressEvent) => void
  /** Needed when there is no text. */
  label?: string
  /** Pressed state of a toggle; leave out for plain buttons. */
  pressed?: boolean
  className?: string
  autoFocus?: boolean
  ref?: Ref<HTMLButtonElement>
  slot?: string
}

export function Button({
  children,
  icon,
  tone = 'plain',
  size = 'md',
  disabled,
  onPress,
  label,
  pressed,
  className,
  autoFocus,
  ref,
  slot,
}: ButtonProps) {
  const iconOnly = children === undefined || children === null
  return (
    <AriaButton
      ref={ref}
      slot={slot}
      className={[
        styles.button,
        styles[tone],
        styles[size],
        iconOnly ? styles.iconOnly : '',
        className ?? '',
      ].join(' ')}
      isDisabled={disabled}
      onPress={onPress}
      aria-label={label}
      aria-pressed={pressed}
      autoFocus={autoFocus}
      data-pressed-state={pressed}
    >
      {icon}
      {iconOnly ? null : <span className={styles.text}>{children}</span>}
    </AriaButton>
  )
}
