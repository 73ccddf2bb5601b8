import { lazy, Suspense, useMemo, useState } from 'react'
import { probability } from '../../engine/expression/build'
import { createPrinter } from '../../engine/expression/print'
import type { Identification } from '../../engine/identify/method'
import { answerText } from '../../text/answer'
import { AdjustmentSets } from './AdjustmentSets'
import { AdjustmentWishes } from './AdjustmentWishes'
import { Formula } from './Formula'
import styles from './IdentifiedStep.module.css'
import type { Situation } from './use-situation'
import { pathSentence } from './verdict'

const text = answerText.identified

const Derivation = lazy(() => import('./Derivation').then((module) => ({ default: module.Derivation })))
const Reasons = lazy(() => import('./Reasons').then((module) => ({ default: module.Reasons })))
const OtherWays = lazy(() => import('./OtherWays').then((module) => ({ default: module.OtherWays })))

type Section = 'steps' | 'wishes' | 'ways'
type Found = Extract<Identification, { identifiable: true }>

/** The formula, why it holds, the steps that lead to it, and the sets and ways that do as well. */
export function Answered({ at }: { at: Situation }) {
  const found = at.answer?.identification
  if (!found?.identifiable || !at.treatment || !at.outcome) return null
  return <Told at={at} found={found} treatment={at.treatment.id} outcome={at.outcome.id} />
}

interface ToldProps {
  at: Situation
  found: Found
  treatment: NonNullable<Situation['treatment']>['id']
  outcome: NonNullable<Situation['outcome']>['id']
}

function Told({ at, found, treatment, outcome }: ToldProps) {
  const [open, setOpen] = useState<Section | null>(null)
  const { must, forbidden } = at.query.question
  const hasWishes = must.length + forbidden.length > 0
  const { graph } = at
  const [asked, printer] = useMemo(() => {
    const left = probability([outcome], [], [treatment])
    const all = [left, found.estimand, ...found.derivation.map((step) => step.result)]
    return [left, createPrinter(graph, all, { exposures: [treatment], outcomes: [outcome] })] as const
  }, [graph, found, treatment, outcome])
  const others = graph.variables.length > 2
  const byAdjustment = found.method === 'adjustment'
  const total = at.query.question.effect === 'total' && at.standing.verdict !== 'no-effect'
  const link = (section: Section, closed: string, opened = closed) => (
    <button
      type="button"
      className={styles.link}
      aria-expanded={open === section}
      data-section={section}
      onClick={() => setOpen(open === section ? null : section)}
    >
      {open === section ? opened : closed}
    </button>
  )
  return (
    <>
      <Formula
        printer={printer}
        left={asked}
        right={found.estimand}
        treatment={treatment}
        outcome={outcome}
      />
      <p>
        {pathSentence(at)}{' '}
        {found.derivation.length > 0 ? link('steps', text.showSteps, text.hideSteps) : null}{' '}
        {others && byAdjustment ? link('wishes', text.reasons) : null}{' '}
        {others && total ? link('ways', text.otherWays) : null}
      </p>
      <Suspense>
        {open === 'steps' ? (
          <Derivation steps={found.derivation} printer={printer} name={at.name} />
        ) : open === 'ways' ? (
          <OtherWays at={at} />
        ) : null}
      </Suspense>
      {open === 'wishes' ? (
        <Suspense>
          <Reasons at={at} />
        </Suspense>
      ) : null}
      {hasWishes ? <AdjustmentWishes at={at} /> : null}
      {byAdjustment ? <AdjustmentSets at={at} /> : null}
    </>
  )
}
