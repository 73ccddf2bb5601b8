import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Dataset } from '../../engine/data/dataset'
import { useExploring } from '../../stores/exploring'
import { exploreText } from '../../text/explore'
import { IconButton } from '../../widgets/IconButton'
import { TextField } from '../../widgets/TextField'
import { Awaited } from './Awaited'
import { ColumnCard } from './ColumnCard'
import { ColumnsTable } from './ColumnsTable'
import { useDrawableChoices } from './ColumnChooser'
import { columnsMatching } from './drawable'
import styles from './Explore.module.css'
import { usePicture } from './use-picture'

const text = exploreText.columns

/** Columns described at a time; more come by turning the page. */
const PAGE = 24

/** Every column as a card: its distribution, what is missing, where its middle lies. */
export function ColumnsView({ dataset }: { dataset: Dataset }) {
  const [filter, setFilter] = useState('')
  const column = useExploring((state) => state.column)
  const form = useExploring((state) => state.form)
  const found = columnsMatching(dataset.columns, filter)
  // Opened from a column: the page that holds it.
  const opened = Math.max(
    0,
    found.findIndex(({ name }) => name === column),
  )
  const [turned, setTurned] = useState<number | null>(null)
  const from = Math.min(turned ?? Math.floor(opened / PAGE) * PAGE, Math.max(0, found.length - 1))
  const shown = found.slice(from, from + PAGE)
  const picture = usePicture('describe-columns', { names: shown.map(({ name }) => name) }, dataset)
  const others = useDrawableChoices(dataset)
  return (
    <>
      <div className={styles.tools}>
        <TextField
          label={text.filter}
          labelShown="hidden"
          placeholder={text.filter}
          value={filter}
          onChange={(next) => {
            setFilter(next)
            setTurned(0)
          }}
          className={styles.filter}
        />
        <span className={styles.quiet}>
          {found.length > PAGE
            ? text.page(from + 1, Math.min(found.length, from + PAGE), found.length)
            : text.all(found.length)}
        </span>
        {found.length > PAGE ? (
          <span className={styles.pager}>
            <IconButton
              label={text.earlier}
              icon={<ChevronLeft size={16} strokeWidth={1.75} />}
              disabled={from === 0}
              onPress={() => setTurned(Math.max(0, from - PAGE))}
            />
            <IconButton
              label={text.later}
              icon={<ChevronRight size={16} strokeWidth={1.75} />}
              disabled={from + PAGE >= found.length}
              onPress={() => setTurned(from + PAGE)}
            />
          </span>
        ) : null}
      </div>
      {shown.length === 0 ? <p className={styles.empty}>{text.none(filter)}</p> : null}
      {shown.length > 0 ? (
        <Awaited
          picture={picture}
          renderValue={(columns) =>
            form === 'table' ? (
              <ColumnsTable columns={columns} total={dataset.columns.length} />
            ) : (
              <ul className={styles.cards}>
                {columns.map((each) => (
                  <ColumnCard key={each.name} column={each} others={others} />
                ))}
              </ul>
            )
          }
        />
      ) : null}
    </>
  )
}
