import { useState } from 'react'
import type { Printer } from '../../engine/expression/print'
import type { DerivationStep } from '../../engine/identify/method'
import { useView } from '../../stores/view'
import { answerText } from '../../text/answer'
import styles from './IdentifiedStep.module.css'
import { useMathML } from './use-mathml'

/** The rules applied, in order; a pressed step keeps its variables marked on the canvas. */
export function Derivation({ steps, printer }: { steps: readonly DerivationStep[]; printer: Printer }) {
  const [pressed, setPressed] = useState<number | null>(null)
  const sources = useMathML(steps.map((step) => printer.latex(step.result)))
  const highlight = useView((state) => state.highlight)
  const show = (at: number | null) => highlight(at === null ? [] : steps[at].shows.variables)
  return (
    <ol className={styles.derivation} aria-label={answerText.identified.stepsLabel}>
      {steps.map((step, i) => (
        <li key={i}>
          <button
            type="button"
            className={styles.derivationStep}
            aria-pressed={pressed === i}
            onClick={() => {
              const next = pressed === i ? null : i
              setPressed(next)
              show(next)
            }}
            onMouseEnter={() => show(i)}
            onMouseLeave={() => show(pressed)}
            onFocus={() => show(i)}
            onBlur={() => show(null)}
          >
            <span className={styles.derivationNumber}>{i + 1}</span>
            <span>
              {step.sentence}
              {sources ? (
                <span className={styles.stepResult} dangerouslySetInnerHTML={{ __html: sources[i] }} />
              ) : (
                <span className={styles.stepResult}>{printer.text(step.result)}</span>
              )}
            </span>
            <span className={styles.rule}>{answerText.identified.rules[step.rule] ?? step.rule}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
