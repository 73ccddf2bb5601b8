import { Popover as AriaPopover } from 'react-aria-components/Popover'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import type { ReactNode } from 'react'
import styles from './PopoverCard.module.css'

/** A button (first child) that opens a small card beside it; Escape closes. */
export function PopoverCard({
  children,
  label,
  renderCard,
}: {
  children: ReactNode
  label: string
  renderCard: (close: () => void) => ReactNode
}) {
  return (
    <DialogTrigger>
      {children}
      <AriaPopover className={styles.popover} offset={6}>
        <Dialog className={styles.dialog} aria-label={label}>
          {({ close }) => renderCard(close)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
