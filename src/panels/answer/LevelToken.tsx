import { useState } from 'react'
import { setContrast } from '../../document/commands/question-commands'
import { columnNamed } from '../../engine/data/dataset'
import type { Value } from '../../engine/identify/question'
import { runCommand } from '../../stores/project'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import { PopoverCard } from '../../widgets/PopoverCard'
import { TextField } from '../../widgets/TextField'
import { valueText } from './amount'
import { levelChoices, readNumber } from './contrast'
import styles from './QuestionStep.module.css'
import { TokenMenu } from './TokenMenu'
import type { Situation } from './use-situation'

const text = answerText.question

/** One end of the contrast: a menu of levels, or a number to type. */
export function LevelToken({ at, end }: { at: Situation; end: 'from' | 'to' }) {
  if (!at.contrast || !at.treatment) return null
  const { from, to } = at.contrast
  const value = at.contrast[end]
  const label = end === 'from' ? text.fromLabel : text.toLabel
  const choices = levelChoices(at.dataset ? columnNamed(at.dataset, at.treatment.name) : undefined)
  const set = (chosen: Value) => {
    const other = end === 'from' ? to : from
    // Choosing the other end's level swaps the two: a contrast of a level with itself asks nothing.
    const rest = chosen === other ? value : other
    runCommand(setContrast, end === 'from' ? { from: chosen, to: rest } : { from: rest, to: chosen })
  }
  if (!choices) return <NumberToken label={label} value={value} onSet={set} />
  return (
    <TokenMenu
      label={label}
      value={valueText(value)}
      entries={choices.map((choice) => ({
        id: String(choice),
        label: valueText(choice),
        chosen: choice === value,
        run: () => set(choice),
      }))}
    />
  )
}

interface NumberProps {
  label: string
  value: Value
  onSet: (value: Value) => void
}

function NumberToken({ label, value, onSet }: NumberProps) {
  return (
    <span className={styles.token}>
      <PopoverCard
        label={label}
        renderCard={(close) => <NumberCard label={label} value={value} onSet={onSet} close={close} />}
      >
        <Button size="sm" label={`${label}: ${valueText(value)}`}>
          <span className={styles.word}>{valueText(value)}</span>
        </Button>
      </PopoverCard>
    </span>
  )
}

function NumberCard({ label, value, onSet, close }: NumberProps & { close: () => void }) {
  const [draft, setDraft] = useState(String(value))
  const number = readNumber(draft)
  const settle = () => {
    if (number === null) return
    if (number !== value) onSet(number)
    close()
  }
  return (
    <div className={styles.numberCard}>
      <TextField
        label={label}
        value={draft}
        onChange={setDraft}
        onSubmit={settle}
        invalid={number === null ? text.notANumber : undefined}
        autoFocus
      />
      <Button onPress={settle} disabled={number === null}>
        {text.set}
      </Button>
    </div>
  )
}
