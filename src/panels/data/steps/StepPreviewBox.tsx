import type { Problem } from '../../../base/result'
import { shares, type Sparkline } from '../../../engine/data/sparkline'
import type { StepPreview } from '../../../engine/data/steps/preview'
import { dataText } from '../../../text/data'
import { stepsText as text } from '../../../text/steps'
import { count } from '../../../widgets/numbers'
import { Distribution } from '../Distribution'
import styles from './Steps.module.css'

const noShape: Sparkline = { form: 'none' }

/** What the step would do, as it is typed; the last answer stays, greyed, while the next is on its way. */
export function StepPreviewBox({
  preview,
  problems,
  waitsFor,
  stale,
}: {
  preview: StepPreview | null
  problems: readonly Problem[]
  /** What a preview is waiting for while there is none. */
  waitsFor: 'formula' | 'worker'
  stale: boolean
}) {
  return (
    <div className={styles.preview} data-stale={stale} aria-live="polite" data-step-preview>
      {problems.length > 0 ? (
        problems.map(({ message }) => <p key={message}>{message}</p>)
      ) : preview ? (
        <>
          <p>
            <span className={styles.thisStep}>{text.thisStep}</span> {preview.sentence}
          </p>
          {preview.rowsAfter < preview.rowsBefore ? (
            <div className={styles.bar} aria-hidden>
              <span style={{ flexGrow: preview.rowsAfter }} />
              <span style={{ flexGrow: preview.rowsBefore - preview.rowsAfter }} />
            </div>
          ) : null}
          {preview.column ? <MadeColumn column={preview.column} /> : null}
        </>
      ) : (
        <p className={styles.note}>{waitsFor === 'formula' ? text.previewHere : text.working}</p>
      )}
    </div>
  )
}

function MadeColumn({ column }: { column: NonNullable<StepPreview['column']> }) {
  const { labels } = column
  const shape = labels ? shares(labels.map(({ label, rows }) => ({ label, count: rows }))) : noShape
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{dataText.kinds[column.kind]}</dt>
          <dd>
            {column.span ? dataText.range(...column.span) : labels ? dataText.kindCount(labels.length) : null}
            {column.missing > 0 ? `, ${text.missingRows(count(column.missing))}` : ''}
          </dd>
          {shape.form === 'none' ? null : (
            <Distribution shape={shape} name={column.name} width={72} height={18} />
          )}
        </div>
        <div>
          <dt>{text.firstRows}</dt>
          <dd className={styles.cells}>{column.first.map((cell) => cell ?? text.noValue).join(', ')}</dd>
        </div>
      </dl>
    </>
  )
}
