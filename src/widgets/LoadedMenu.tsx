import { Check, ChevronRight } from 'lucide-react'
import { useEffect, useRef, type RefObject } from 'react'
import {
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Separator,
  SubmenuTrigger,
} from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { KeyCap } from './KeyCap'
import styles from './Menu.module.css'
import type { MenuEntry, MenuProps } from './Menu'

/** Runs what waits for the menu to be gone; the focus goes back to the button one frame after that. */
function WhenClosed({ run }: { run: RefObject<(() => void) | null> }) {
  useEffect(
    () => () => {
      const waiting = run.current
      run.current = null
      if (waiting) requestAnimationFrame(() => requestAnimationFrame(waiting))
    },
    [run],
  )
  return null
}

/** The whole of `Menu`; `opens` when its button was pressed before this was there. */
export default function LoadedMenu({
  children,
  label,
  entries,
  opens,
}: MenuProps & { opens: 'at-once' | 'when-pressed' }) {
  const later = useRef<(() => void) | null>(null)
  return (
    <MenuTrigger defaultOpen={opens === 'at-once'}>
      {children}
      <Popover className={styles.popover} offset={4}>
        <WhenClosed run={later} />
        <Entries label={label} entries={entries} later={later} />
      </Popover>
    </MenuTrigger>
  )
}

function Entries({
  label,
  entries,
  later,
}: {
  label: string
  entries: readonly MenuEntry[]
  later: RefObject<(() => void) | null>
}) {
  return (
    <AriaMenu className={styles.menu} aria-label={label}>
      {entries.map((entry) => {
        if ('separator' in entry) return <Separator key={entry.id} className={styles.separator} />
        if ('entries' in entry)
          return (
            <SubmenuTrigger key={entry.id}>
              <MenuItem id={entry.id} className={styles.item} textValue={entry.label}>
                <Content entry={entry} />
                <ChevronRight size={14} aria-hidden />
              </MenuItem>
              <Popover className={styles.popover} offset={2}>
                <Entries label={entry.label} entries={entry.entries} later={later} />
              </Popover>
            </SubmenuTrigger>
          )
        return (
          <MenuItem
            key={entry.id}
            id={entry.id}
            className={styles.item}
            textValue={entry.label}
            isDisabled={entry.disabled}
            onAction={() => {
              if (entry.opens) later.current = entry.run
              else entry.run()
            }}
          >
            <Content entry={entry} />
            {entry.keys ? <KeyCap>{entry.keys}</KeyCap> : null}
            {entry.chosen ? <Check size={14} aria-label="chosen" /> : null}
          </MenuItem>
        )
      })}
    </AriaMenu>
  )
}

function Content({ entry }: { entry: Extract<MenuEntry, { label: string }> }) {
  return (
    <>
      {entry.icon ? <span className={styles.icon}>{entry.icon}</span> : null}
      <span className={styles.text}>
        <span>{entry.label}</span>
        {entry.detail ? <span className={styles.detail}>{entry.detail}</span> : null}
      </span>
    </>
  )
}
