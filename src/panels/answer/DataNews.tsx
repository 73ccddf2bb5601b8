import { useData } from '../../stores/data'
import { stepsText as text } from '../../text/steps'
import { count } from '../../widgets/numbers'
import styles from './EstimateStep.module.css'

/** What the steps did to the data before these numbers: rows taken out, and whether an edit has just changed them. */
export function DataNews({ stale }: { stale: boolean }) {
  const { entry, dataset, effects, state, change } = useData()
  if (!entry || !dataset || state === 'none') return null
  const [total, left] = [entry.source.rows, dataset.rows]
  const taking = effects.filter((effect) => effect.rowsAfter < effect.rowsBefore).length
  const failed = state === 'failed'
  return (
    <div role="status" data-data-news>
      {change && !failed ? (
        <p className={styles.small}>
          {state === 'deriving' || stale
            ? text.recomputing(change.step)
            : text.recomputed(text.changed[change.what](change.step))}
        </p>
      ) : null}
      {failed ? <p className={styles.small}>{text.stopped(effects.length + 1)}</p> : null}
      {left < total && state === 'fresh' ? (
        <p className={styles.small}>{text.removedRows(count(total - left), count(total), taking)}</p>
      ) : null}
    </div>
  )
}
