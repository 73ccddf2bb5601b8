import { useSampleSplit } from '../../stores/sample-split'
import { supportText } from '../../text/support'
import { count } from '../../widgets/numbers'
import { Segmented } from '../../widgets/Segmented'
import styles from './Discover.module.css'

const text = supportText.split
/** Said of a result whose search read one half of the rows. */
export const SplitNote = () => (
  <p className={styles.note} data-split-note>
    {text.ofResult}
  </p>
)

const choices = (['none', 'half'] as const).map((id) => ({ id, label: text.choice[id] }))

/** Whether the search leaves half of the rows for the effects that are asked for afterwards. */
export function SplitChoice({ rows }: { rows: number }) {
  const split = useSampleSplit((state) => state.split)
  const read = Math.ceil(rows / 2)
  return (
    <div className={styles.rowsChoice} data-split={split}>
      <span className={styles.rowsLabel} aria-hidden>
        {text.shortLabel}
      </span>
      <Segmented
        label={text.label}
        value={split}
        choices={choices}
        onChange={(next) => useSampleSplit.setState({ split: next })}
      />
      <p className={styles.note}>
        {split === 'half' ? text.half(count(read), count(rows - read)) : text.none}
      </p>
    </div>
  )
}
