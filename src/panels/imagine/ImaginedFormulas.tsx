import { lazy, Suspense, useState } from 'react'
import type { Query } from '../../document/project'
import { createPrinter } from '../../engine/expression/print'
import type { CausalGraph } from '../../engine/graph/graph'
import type { ImaginedAnswer } from '../../engine/identify/counterfactual/imagine'
import { imagineText as text } from '../../text/imagine'
import { useMathML } from '../answer/use-mathml'
import styles from './Imagine.module.css'

const WorldsSteps = lazy(() => import('./WorldsSteps').then((module) => ({ default: module.WorldsSteps })))

const ends = ['low', 'high', 'monotone'] as const

interface FormulasProps {
  answer: ImaginedAnswer
  graph: CausalGraph
  query: Query
}

/** The verdict, the formula of every part, and the steps or the obstacle. */
export function ImaginedFormulas({ answer, graph, query }: FormulasProps) {
  const [open, setOpen] = useState(false)
  const estimands = answer.parts.flatMap((part) => (part.verdict === 'identifiable' ? [part.estimand] : []))
  const printer = createPrinter(graph, estimands, {
    exposures: query.question.treatments.map(({ variable }) => variable),
    outcomes: query.question.outcomes,
  })
  const sources = useMathML(estimands.map((estimand) => printer.latex(estimand)))
  const limits = useMathML(
    answer.limits ? ends.map((end) => answer.limits![end].replace(/\b(max|min)\b/g, '\\$1')) : [],
  )
  const blocked = answer.parts.find((part) => part.verdict === 'not-identifiable')
  return (
    <>
      <h4 className={styles.verdict}>{text.verdict[answer.verdict]}</h4>
      {answer.verdict === 'bounded' ? <p>{text.boundedDetail}</p> : null}
      {answer.verdict === 'identified' ? (
        <dl className={styles.formulas}>
          {answer.parts.map((part, i) => {
            const at = part.verdict === 'identifiable' ? estimands.indexOf(part.estimand) : -1
            return (
              <div key={i}>
                <dt>{text.partLabel(i, answer.parts.length)}</dt>
                <dd>
                  {at < 0 ? (
                    text.impossible
                  ) : sources ? (
                    <span dangerouslySetInnerHTML={{ __html: sources[at] }} />
                  ) : (
                    printer.text(estimands[at])
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
      ) : null}
      {answer.verdict === 'identified' ? (
        <p className={styles.small}>
          {printer.legend.map(({ variable, text: symbol, name }) => (
            <span key={variable} className={styles.symbol}>
              <i>{symbol}</i> {name}
            </span>
          ))}
        </p>
      ) : null}
      {answer.limits ? (
        <dl className={styles.formulas}>
          {ends.map((end, i) => (
            <div key={end}>
              <dt>{text[end]}</dt>
              <dd>
                {limits?.[i] ? <span dangerouslySetInnerHTML={{ __html: limits[i] }} /> : answer.limits![end]}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {answer.verdict === 'not-identified' && blocked?.verdict === 'not-identifiable' ? (
        <p data-obstacle="">{blocked.explanation}</p>
      ) : null}
      <p>
        <button type="button" className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? text.hideSteps : text.showSteps}
        </button>
      </p>
      {open ? (
        <Suspense>
          <WorldsSteps graph={graph} parts={answer.parts} query={query} />
        </Suspense>
      ) : null}
    </>
  )
}
