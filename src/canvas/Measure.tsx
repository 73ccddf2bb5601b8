import { percent } from '../widgets/numbers'
import styles from './Cards.module.css'

/** A share as a bar with its number. */
export function Measure({
  name,
  share,
  words = percent,
}: {
  name: string
  share: number
  words?: (share: number) => string
}) {
  return (
    <div className={styles.measure}>
      <span title={name}>{name}</span>
      <span className={styles.track}>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.number}>{words(share)}</span>
    </div>
  )
}
