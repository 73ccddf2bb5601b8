import type { ReactNode, Ref } from 'react'
import type { PressEvent } from 'react-aria-components/Button'
import { Button } from './Button'
import { Tip } from './Tip'

interface IconButtonProps {
  label: string
  icon: ReactNode
  keys?: string
  tone?: 'plain' | 'quiet' | 'primary'
  size?: 'sm' | 'md' | 'lg'
  pressed?: boolean
  disabled?: boolean
  onPress?: (event: PressEvent) => void
  className?: string
  ref?: Ref<HTMLButtonElement>
}

/** An icon with a name: a tooltip for the eye, a label for the screen reader. */
export function IconButton({ label, keys, tone = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Tip text={label} keys={keys}>
      <Button label={label} tone={tone} {...rest} />
    </Tip>
  )
}
