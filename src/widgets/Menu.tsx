import { lazy, Suspense, useState, type ReactNode } from 'react'

export type MenuEntry =
  | {
      readonly id: string
      readonly label: string
      readonly detail?: string
      readonly keys?: string
      readonly icon?: ReactNode
      readonly disabled?: boolean
      /** Shows a tick; leave out for actions. */
      readonly chosen?: boolean
      /** The entry opens a field that takes the focus, so it runs once the menu has given the focus back. */
      readonly opens?: 'field'
      readonly run: () => void
    }
  | {
      readonly id: string
      readonly label: string
      /** Stands where the detail of an entry stands: what is chosen among them. */
      readonly detail?: string
      readonly icon?: ReactNode
      /** They open in a menu beside this one. */
      readonly entries: readonly MenuEntry[]
    }
  | { readonly separator: true; readonly id: string }

export interface MenuProps {
  /** The first child is the button that opens the menu. */
  readonly children: ReactNode
  readonly label: string
  readonly entries: readonly MenuEntry[]
}

// Lists that float take much code; the first look at the page does not wait for it.
const LoadedMenu = lazy(() => import('./LoadedMenu'))

/** A button that opens a menu of actions or choices. Pressed before the menu is loaded, it opens as soon as it is. */
export function Menu(props: MenuProps) {
  const [opens, setOpens] = useState<'at-once' | 'when-pressed'>('when-pressed')
  return (
    <Suspense
      fallback={
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the button inside is what is pressed
        <span style={{ display: 'contents' }} onClickCapture={() => setOpens('at-once')}>
          {props.children}
        </span>
      }
    >
      <LoadedMenu {...props} opens={opens} />
    </Suspense>
  )
}
