import { useEffect, useState } from 'react'
import type { Result } from '../../base/result'
import type { VariableId } from '../../engine/graph/graph'
import type { InstrumentList } from '../../engine/identify/instruments'
import { callEngine } from '../../stores/jobs'
import { useView } from '../../stores/view'
import { BUDGET } from '../../stores/ways-out'
import { waysOutText as text } from '../../text/ways-out'
import { Button } from '../../widgets/Button'
import { InstrumentTable } from './InstrumentRows'
import type { Situation } from './use-situation'
import styles from './WaysOut.module.css'

/** How many sets are asked for at first, and with each "List more". */
const BATCH = 8

/** A result with the answer that it belongs to. */
interface Of<T> {
  readonly of: unknown
  readonly value: T
}

/** Other ways to the same effect: mediators that carry all of it, and instruments. Sought when opened. */
export function OtherWays({ at }: { at: Situation }) {
  return (
    <div className={styles.help} data-other-ways>
      <FrontDoorSets at={at} />
      <Instruments at={at} />
    </div>
  )
}

function FrontDoorSets({ at }: { at: Situation }) {
  const [listed, setListed] = useState<Of<Result<{ sets: VariableId[][]; more: boolean }>> | null>(null)
  const [limit, setLimit] = useState(BATCH)
  const highlight = useView((state) => state.highlight)
  const { answer, graph } = at
  const { question } = at.query
  useEffect(() => {
    let left = false
    callEngine('live', 'front-door-sets', { graph, question, limit }).then(
      (value) => left || setListed({ of: answer, value }),
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [answer, graph, question, limit])
  const result = listed && listed.of === answer ? listed.value : null
  const sets = result?.ok ? result.value.sets.filter((set) => set.length > 0) : []
  return (
    <section aria-label={text.frontDoor} data-front-door>
      <h5 className={styles.title}>{text.frontDoor}</h5>
      {!result ? <p className={styles.small}>{text.listing}</p> : null}
      {result && !result.ok ? result.problems.map(({ message }) => <p key={message}>{message}</p>) : null}
      {result?.ok ? (
        <p className={styles.small}>
          {sets.length === 0 ? text.frontDoorNone : text.setsTitle(sets.length, result.value.more)}
        </p>
      ) : null}
      <ul className={styles.list}>
        {sets.map((set) => (
          <li
            key={set.join('\n')}
            className={styles.item}
            data-front-door-set={set.map(at.name).join(', ')}
            onMouseEnter={() => highlight(set)}
            onMouseLeave={() => highlight([])}
          >
            <b>{set.map(at.name).join(', ')}</b>
          </li>
        ))}
      </ul>
      {result?.ok && result.value.more ? (
        <Button size="sm" onPress={() => setLimit(limit + BATCH)}>
          {text.more}
        </Button>
      ) : null}
    </section>
  )
}

function Instruments({ at }: { at: Situation }) {
  const [listed, setListed] = useState<Of<Result<InstrumentList>> | null>(null)
  const { answer, graph } = at
  const [treatment, outcome] = [at.treatment?.id, at.outcome?.id]
  useEffect(() => {
    let left = false
    if (treatment === undefined || outcome === undefined) return
    callEngine('live', 'instruments', { graph, treatment, outcome, budget: BUDGET }).then(
      (value) => left || setListed({ of: answer, value }),
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [answer, graph, treatment, outcome])
  const result = listed && listed.of === answer ? listed.value : null
  return (
    <section aria-label={text.instruments}>
      <h5 className={styles.title}>{text.instruments}</h5>
      {!result ? <p className={styles.small}>{text.listing}</p> : null}
      {result && !result.ok ? result.problems.map(({ message }) => <p key={message}>{message}</p>) : null}
      {result?.ok && result.value.instruments.length > 0 ? (
        <>
          <p className={styles.small}>{text.instrumentMeaning}</p>
          <InstrumentTable at={at} instruments={result.value.instruments} complete={result.value.complete} />
        </>
      ) : null}
      {result?.ok && result.value.instruments.length === 0 ? (
        <p className={styles.small}>
          {result.value.complete ? text.instrumentsNone : text.instrumentsNoneYet}
        </p>
      ) : null}
    </section>
  )
}
