import { useMemo, useState } from 'react'
import { probability } from '../../engine/expression/build'
import { createPrinter } from '../../engine/expression/print'
import type { DerivationStep, Hedge } from '../../engine/identify/method'
import { useView } from '../../stores/view'
import { answerText } from '../../text/answer'
import { waysOutText } from '../../text/ways-out'
import { Derivation } from './Derivation'
import styles from './IdentifiedStep.module.css'
import { InstrumentRows } from './InstrumentRows'
import type { Situation } from './use-situation'
import { WhatWouldHelp } from './WhatWouldHelp'

const text = answerText.identified
const noSteps: readonly DerivationStep[] = []

/** Why no formula exists, in words, steps and a drawing, and what would change that. */
export function NotIdentified({ at }: { at: Situation }) {
  const found = at.answer?.identification
  if (!found || found.identifiable || !found.hedge || !at.treatment || !at.outcome) return null
  return (
    <>
      <p>{text.twoModels}</p>
      <Why at={at} hedge={found.hedge} steps={found.derivation ?? noSteps} />
      {at.standing.verdict === 'instrument' ? (
        <>
          <p className={styles.small}>{waysOutText.instrumentMeaning}</p>
          <InstrumentRows at={at} />
        </>
      ) : null}
      <WhatWouldHelp at={at} />
    </>
  )
}

function Why({ at, hedge, steps }: { at: Situation; hedge: Hedge; steps: readonly DerivationStep[] }) {
  const [open, setOpen] = useState(false)
  const rung = useView((state) => state.rung)
  const highlight = useView((state) => state.highlight)
  const { graph } = at
  const [treatment, outcome] = [at.treatment!.id, at.outcome!.id]
  const printer = useMemo(() => {
    const all = [probability([outcome], [], [treatment]), ...steps.map((step) => step.result)]
    return createPrinter(graph, all, { exposures: [treatment], outcomes: [outcome] })
  }, [graph, steps, treatment, outcome])
  return (
    <>
      <p
        data-hedge-words
        onMouseEnter={() => highlight(hedge.outer)}
        onMouseLeave={() => highlight([])}
        className={styles.small}
      >
        {text.hedgeIs(at.name(treatment), hedge.outer.map(at.name), hedge.inner.map(at.name))}{' '}
        {steps.length > 0 ? (
          <button
            type="button"
            className={styles.link}
            aria-expanded={open}
            data-section="steps"
            onClick={() => setOpen(!open)}
          >
            {open ? text.hideSteps : text.showSteps}
          </button>
        ) : null}{' '}
        {rung === 'see' ? (
          <button type="button" className={styles.link} onClick={() => useView.getState().setRung('do')}>
            {text.hedgeShow}
          </button>
        ) : null}
      </p>
      {open ? <Derivation steps={steps} printer={printer} name={at.name} /> : null}
    </>
  )
}
