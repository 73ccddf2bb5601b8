import { useEffect, useState } from 'react'
import type { PossibleEffects } from '../../engine/estimate/possible-effects'
import { nameOf, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import { usePossibleEffects, watchPossibleEffects } from '../../stores/possible-effects'
import { useShownGraph } from '../../stores/project'
import { checkText as text } from '../../text/check'
import { count, digitsFor, signed } from '../../widgets/numbers'
import { TableToggle } from '../../widgets/TableToggle'
import styles from './Check.module.css'
import { distinctValues, holdsDrawn } from './possible-values'
import { ValuesPlot } from './ValuesPlot'

/** What the data say of the question in every graph of the class; nothing without data and a question. */
export function PossibleEffectsPart() {
  useEffect(watchPossibleEffects, [])
  const { graph } = useShownGraph()
  const { request, value, problems, stale, computing } = usePossibleEffects()
  if (computing) return <p className={styles.small}>{text.working}</p>
  if (!request) return null
  return (
    <section className={styles.section} aria-label={text.possible} data-stale={stale} data-possible>
      <h4>{text.possible}</h4>
      {problems.map((problem) => (
        <p key={problem.message}>{problem.message}</p>
      ))}
      {value
        ? request.treatments.map((treatment, at) => (
            <OfTreatment
              key={treatment}
              graph={graph}
              found={value}
              at={at}
              treatments={request.treatments}
              outcome={request.outcome}
            />
          ))
        : null}
    </section>
  )
}

interface OfTreatmentProps {
  graph: CausalGraph
  found: PossibleEffects
  /** Position of the treatment. */
  at: number
  treatments: readonly VariableId[]
  outcome: VariableId
}

function OfTreatment({ graph, found, at, treatments, outcome }: OfTreatmentProps) {
  const [asTable, setAsTable] = useState(false)
  const [cause, effect] = [treatments[at], outcome].map((id) => nameOf(graph, id))
  const values = distinctValues(found, graph, treatments, at)
  const range = found.ranges[at]
  if (!range) return <p>{text.noEffect(cause, effect)}</p>
  const digits = Math.max(2, digitsFor(Math.max(Math.abs(range.least), Math.abs(range.greatest))) - 1)
  const drawn = values.find((one) => one.drawn)
  const sentence = text.effects({
    cause,
    effect,
    graphs: found.graphs,
    complete: found.complete,
    least: signed(range.least, digits),
    greatest: signed(range.greatest, digits),
    drawn: drawn ? signed(drawn.value, digits) : null,
  })
  return (
    <figure
      className={styles.figure}
      data-least={range.least}
      data-greatest={range.greatest}
      data-drawn={drawn?.value}
    >
      <p>{sentence}</p>
      {asTable ? (
        <EffectsTable found={found} at={at} graph={graph} treatments={treatments} digits={digits} />
      ) : (
        <ValuesPlot values={values} label={sentence} />
      )}
      <figcaption className={styles.small}>
        {text.effectsNote(cause, effect, count(found.rows.used), count(found.rows.total))}
      </figcaption>
      <div className={styles.actions}>
        <TableToggle label={text.table} shown={asTable} onChange={setAsTable} />
      </div>
    </figure>
  )
}

/** Classes that the table lists. */
const LISTED = 100

function EffectsTable({
  found,
  at,
  graph,
  treatments,
  digits,
}: Omit<OfTreatmentProps, 'outcome'> & { digits: number }) {
  return (
    <div className={styles.tableRoom} tabIndex={0} role="region" aria-label={text.possible}>
      <table className={styles.table}>
        <thead>
          <tr>
            {Object.values(text.effectsHead).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.classes.slice(0, LISTED).map((one) => {
            const causes = one.parents[at].map((id) => nameOf(graph, id)).join(', ') || text.noCauses
            return (
              <tr key={JSON.stringify(one.parents)}>
                <th scope="row">
                  {causes}
                  {holdsDrawn(one, graph, treatments) ? ` (${text.drawnMember})` : ''}
                </th>
                <td>{one.effects ? signed(one.effects[at], digits) : '–'}</td>
                <td>{one.standardErrors ? signed(one.standardErrors[at], digits).replace('+', '') : '–'}</td>
                <td>{one.graphs.toLocaleString('en-US')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
