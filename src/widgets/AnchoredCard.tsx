import type { ReactNode } from 'react'
import { Popover } from 'react-aria-components/Popover'
import { Dialog } from 'react-aria-components/Dialog'
import styles from './PopoverCard.module.css'

/** Pixels that a card and its distance take at most. */
const CARD_ROOM = 400

const hasRoomBeside = (anchor: Element) =>
  window.innerWidth - anchor.getBoundingClientRect().right > CARD_ROOM

/** A card beside an element that did not open it by itself: a menu entry or a key did. Escape closes. */
export function AnchoredCard({
  anchor,
  label,
  onClose,
  children,
}: {
  anchor: Element
  label: string
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Popover
      className={styles.popover}
      triggerRef={{ current: anchor }}
      isOpen
      placement={hasRoomBeside(anchor) ? 'right top' : 'top start'}
      offset={8}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Dialog className={styles.dialog} aria-label={label}>
        {children}
      </Dialog>
    </Popover>
  )
}
