import type { Dataset } from '../../engine/data/dataset'
import { toggleDiscoveryColumn } from '../../stores/discovering'
import { discoverText } from '../../text/discover'
import { Checkbox } from '../../widgets/Checkbox'
import styles from './Discover.module.css'

const text = discoverText.apart

/** Columns that tell rows apart without being searched over: places, times, and what was set. */
export function ApartColumns({ dataset, unchecked }: { dataset: Dataset; unchecked: readonly string[] }) {
  const contexts = dataset.columns.filter(({ role }) => role === 'regime' || role === 'time')
  const target = dataset.columns.find(({ role }) => role === 'intervention-target')
  if (contexts.length === 0 && !target) return null
  return (
    <div className={styles.apart} role="group" aria-label={text.label}>
      {contexts.map(({ name, role }) => (
        <Checkbox
          key={name}
          checked={!unchecked.includes(name)}
          onChange={() => toggleDiscoveryColumn(dataset.id, name)}
        >
          {role === 'time' ? text.time(name) : text.regime(name)}
        </Checkbox>
      ))}
      {target ? <p className={styles.note}>{text.target(target.name)}</p> : null}
    </div>
  )
}
