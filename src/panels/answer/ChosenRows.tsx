import { TriangleAlert } from 'lucide-react'
import { useChosenRows, useSampleSplit } from '../../stores/sample-split'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import styles from './EstimateStep.module.css'

const text = answerText.chosenRows

/** Whether the rows that chose the graph also give its effects, and the way to the rows that did not. */
export function ChosenRows() {
  const { rows, effects } = useChosenRows()
  if (rows.kind === 'unrelated') return null
  if (rows.kind === 'halved') {
    const other = effects === 'held-out' ? 'all' : 'held-out'
    return (
      <div data-chosen-rows={effects}>
        {effects === 'held-out' ? <p className={styles.small}>{text.heldOut}</p> : <Same />}
        <div className={styles.actions}>
          <Button size="sm" tone="quiet" onPress={() => useSampleSplit.setState({ effects: other })}>
            {text.use[other]}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div data-chosen-rows={rows.kind}>
      <Same />
      {rows.kind === 'halves-lost' ? <p className={styles.small}>{text.lost}</p> : null}
    </div>
  )
}

const Same = () => (
  <p className={styles.warning}>
    <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
    {text.same}
  </p>
)
