import type { AdviceFacts } from '../../engine/discover/advice-facts'
import { setSearchRows, useDiscovering, type GapsChoice } from '../../stores/discovering'
import { discoverText } from '../../text/discover'
import { count } from '../../widgets/numbers'
import { Segmented } from '../../widgets/Segmented'
import styles from './Discover.module.css'

const text = discoverText.rows
const choices = (['by-method', 'complete-rows', 'test-wise'] as const).map((id) => ({
  id,
  label: text.choice[id],
}))

/** What a search does about gaps, with the rows that it comes to; only where there are some. */
export function RowsChoice({
  datasetId,
  facts,
  read,
}: {
  datasetId: string
  facts: AdviceFacts
  /** What the chosen method comes to do. */
  read: 'complete-rows' | 'test-wise'
}) {
  const choice = useDiscovering((state) => state.gaps[datasetId]) ?? 'by-method'
  const { total, complete } = facts.rows
  if (complete === total) return null
  return (
    <div className={styles.rowsChoice}>
      <span className={styles.rowsLabel}>{text.label}</span>
      <Segmented
        label={text.label}
        value={choice}
        choices={choices}
        onChange={(next: GapsChoice) => setSearchRows(datasetId, next)}
      />
      <p className={styles.note} data-gaps={read}>
        {text.read[read](count(complete), count(total))}
      </p>
    </div>
  )
}
