import { useState } from 'react'
import type { Estimate } from '../../engine/estimate/estimator'
import { answerText } from '../../text/answer'
import { count } from '../../widgets/numbers'
import { OverlapPlot } from '../../widgets/plots/OverlapPlot'
import styles from './IdentifiedStep.module.css'

const text = answerText.estimate
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

interface OverlapSectionProps {
  estimates: readonly Estimate[]
  from: string
  to: string
}

/** The propensities of both groups: folded away while they look well, open when they do not. */
export function OverlapSection({ estimates, from, to }: OverlapSectionProps) {
  const [opened, setOpened] = useState<boolean | null>(null)
  const found = estimates.find((estimate) => estimate.overlap)
  if (!found?.overlap) return null
  const warnings = estimates.flatMap((estimate) =>
    estimate.diagnostics.filter((diagnostic) => diagnostic.level === 'warning'),
  )
  const labels = [...new Set(warnings.map((warning) => `${warning.label}: ${warning.value}`))]
  const open = opened ?? warnings.length > 0
  const { binEdges, treated, untreated, effectiveRows } = found.overlap
  return (
    <div>
      {labels.map((label) => (
        <p key={label} className={styles.small}>
          {label}
        </p>
      ))}
      <button type="button" className={styles.link} aria-expanded={open} onClick={() => setOpened(!open)}>
        {text.overlapShow}
      </button>
      {open ? (
        <>
          <OverlapPlot
            binEdges={binEdges}
            above={treated}
            below={untreated}
            aboveLabel={text.overlapGroup(to, count(sum(treated)))}
            belowLabel={text.overlapGroup(from, count(sum(untreated)))}
            axisLabel={text.overlapAxis(to)}
            label={text.overlapPlot}
          />
          <p className={styles.small}>
            {text.effectiveRows(count(Math.round(effectiveRows)), count(found.rows.used))}
          </p>
        </>
      ) : null}
    </div>
  )
}
