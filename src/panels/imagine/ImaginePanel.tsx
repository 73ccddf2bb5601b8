import { useEffect } from 'react'
import { activeQuery, imaginedOf } from '../../document/project'
import { nameOf, type VariableId } from '../../engine/graph/graph'
import { useData } from '../../stores/data'
import { eventOf, useImagining, watchImagined } from '../../stores/imagining'
import { usePresent, useShownGraph } from '../../stores/project'
import { imagineText as text } from '../../text/imagine'
import { PanelStep } from '../../widgets/PanelStep'
import type { StepState } from '../../widgets/StateDisc'
import { useMedia } from '../../widgets/use-media'
import { ImaginedFormulas } from './ImaginedFormulas'
import { ImaginedNumber } from './ImaginedNumber'
import { ImaginedQuestion } from './ImaginedQuestion'
import styles from './Imagine.module.css'
import { WorldsCard } from './WorldsCard'

/** The sheet break: below it the worlds stand in the panel, not on the canvas. */
const NARROW = '(max-width: 900px)'

/** The right-hand column on the rung Imagine: the question, whether it is determined, and its number. */
export function ImaginePanel() {
  useEffect(watchImagined, [])
  const narrow = useMedia(NARROW)
  const { graph } = useShownGraph()
  const query = activeQuery(usePresent())
  const { dataset } = useData()
  const { wanted, answer, numbers, wantedNumbers } = useImagining()
  const { kind } = imaginedOf(query)
  const name = (id: VariableId) => nameOf(graph, id)
  const found = answer.value
  const stale = answer.key !== wanted
  const identified: StepState =
    answer.problems.length > 0
      ? 'blocked'
      : !found
        ? 'waiting'
        : ({ identified: 'ok', bounded: 'warning', 'not-identified': 'blocked' } as const)[found.verdict]
  const numbered: StepState = numbers.problems.length > 0 ? 'blocked' : numbers.value ? 'ok' : 'waiting'
  const label = (title: string, state: StepState) => `${title}: ${text.state[state]}`
  return (
    <div className={styles.panel} role="region" aria-label={text.panel} data-imagine={kind}>
      <PanelStep
        state={wanted ? 'ok' : 'waiting'}
        number={1}
        title={text.question}
        stateLabel={label(text.question, wanted ? 'ok' : 'waiting')}
      >
        <ImaginedQuestion graph={graph} query={query} event={eventOf(dataset, graph, query.question)} />
      </PanelStep>
      <PanelStep
        state={identified}
        number={2}
        title={text.identified}
        stateLabel={label(text.identified, identified)}
        attributes={{ 'data-verdict': found?.verdict ?? 'none' }}
      >
        <div className={styles.body} data-stale={stale} aria-busy={stale}>
          {wanted === null ? <p>{text.pick}</p> : null}
          {wanted !== null && !found && answer.problems.length === 0 ? <p>{text.working}</p> : null}
          {answer.problems.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
          {found && wanted !== null ? <ImaginedFormulas answer={found} graph={graph} query={query} /> : null}
        </div>
      </PanelStep>
      {narrow ? <WorldsCard place="panel" /> : null}
      <PanelStep
        state={numbered}
        number={3}
        title={text.number}
        stateLabel={label(text.number, numbered)}
        last="last"
      >
        <div className={styles.body} data-stale={numbers.key !== null && numbers.key !== wantedNumbers}>
          <ImaginedNumber
            found={found}
            hasData={dataset !== null}
            running={wantedNumbers !== null && numbers.key !== wantedNumbers}
            numbers={numbers}
            outcome={query.question.outcomes[0] === undefined ? '' : name(query.question.outcomes[0])}
            event={String(eventOf(dataset, graph, query.question).event)}
          />
        </div>
      </PanelStep>
    </div>
  )
}
