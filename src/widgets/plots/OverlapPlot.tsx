import { overlapBars } from './overlap'
import styles from './plots.module.css'

interface OverlapPlotProps {
  binEdges: readonly number[]
  above: readonly number[]
  below: readonly number[]
  aboveLabel: string
  belowLabel: string
  axisLabel: string
  label: string
}

const HALF = 34

/** Two groups' propensities as mirrored histograms on the axis from 0 to 1: where only one has bars, nothing compares. */
export function OverlapPlot({
  binEdges,
  above,
  below,
  aboveLabel,
  belowLabel,
  axisLabel,
  label,
}: OverlapPlotProps) {
  const bars = overlapBars(binEdges, above, below)
  return (
    <figure className={styles.overlap} aria-label={label}>
      <span className={styles.overlapAbove}>{aboveLabel}</span>
      <svg width="100%" height={2 * HALF + 1} role="img" aria-label={label}>
        {bars.map((bar) => (
          <g key={bar.at}>
            <rect
              className={styles.barAbove}
              x={`${bar.at * 100}%`}
              width={`${bar.width * 96}%`}
              y={HALF * (1 - bar.above)}
              height={HALF * bar.above}
            />
            <rect
              className={styles.barBelow}
              x={`${bar.at * 100}%`}
              width={`${bar.width * 96}%`}
              y={HALF + 1}
              height={HALF * bar.below}
            />
          </g>
        ))}
        <line className={styles.overlapAxis} x1="0" x2="100%" y1={HALF + 0.5} y2={HALF + 0.5} />
      </svg>
      <span className={styles.overlapBelow}>{belowLabel}</span>
      <div className={styles.overlapTicks} aria-hidden>
        <span>0</span>
        <span>{axisLabel}</span>
        <span>1</span>
      </div>
    </figure>
  )
}
