import { useState } from 'react'
import { setMissing } from '../../document/commands/question-commands'
import type { MissingPlan, PlannedMethod } from '../../engine/estimate/missing-plan'
import type { OptionValues } from '../../engine/options'
import { cancelEstimates, estimateAgain, type EstimateRow } from '../../stores/answers'
import { useGaps } from '../../stores/gaps'
import { runCommand } from '../../stores/project'
import { missingText as text } from '../../text/missing'
import { Button } from '../../widgets/Button'
import { percent } from '../../widgets/numbers'
import { ProgressBar } from '../../widgets/ProgressBar'
import { OptionsForm } from '../discover/OptionsForm'
import styles from './MissingRows.module.css'
import { TokenMenu } from './TokenMenu'

const asSentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/, '')}.`

/** What is done about rows with gaps: the choice, what it will do, and how far it has come. */
export function MissingRows({ plan, rows }: { plan: MissingPlan; rows: readonly EstimateRow[] }) {
  const running = useGaps((state) => state.running)
  const chosen = plan.methods.find(({ method }) => method === plan.chosen)
  if (!chosen) return null
  const cancelled = rows.some(
    ({ result }) => result && !result.ok && result.problems[0]?.code === 'cancelled',
  )
  return (
    <div className={styles.gaps} data-missing={plan.chosen}>
      <p className={styles.line}>
        {text.title}{' '}
        <TokenMenu
          label={text.title}
          value={text.choices[chosen.method]}
          entries={plan.methods.map(({ method, label, sentence, possible }) => ({
            id: method,
            label,
            detail: asSentence(sentence),
            chosen: method === plan.chosen,
            disabled: !possible,
            run: () => {
              if (method !== plan.chosen) runCommand(setMissing, { method })
            },
          }))}
        />
      </p>
      <p className={styles.sentence}>{asSentence(chosen.sentence)}</p>
      {chosen.specs.length > 0 ? <Settings key={JSON.stringify(chosen.options)} chosen={chosen} /> : null}
      {running ? (
        <div className={styles.running}>
          <ProgressBar fraction={running.fraction} label={text.running} />
          <div className={styles.progress}>
            <span>
              {percent(running.fraction)}, {running.note}
            </span>
            <Button size="sm" onPress={cancelEstimates}>
              {text.cancel}
            </Button>
          </div>
        </div>
      ) : cancelled ? (
        <div className={styles.progress}>
          <span>{text.cancelled}</span>
          <Button size="sm" onPress={estimateAgain}>
            {text.again}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** The method's options; taken over together, because each change means computing anew. */
function Settings({ chosen: { method, specs, options } }: { chosen: PlannedMethod }) {
  const [draft, setDraft] = useState<OptionValues>(options)
  const changed = JSON.stringify(draft) !== JSON.stringify(options)
  return (
    <details className={styles.settings}>
      <summary>{text.settings}</summary>
      <OptionsForm
        specs={specs}
        values={draft}
        onChange={(id, value) => setDraft((before) => ({ ...before, [id]: value }))}
      />
      <Button
        size="sm"
        disabled={!changed}
        onPress={() => runCommand(setMissing, { method, options: draft })}
      >
        {text.apply}
      </Button>
    </details>
  )
}
