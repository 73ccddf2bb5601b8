import { Ban, Plus } from 'lucide-react'
import type { ColumnFacts } from '../../../engine/data/steps/preview'
import type { RecodeStep, StepAction } from '../../../engine/data/steps/step'
import { dataText } from '../../../text/data'
import { stepsText as text } from '../../../text/steps'
import { Button } from '../../../widgets/Button'
import { IconButton } from '../../../widgets/IconButton'
import { count } from '../../../widgets/numbers'
import { Segmented } from '../../../widgets/Segmented'
import { Select } from '../../../widgets/Select'
import { TextField } from '../../../widgets/TextField'
import { labelList, targetOf, withTarget } from './recode-lines'
import styles from './Steps.module.css'

type Recode = Extract<StepAction, { type: 'recode' }>

const RESULT_KINDS = ['nominal', 'ordinal', 'binary', 'continuous', 'count'] as const

/** Every label with what it becomes; a column of many numbers gets lines to write both. */
export function RecodeFields({
  action,
  facts,
  onChange,
}: {
  action: Recode
  facts: ColumnFacts | undefined
  onChange: (action: Recode) => void
}) {
  return (
    <>
      {facts?.labels ? (
        <div className={styles.labels}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.label}</th>
                <th scope="col">{text.rowsHead}</th>
                <th scope="col">{text.becomes}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {facts.labels.map(({ label, rows }) => {
                const target = targetOf(action.values, label)
                const become = (to: string | null | undefined) =>
                  onChange({ ...action, values: withTarget(action.values, label, to) })
                return (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    <td>{count(rows)}</td>
                    <td>
                      <TextField
                        label={text.becomesOf(label)}
                        labelShown="hidden"
                        value={target ?? ''}
                        placeholder={target === null ? text.missing : label}
                        onChange={(to) => become(to === '' ? undefined : to)}
                      />
                    </td>
                    <td>
                      <IconButton
                        label={text.missingOf(label)}
                        size="sm"
                        icon={<Ban size={13} strokeWidth={1.75} />}
                        pressed={target === null}
                        onPress={() => become(target === null ? undefined : null)}
                      />
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      ) : facts ? (
        <Lines values={action.values} onChange={(values) => onChange({ ...action, values })} />
      ) : null}
      {facts && !facts.labels ? (
        <div className={styles.line}>
          <span className={styles.lineLabel}>{text.others}</span>
          <Segmented
            label={text.others}
            value={action.others}
            choices={(['keep', 'missing'] as const).map((id) => ({ id, label: text.othersChoice[id] }))}
            onChange={(others) => onChange({ ...action, others })}
          />
        </div>
      ) : null}
      <div className={styles.line}>
        <span className={styles.lineLabel}>{text.resultKind}</span>
        <Select
          label={text.resultKind}
          size="sm"
          value={action.kind}
          choices={RESULT_KINDS.map((id) => ({ id, label: dataText.kinds[id] }))}
          onChange={(kind) => onChange({ ...action, kind })}
        />
      </div>
    </>
  )
}

const emptyLine = { from: [], to: '' }

function Lines({
  values,
  onChange,
}: {
  values: RecodeStep['values']
  onChange: (values: RecodeStep['values']) => void
}) {
  const lines = values.length > 0 ? values : [emptyLine]
  const change = (at: number, changed: Partial<RecodeStep['values'][number]>) =>
    onChange(lines.map((line, i) => (i === at ? { ...line, ...changed } : line)))
  return (
    <div className={styles.lines}>
      <p className={styles.note}>{text.manyValues}</p>
      {lines.map((line, i) => (
        // Lines have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={i} className={styles.pair}>
          <TextField
            label={text.fromList(i + 1)}
            labelShown="hidden"
            value={line.from.join(', ')}
            placeholder="1, 2"
            onChange={(given) =>
              change(i, { from: given.endsWith(',') ? [...labelList(given), ''] : labelList(given) })
            }
          />
          <span aria-hidden>→</span>
          <TextField
            label={text.toLabel(i + 1)}
            labelShown="hidden"
            value={line.to ?? ''}
            placeholder={text.missing}
            onChange={(to) => change(i, { to: to === '' ? null : to })}
          />
        </div>
      ))}
      <Button
        size="sm"
        tone="quiet"
        icon={<Plus size={13} strokeWidth={1.75} />}
        onPress={() => onChange([...lines, emptyLine])}
      >
        {text.addLine}
      </Button>
    </div>
  )
}
