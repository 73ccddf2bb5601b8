import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { SearchField } from 'react-aria-components/SearchField'
import menu from './Menu.module.css'
import styles from './SearchMenu.module.css'

export interface SearchChoice<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly detail?: string
  readonly icon?: ReactNode
  readonly chosen?: boolean
}

interface SearchMenuProps<Id extends string> {
  /** The button that opens the menu. */
  children: ReactNode
  label: string
  searchLabel: string
  /** Stands in place of the list when nothing matches. */
  empty: string
  choices: readonly SearchChoice<Id>[]
  onChoose: (id: Id) => void
}

/** One of many: a menu that narrows down while one types. */
export function SearchMenu<Id extends string>({
  children,
  label,
  searchLabel,
  empty,
  choices,
  onChoose,
}: SearchMenuProps<Id>) {
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <MenuTrigger>
      {children}
      <Popover className={menu.popover} offset={4}>
        <Autocomplete filter={contains}>
          <SearchField className={styles.search} aria-label={searchLabel} autoFocus>
            <Input className={styles.input} placeholder={searchLabel} />
          </SearchField>
          <AriaMenu
            className={menu.menu}
            aria-label={label}
            items={choices}
            renderEmptyState={() => <p className={styles.empty}>{empty}</p>}
            onAction={(id) => {
              const chosen = choices.find((choice) => choice.id === id)
              if (chosen) onChoose(chosen.id)
            }}
          >
            {(choice) => (
              <MenuItem id={choice.id} className={menu.item} textValue={choice.label}>
                {choice.icon ? <span className={menu.icon}>{choice.icon}</span> : null}
                <span className={menu.text}>
                  <span>{choice.label}</span>
                  {choice.detail ? <span className={menu.detail}>{choice.detail}</span> : null}
                </span>
                {choice.chosen ? <Check size={14} aria-hidden /> : null}
              </MenuItem>
            )}
          </AriaMenu>
        </Autocomplete>
      </Popover>
    </MenuTrigger>
  )
}
