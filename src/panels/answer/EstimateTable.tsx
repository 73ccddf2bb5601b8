import type { EstimateRow } from '../../stores/answers'
import { answerText } from '../../text/answer'
import { count, signed } from '../../widgets/numbers'
import styles from './EstimateStep.module.css'
import { finished, labelOf, sharedDigits } from './estimate-rows'

const text = answerText.estimate

/** The same estimates as numbers, for the eye that wants digits and for the screen reader. */
export function EstimateTable({ rows }: { rows: readonly EstimateRow[] }) {
  const digits = sharedDigits(finished(rows))
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {Object.values(text.head).map((head, i) => (
              <th key={head} scope="col" data-align={i === 0 ? 'left' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { label, note } = labelOf(row.estimator)
            const estimate = row.result?.ok ? row.result.value : null
            return (
              <tr key={row.estimator}>
                <th scope="row">{note ? `${label}, ${note}` : label}</th>
                {estimate ? (
                  <>
                    <td>{signed(estimate.point, digits)}</td>
                    <td>
                      {estimate.standardError === null
                        ? '–'
                        : signed(estimate.standardError, digits).replace('+', '')}
                    </td>
                    <td>
                      {estimate.interval
                        ? estimate.interval.map((end) => signed(end, digits)).join(' to ')
                        : text.noInterval}
                      {estimate.interval ? (
                        <span className={styles.kind}>{text.kinds[estimate.intervalKind]}</span>
                      ) : null}
                    </td>
                    <td>{count(estimate.rows.used)}</td>
                  </>
                ) : (
                  <td colSpan={4}>{row.result ? text.notApplicable : text.running(label)}</td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
