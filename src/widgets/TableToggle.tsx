import { Table2 } from 'lucide-react'
import { Button } from './Button'

interface TableToggleProps {
  label: string
  /** The table stands in place of the picture. */
  shown: boolean
  onChange: (shown: boolean) => void
  size?: 'sm' | 'md'
}

/** Turns a picture into the table of its numbers and back. */
export function TableToggle({ label, shown, onChange, size = 'sm' }: TableToggleProps) {
  return (
    <Button
      size={size}
      tone="quiet"
      icon={<Table2 size={14} strokeWidth={1.75} aria-hidden />}
      pressed={shown}
      onPress={() => onChange(!shown)}
    >
      {label}
    </Button>
  )
}
