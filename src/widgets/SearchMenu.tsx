import { Check } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { SearchField } from 'react-aria-components/SearchField'
import { widgetText } from '../text/widgets'
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

/** More choices than this are found by typing. */
const MOST_LISTED = 100

/** One of many: a menu that narrows down while one types. */
export function SearchMenu<Id extends string>({ children, ...list }: SearchMenuProps<Id>) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={menu.popover} offset={4}>
        <SearchList {...list} />
      </Popover>
    </MenuTrigger>
  )
}

function SearchList<Id extends string>({
  label,
  searchLabel,
  empty,
  choices,
  onChoose,
}: Omit<SearchMenuProps<Id>, 'children'>) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const [sought, setSought] = useState('')
  const found = useMemo(
    () => (sought === '' ? choices : choices.filter((choice) => contains(choice.label, sought))),
    [choices, contains, sought],
  )
  const listed = found.length > MOST_LISTED ? found.slice(0, MOST_LISTED) : found
  return (
    <Autocomplete inputValue={sought} onInputChange={setSought}>
      <SearchField className={styles.search} aria-label={searchLabel} autoFocus>
        <Input className={styles.input} placeholder={searchLabel} />
      </SearchField>
      <AriaMenu
        className={menu.menu}
        aria-label={label}
        items={listed}
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
      {listed.length < found.length ? (
        <p className={styles.empty} role="status">
          {widgetText.more(found.length - listed.length)}
        </p>
      ) : null}
    </Autocomplete>
  )
}
