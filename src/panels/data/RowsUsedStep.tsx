import type { PreviewedRows } from '../../engine/data/import-preview'
import { dataText as text } from '../../text/data'
import { count } from '../../widgets/numbers'
import { PanelStep } from '../../widgets/PanelStep'
import styles from './ImportSide.module.css'
import { lostRows } from './lost-rows'

const NAMES_SHOWN = 3

/** How many rows have a value in every used column, and why the others do not. */
export function RowsUsedStep({ rows }: { rows: PreviewedRows | null }) {
  const state = rows === null ? 'waiting' : rows.complete === 0 ? 'warning' : 'ok'
  const lost = rows ? lostRows(rows, NAMES_SHOWN) : null
  return (
    <PanelStep
      state={state}
      number={5}
      title={text.rowsStep}
      meta={text.rowsMeta}
      stateLabel={text.state[state]}
      last="last"
    >
      {rows && lost ? (
        <>
          <p className={styles.rows}>
            <strong data-complete-rows={rows.complete}>{count(rows.complete)}</strong>{' '}
            {text.completeRows(count(rows.total))}
          </p>
          <div className={styles.bar} aria-hidden>
            <span className={styles.complete} style={{ flexGrow: rows.complete }} />
            <span className={styles.missing} style={{ flexGrow: lost.missing }} />
            <span className={styles.unsettled} style={{ flexGrow: rows.unsettled }} />
          </div>
          <ul className={styles.legend}>
            {lost.missing > 0 ? (
              <li>
                <span className={styles.missing} aria-hidden />
                {text.missRows(count(lost.missing), lost.names)}
              </li>
            ) : null}
            {rows.unsettled > 0 ? (
              <li>
                <span className={styles.unsettled} aria-hidden />
                {text.unsettledRows(count(rows.unsettled))}
              </li>
            ) : null}
          </ul>
          <p className={styles.note}>{text.rowsNote}</p>
        </>
      ) : (
        <p className={styles.body}>{text.counting}</p>
      )}
    </PanelStep>
  )
}
