import type { Estimate } from '../../engine/estimate/estimator'
import { answerText } from '../../text/answer'
import { count } from '../../widgets/numbers'
import { OverlapPlot } from '../../widgets/plots/OverlapPlot'
import styles from './EstimateStep.module.css'

const text = answerText.estimate
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Who could have had either: the propensities of both groups, and what the weights leave. */
export function OverlapFigure({ estimate, from, to }: { estimate: Estimate; from: string; to: string }) {
  if (!estimate.overlap) return null
  const { binEdges, treated, untreated, effectiveRows } = estimate.overlap
  return (
    <div>
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
        {text.effectiveRows(count(Math.round(effectiveRows)), count(estimate.rows.used))}
      </p>
    </div>
  )
}
