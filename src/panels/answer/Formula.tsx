import { useEffect, useRef } from 'react'
import type { Expression } from '../../engine/expression/expression'
import type { Printer } from '../../engine/expression/print'
import type { VariableId } from '../../engine/graph/graph'
import { useView } from '../../stores/view'
import { answerText } from '../../text/answer'
import { formulaParts } from './formula-parts'
import { useMathML } from './use-mathml'
import styles from './Formula.module.css'

interface FormulaProps {
  printer: Printer
  /** What is asked for, and what it equals. */
  left: Expression
  right: Expression
  treatment: VariableId
  outcome: VariableId
}

const positionOf = (element: Element | null): number | null => {
  const found = /(?:^| )term-(\d+)/.exec(element?.closest('.term')?.getAttribute('class') ?? '')
  return found ? Number(found[1]) : null
}

/** P(y | do(x)) = …, with terms that point at the canvas and are pointed at from there. */
export function Formula({ printer, left, right, treatment, outcome }: FormulaProps) {
  const { legend } = printer
  const sources = useMathML(formulaParts(printer, left, right))
  const highlight = useView((state) => state.highlight)
  const highlighted = useView((state) => state.highlighted)
  const formula = useRef<HTMLDivElement>(null)
  const roleOf = (id: VariableId) => (id === treatment ? 'exposure' : id === outcome ? 'outcome' : 'other')

  useEffect(() => {
    if (!sources) return
    for (const [position, { variable }] of legend.entries()) {
      const role = variable === treatment ? 'exposure' : variable === outcome ? 'outcome' : 'other'
      for (const term of formula.current?.querySelectorAll(`.term-${position}`) ?? []) {
        term.setAttribute('data-role', role)
        term.toggleAttribute('data-tinted', highlighted.includes(variable))
      }
    }
  }, [legend, highlighted, sources, treatment, outcome])

  return (
    <div className={styles.card}>
      <div
        ref={formula}
        className={styles.formula}
        role="group"
        aria-label={answerText.identified.formulaLabel}
        onMouseOver={(event) => {
          const position = positionOf(event.target as Element)
          highlight(position === null ? [] : [legend[position].variable])
        }}
        onMouseLeave={() => highlight([])}
      >
        {sources
          ? sources.map((source, i) => (
              <span key={i} className={styles.part} dangerouslySetInnerHTML={{ __html: source }} />
            ))
          : `${printer.text(left)} = ${printer.text(right)}`}
      </div>
      <ul className={styles.legend} aria-label={answerText.identified.legendLabel}>
        {legend.map(({ variable, text, name }) => (
          <li key={variable}>
            <button
              type="button"
              className={styles.symbol}
              data-role={roleOf(variable)}
              data-tinted={highlighted.includes(variable) ? '' : undefined}
              onMouseEnter={() => highlight([variable])}
              onMouseLeave={() => highlight([])}
              onFocus={() => highlight([variable])}
              onBlur={() => highlight([])}
              onClick={() => useView.getState().select({ variables: [variable] })}
            >
              <i>{text}</i> {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
