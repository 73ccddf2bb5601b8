import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Column } from '../../engine/data/dataset'
import { exploreText as text } from '../../text/explore'
import { Button } from '../../widgets/Button'
import { SearchMenu } from '../../widgets/SearchMenu'
import { KindIcon } from '../data/kinds'
import styles from './Explore.module.css'

interface ColumnChooserProps {
  readonly label: string
  readonly columns: readonly Column[]
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
  columns,
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
      choices={columns.map(({ name, kind }) => ({
        id: name,
        label: name,
        icon: <KindIcon kind={kind} />,
        chosen: name === chosen,
      }))}
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
