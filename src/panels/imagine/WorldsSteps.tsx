import { useEffect, useState } from 'react'
import type { Query } from '../../document/project'
import { createPrinter } from '../../engine/expression/print'
import type { CausalGraph } from '../../engine/graph/graph'
import type { CounterfactualAnswer } from '../../engine/identify/counterfactual/counterfactual-answer'
import { lightNodes, showWorlds } from '../../stores/imagining'
import { useView } from '../../stores/view'
import { derivationText } from '../../text/derivation'
import { imagineText as text } from '../../text/imagine'
import { useMathML } from '../answer/use-mathml'
import styles from './Imagine.module.css'

interface StepsProps {
  graph: CausalGraph
  query: Query
  parts: readonly CounterfactualAnswer[]
}

/** The rules applied to the first part, in order; a step that is pressed marks what licenses it in the merged worlds. */
export function WorldsSteps({ graph, query, parts }: StepsProps) {
  const [part, setPart] = useState(0)
  const [pressed, setPressed] = useState<number | null>(null)
  const steps = (parts[part] ?? parts[0]).derivation
  const printer = createPrinter(
    graph,
    steps.flatMap(({ result }) => (result ? [result] : [])),
    {
      exposures: query.question.treatments.map(({ variable }) => variable),
      outcomes: query.question.outcomes,
    },
  )
  const sources = useMathML(steps.map(({ result }) => (result ? printer.latex(result) : '')))
  const shine = useView((state) => state.shine)

  useEffect(() => {
    const step = pressed === null || part > 0 ? null : steps[pressed]
    lightNodes(step?.shows.nodes ?? [])
    const onDrawing = step && step.shows.variables.length > 0
    shine(onDrawing ? { variables: step.shows.variables, edges: step.shows.edges } : null)
    return () => {
      lightNodes([])
      shine(null)
    }
  }, [pressed, part, steps, shine])

  return (
    <>
      {parts.length > 1 ? (
        <p className={styles.small}>
          {parts.map((_, i) => (
            <button
              key={i}
              type="button"
              className={styles.link}
              aria-pressed={part === i}
              onClick={() => {
                setPart(i)
                setPressed(null)
              }}
            >
              {text.partLabel(i, parts.length)}
            </button>
          ))}
        </p>
      ) : null}
      <ol className={styles.steps} aria-label={text.stepsLabel}>
        {steps.map((step, i) => (
          <li key={i}>
            <button
              type="button"
              className={styles.step}
              aria-pressed={pressed === i}
              data-rule={step.rule}
              onClick={() => {
                if (step.shows.nodes.length > 0 && part === 0) showWorlds('merged')
                setPressed(pressed === i ? null : i)
              }}
            >
              <span className={styles.small}>
                {i + 1} {derivationText.rules[step.rule] ?? step.rule}
              </span>
              <span>{step.sentence}</span>
              {step.result ? (
                sources ? (
                  <span className={styles.result} dangerouslySetInnerHTML={{ __html: sources[i] }} />
                ) : (
                  <span className={styles.result}>{printer.text(step.result)}</span>
                )
              ) : null}
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}
