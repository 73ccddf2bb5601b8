import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Printer } from '../../engine/expression/print'
import type { VariableId } from '../../engine/graph/graph'
import type { DerivationStep } from '../../engine/identify/method'
import { useView } from '../../stores/view'
import { derivationText as text } from '../../text/derivation'
import styles from './Derivation.module.css'
import { useMathML } from './use-mathml'

interface DerivationProps {
  steps: readonly DerivationStep[]
  printer: Printer
  name: (id: VariableId) => string
}

/** The step that is shown; a pressed one stays when the focus goes elsewhere. */
interface Chosen {
  readonly of: readonly DerivationStep[]
  readonly at: number
  readonly pinned: boolean
}

/** How far the focus goes from one step to another. */
const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

/**
 * The rules applied, in order. A step that is pressed or has the focus shows on the canvas the part of the graph that
 * licenses it; arrow keys go from step to step, Escape shows the whole graph again.
 */
export function Derivation({ steps, printer, name }: DerivationProps) {
  const [chosen, choose] = useState<Chosen | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const sources = useMathML(steps.map((step) => printer.latex(step.result)))
  const shine = useView((state) => state.shine)
  // A newer derivation starts with none of its steps shown.
  const at = chosen?.of === steps ? chosen.at : null
  const pinned = at !== null && chosen?.pinned === true
  const show = (step: number | null, how: 'pinned' | 'passing' = 'passing') =>
    choose(step === null ? null : { of: steps, at: step, pinned: how === 'pinned' })

  useEffect(() => {
    shine(at === null ? null : steps[at].shows)
    return () => shine(null)
  }, [at, steps, shine])

  // A pressed step stays shown while the graph is looked at; Escape ends it from there too.
  useEffect(() => {
    if (at === null) return undefined
    const end = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) choose(null)
    }
    document.addEventListener('keydown', end)
    return () => document.removeEventListener('keydown', end)
  }, [at])

  const onKeyDown = (event: KeyboardEvent, step: number) => {
    if (event.key === 'Escape' && at !== null) {
      event.preventDefault()
      event.stopPropagation()
      return show(null)
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    const next = move(step, steps.length - 1)
    list.current?.querySelectorAll('button')[next]?.focus()
    show(next, pinned ? 'pinned' : 'passing')
  }
  const lit = at === null ? undefined : steps[at]?.shows.variables
  return (
    <div className={styles.derivation} data-derivation>
      <ol ref={list} className={styles.steps} aria-label={text.label}>
        {steps.map((step, i) => (
          <li key={i}>
            <button
              type="button"
              className={styles.step}
              aria-pressed={at === i}
              tabIndex={i === (at ?? 0) ? 0 : -1}
              data-rule={step.rule}
              onClick={() => show(at === i && pinned ? null : i, 'pinned')}
              onFocus={(event) => {
                if (event.target.matches(':focus-visible') && at !== i) show(i)
              }}
              onBlur={(event) => {
                if (!pinned && !list.current?.contains(event.relatedTarget)) show(null)
              }}
              onKeyDown={(event) => onKeyDown(event, i)}
            >
              <span className={styles.number}>{i + 1}</span>
              <span className={styles.body}>
                <span className={styles.rule}>{text.rules[step.rule] ?? step.rule}</span>
                <span>{step.sentence}</span>
                {sources ? (
                  <span className={styles.result} dangerouslySetInnerHTML={{ __html: sources[i] }} />
                ) : (
                  <span className={styles.result}>{printer.text(step.result)}</span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className={styles.hint}>{at === null ? text.hint : text.keys}</p>
      <p className={styles.spoken} role="status" aria-live="polite">
        {at === null || !lit ? '' : text.shown(at + 1, steps.length, lit.map(name))}
      </p>
    </div>
  )
}
