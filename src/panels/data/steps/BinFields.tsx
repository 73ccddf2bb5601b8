import { useState } from 'react'
import type { ColumnFacts } from '../../../engine/data/steps/preview'
import type { StepAction } from '../../../engine/data/steps/step'
import { stepsText as text } from '../../../text/steps'
import { Segmented } from '../../../widgets/Segmented'
import { TextField } from '../../../widgets/TextField'
import { numberList } from './recode-lines'
import styles from './Steps.module.css'

type Bin = Extract<StepAction, { type: 'bin' }>

const WAYS = ['quantiles', 'equal-width', 'points'] as const
const CLASSES = 4

export function BinFields({
  action,
  facts,
  onChange,
}: {
  action: Bin
  facts: ColumnFacts | undefined
  onChange: (action: Bin) => void
}) {
  const { cuts } = action
  const [points, setPoints] = useState(cuts.by === 'points' ? cuts.points.join(', ') : '')
  const [classes, setClasses] = useState(String(cuts.by === 'points' ? CLASSES : cuts.classes))
  const cutBy = (by: (typeof WAYS)[number], written: { points?: string; classes?: string }) => {
    if (by === 'points')
      onChange({ ...action, cuts: { by, points: numberList(written.points ?? points).numbers } })
    else onChange({ ...action, cuts: { by, classes: Number(written.classes ?? classes) } })
  }
  const { odd } = numberList(points)
  return (
    <>
      <div className={styles.line}>
        <span className={styles.lineLabel}>{text.cutBy}</span>
        <Segmented
          label={text.cutBy}
          value={cuts.by}
          choices={WAYS.map((id) => ({ id, label: text.cuts[id] }))}
          onChange={(by) => cutBy(by, {})}
        />
      </div>
      {cuts.by === 'points' ? (
        <TextField
          label={text.points}
          value={points}
          placeholder={text.pointsPlaceholder}
          {...(odd === null ? {} : { invalid: text.notNumbers(odd) })}
          onChange={(written) => {
            setPoints(written)
            cutBy('points', { points: written })
          }}
        />
      ) : (
        <TextField
          label={text.classes}
          type="number"
          value={classes}
          onChange={(written) => {
            setClasses(written)
            cutBy(cuts.by, { classes: written })
          }}
        />
      )}
      {facts?.span ? <p className={styles.note}>{text.span(...facts.span)}</p> : null}
    </>
  )
}
