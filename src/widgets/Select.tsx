import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './Button'
import { Menu } from './Menu'

interface SelectProps<Id extends string> {
  label: string
  value: Id
  choices: readonly {
    readonly id: Id
    readonly label: string
    readonly detail?: string
    readonly icon?: ReactNode
  }[]
  onChange: (id: Id) => void
  size?: 'sm' | 'md'
  tone?: 'plain' | 'quiet'
  icon?: ReactNode
  className?: string
  disabled?: boolean
}

/** One of a few choices. */
export function Select<Id extends string>({
  label,
  value,
  choices,
  onChange,
  size = 'md',
  tone = 'plain',
  icon,
  className,
  disabled,
}: SelectProps<Id>) {
  const current = choices.find((choice) => choice.id === value)
  return (
    <Menu
      label={label}
      entries={choices.map((choice) => ({
        ...choice,
        chosen: choice.id === value,
        run: () => onChange(choice.id),
      }))}
    >
      <Button
        tone={tone}
        size={size}
        label={`${label}: ${current?.label ?? value}`}
        icon={icon ?? current?.icon}
        className={className}
        disabled={disabled}
      >
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
          {current?.label ?? value}
          <ChevronDown size={12} aria-hidden />
        </span>
      </Button>
    </Menu>
  )
}
