import type { Statistic } from './pair-words'
import styles from './Explore.module.css'

/** Numbers with their names, and the rows behind each. */
export function Statistics({ statistics }: { statistics: readonly Statistic[] }) {
  return (
    <dl className={styles.statistics}>
      {statistics.map(({ label, value, from }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <b>{value}</b>
            <span>{from}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
