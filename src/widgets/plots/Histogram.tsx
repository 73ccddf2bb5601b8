import type { ReactNode } from 'react'
import styles from './data-plots.module.css'
import { useReading } from './use-reading'

export interface HistogramBar {
  /** Edges in data units. */
  readonly from: number
  readonly to: number
  readonly count: number
  /** Read out when the bar is pointed at: "60 to 65: 120 rows, 8 %". */
  readonly reading: string
}

export interface Tick {
  readonly at: number
  readonly label: string
}

interface HistogramProps {
  readonly bars: readonly HistogramBar[]
  readonly ticks: readonly Tick[]
  /** What it shows, in a sentence. */
  readonly label: string
  /** Pixels. */
  readonly height: number
  /** Stands below while no bar is read. */
  readonly children?: ReactNode
}

const LEAST_VISIBLE = 1.5

/** Counts over an axis. One tab stop; arrow keys and the pointer read single bars. */
export function Histogram({ bars, ticks, label, height, children }: HistogramProps) {
  const { at, point, keys } = useReading(bars.length)
  const low = bars[0]?.from ?? 0
  const width = (bars.at(-1)?.to ?? 1) - low || 1
  const most = Math.max(...bars.map((bar) => bar.count), 1)
  const along = (value: number) => `${((100 * (value - low)) / width).toFixed(3)}%`
  const single = bars.length === 1
  return (
    <div className={styles.histogram} role="group" aria-label={label} {...keys}>
      <svg className={styles.bars} width="100%" height={height} aria-hidden>
        {bars.map((bar, i) => {
          const tall = bar.count > 0 ? Math.max(LEAST_VISIBLE, (height * bar.count) / most) : 0
          return (
            <g key={bar.from} onPointerEnter={() => point(i)}>
              <rect
                className={styles.hit}
                x={single ? 0 : along(bar.from)}
                width={single ? '100%' : along(low + bar.to - bar.from)}
                height={height}
              />
              <rect
                className={styles.bar}
                data-read={at === i}
                x={single ? '40%' : along(bar.from)}
                width={single ? '20%' : `${((96 * (bar.to - bar.from)) / width).toFixed(3)}%`}
                y={height - tall}
                height={tall}
              />
            </g>
          )
        })}
        <line className={styles.axisLine} x1="0" x2="100%" y1={height - 0.5} y2={height - 0.5} />
      </svg>
      <div className={styles.ticks} aria-hidden>
        {ticks.map((tick) => (
          <span key={tick.at} style={{ left: single ? '50%' : along(tick.at) }}>
            {tick.label}
          </span>
        ))}
      </div>
      <p className={styles.reading} aria-live="polite">
        {at === null ? children : bars[at].reading}
      </p>
    </div>
  )
}
