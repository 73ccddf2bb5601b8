import { ChevronDown } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import type { Column, Dataset } from '../../engine/data/dataset'
import { exploreText as text } from '../../text/explore'
import { Button } from '../../widgets/Button'
import { SearchMenu, type SearchChoice } from '../../widgets/SearchMenu'
import { KindIcon } from '../data/kinds'
import { drawableColumns } from './drawable'
import styles from './Explore.module.css'

export type ColumnChoices = readonly SearchChoice<string>[]

export const columnChoices = (columns: readonly Column[]): ColumnChoices =>
  columns.map(({ name, kind }) => ({ id: name, label: name, icon: <KindIcon kind={kind} /> }))

/** The columns that can be drawn, as choices; made once for all the menus of a view. */
export const useDrawableChoices = (dataset: Dataset): ColumnChoices =>
  useMemo(() => columnChoices(drawableColumns(dataset)), [dataset])

interface ColumnChooserProps {
  readonly label: string
  readonly choices: ColumnChoices
  readonly chosen: string | null
  readonly onChoose: (name: string) => void
  /** Stands on the button in place of the chosen name. */
  readonly children?: ReactNode
  readonly tone?: 'plain' | 'quiet'
  readonly size?: 'sm' | 'md'
}

/** One of the columns, found by typing. */
export function ColumnChooser({
  label,
  choices,
  chosen,
  onChoose,
  children,
  tone = 'plain',
  size,
}: ColumnChooserProps) {
  return (
    <SearchMenu
      label={label}
      searchLabel={text.columns.choose}
      empty={text.columns.nothing}
      choices={choices}
      onChoose={onChoose}
    >
      <Button tone={tone} size={size} label={chosen === null ? label : text.pair.choose(label, chosen)}>
        <span className={styles.chooser}>
          <span>{children ?? chosen ?? text.pair.pick}</span>
          <ChevronDown size={12} aria-hidden />
        </span>
      </Button>
    </SearchMenu>
  )
}
