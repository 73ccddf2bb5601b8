import { GripVertical, Plus, TriangleAlert, X } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { moveStep, removeStep } from '../../../document/commands/data-commands'
import type { DataEntry } from '../../../document/project'
import { stepLabel } from '../../../document/step-label'
import type { DataStep, StepEffect } from '../../../engine/data/steps/step'
import { useData } from '../../../stores/data'
import { runCommand } from '../../../stores/project'
import { draftStep } from '../../../stores/step-draft'
import { stepsText as text } from '../../../text/steps'
import { Button } from '../../../widgets/Button'
import { IconButton } from '../../../widgets/IconButton'
import { Menu } from '../../../widgets/Menu'
import { count } from '../../../widgets/numbers'
import { newStep, type NewStep } from './new-step'
import styles from './Steps.module.css'

const NEW: readonly NewStep[] = ['filter', 'recode', 'bin', 'derive', 'drop', 'rename', 'randomised']

const changesRows = (effect: StepEffect) => effect.rowsAfter !== effect.rowsBefore

/** What is done to the file before anything is computed: a list that is read, changed, moved and undone. */
export function StepList() {
  const { entry, dataset, effects, state, problems, change } = useData()
  const anchor = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  if (!entry || !dataset) return null
  const { steps, source } = entry
  const failedAt = state === 'failed' ? effects.length : -1
  const changedStep = change && state === 'deriving' ? change.step : null
  return (
    <section className={styles.section} aria-labelledby="steps-title" aria-busy={state === 'deriving'}>
      <header className={styles.head}>
        <h2 id="steps-title">{text.title}</h2>
        <span className={styles.state} role="status">
          {state === 'deriving'
            ? changedStep === null
              ? text.recomputingAll
              : text.recomputing(changedStep)
            : null}
        </span>
      </header>
      {steps.length === 0 ? (
        <p className={styles.none}>{text.none}</p>
      ) : (
        <ol className={styles.list} aria-label={text.listLabel}>
          {steps.map((step, at) => (
            <StepRow
              key={step.id}
              entry={entry}
              step={step}
              at={at}
              effect={effects.find(({ id }) => id === step.id)}
              stale={state === 'deriving' && at + 1 >= (change?.step ?? 1)}
              problem={at === failedAt ? problems.map(({ message }) => message).join(' ') : null}
              unreached={failedAt >= 0 && at > failedAt}
              dragged={dragged}
              onDrag={setDragged}
              onMoved={(to) => setSaid(text.movedTo(to + 1, steps.length))}
            />
          ))}
        </ol>
      )}
      <p className={styles.hidden} role="status">
        {said}
      </p>
      {steps.length > 0 ? (
        <p className={styles.hidden} id="steps-keys">
          {text.keysHint}
        </p>
      ) : null}
      <div className={styles.add} ref={anchor}>
        <Menu
          label={text.addLabel}
          entries={NEW.map((type) => ({
            id: type,
            label: text.kinds[type].label,
            detail: text.kinds[type].detail,
            opens: 'field',
            run: () => {
              if (anchor.current) draftStep(newStep(type, dataset.columns), anchor.current)
            },
          }))}
        >
          <Button size="sm" icon={<Plus size={14} strokeWidth={1.75} />} label={text.addLabel}>
            {text.add}
          </Button>
        </Menu>
        {state === 'fresh' && effects.filter(changesRows).length > 1 ? (
          <span className={styles.total}>{text.rows(count(source.rows), count(dataset.rows))}</span>
        ) : null}
      </div>
    </section>
  )
}

interface StepRowProps {
  entry: DataEntry
  step: DataStep
  at: number
  effect: StepEffect | undefined
  stale: boolean
  problem: string | null
  unreached: boolean
  dragged: string | null
  onDrag: (id: string | null) => void
  /** Where it is now, from 0. */
  onMoved: (to: number) => void
}

function StepRow({
  entry,
  step,
  at,
  effect,
  stale,
  problem,
  unreached,
  dragged,
  onDrag,
  onMoved,
}: StepRowProps) {
  const row = useRef<HTMLLIElement>(null)
  const [over, setOver] = useState(false)
  const n = at + 1
  const datasetId = entry.source.id
  const { id, ...action } = step
  const edit = () => {
    if (row.current) draftStep(action, row.current, id)
  }
  const remove = () => {
    const list = row.current?.parentElement
    if (!runCommand(removeStep, { datasetId, id })) return
    requestAnimationFrame(() =>
      list?.querySelectorAll<HTMLElement>('[data-edit-step]')[Math.max(0, at - 1)]?.focus(),
    )
  }
  const move = (wanted: number) => {
    const list = row.current?.parentElement
    const to = Math.max(0, Math.min(entry.steps.length - 1, wanted))
    if (to === at || !runCommand(moveStep, { datasetId, id, to })) return
    onMoved(to)
    requestAnimationFrame(() => list?.querySelector<HTMLElement>(`[data-edit-step="${id}"]`)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (event.altKey && by) move(at + by)
    else if (event.key === 'Delete' || event.key === 'Backspace') remove()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const sentence = effect?.sentence ?? stepLabel(step)
  return (
    <li
      ref={row}
      className={styles.row}
      data-step-id={id}
      data-step-number={n}
      data-stale={stale}
      data-over={over && dragged !== null && dragged !== id}
      onDragOver={(event) => {
        if (dragged === null) return
        event.preventDefault()
        event.stopPropagation()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (dragged === null) return
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        if (dragged !== id) runCommand(moveStep, { datasetId, id: dragged, to: at })
        onDrag(null)
      }}
    >
      <span
        className={styles.grip}
        draggable
        aria-hidden
        title={text.drag(n)}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move'
          event.dataTransfer.setData('text/plain', sentence)
          onDrag(id)
        }}
        onDragEnd={() => onDrag(null)}
      >
        <span className={styles.number}>{n}</span>
        <GripVertical size={12} strokeWidth={1.75} className={styles.dots} />
      </span>
      <div className={styles.text}>
        <button
          type="button"
          className={styles.edit}
          data-edit-step={id}
          aria-label={text.stepOf(n, sentence)}
          aria-describedby="steps-keys"
          title={`${text.edit(n)}\n${text.keysHint}`}
          onClick={edit}
          onKeyDown={onKeyDown}
        >
          <span>{sentence}</span>
          {effect && changesRows(effect) ? (
            <span className={styles.meta}>
              {text.rows(count(effect.rowsBefore), count(effect.rowsAfter))}
            </span>
          ) : null}
        </button>
        {problem ? (
          <span className={styles.failed} role="alert">
            <TriangleAlert size={13} strokeWidth={1.75} aria-hidden />
            {problem}
          </span>
        ) : null}
        {unreached ? <span className={styles.meta}>{text.notReached}</span> : null}
      </div>
      <IconButton
        label={text.remove(n)}
        icon={<X size={13} strokeWidth={1.75} />}
        size="sm"
        className={styles.remove}
        onPress={remove}
      />
    </li>
  )
}
