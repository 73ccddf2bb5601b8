import { axisOver, differenceTick, percentAlong } from './axis'
import styles from './bounds-plot.module.css'

/** A range within which a quantity lies; never a point, so it has no dot. */
export interface BoundsRow {
  readonly id: string
  readonly label: string
  /** A second line in grey: "Balke and Pearl". */
  readonly note?: string
  readonly low: number
  readonly high: number
  /** "−.145 to +.855" */
  readonly text: string
  /** 'given' holds whatever the data, 'plain' without assumptions, 'assumed' under some. */
  readonly tone: 'given' | 'plain' | 'assumed'
}

interface BoundsPlotProps {
  rows: readonly BoundsRow[]
  /** A number that is no bound, for comparison: the naive one. */
  beside: {
    readonly label: string
    readonly value: number
    readonly text: string
    /** Attributes for tests and scripts. */
    readonly attributes?: Readonly<Record<`data-${string}`, string>>
  }
  axisLabel: string
  label: string
}

/** Ranges of one quantity as flat bands with end caps on one axis with a zero line. */
export function BoundsPlot({ rows, beside, axisLabel, label }: BoundsPlotProps) {
  const ends = [0, beside.value, ...rows.flatMap(({ low, high }) => [low, high])]
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const room = 0.04 * (most - least || 1)
  const axis = axisOver(least - room, most + room, 3)
  const at = (value: number) => percentAlong(axis, value)
  return (
    <div className={styles.plot} role="group" aria-label={label}>
      <div className={styles.grid} aria-hidden style={{ gridRow: `1 / span ${rows.length + 2}` }}>
        {axis.ticks.map((tick) => (
          <span key={tick} className={tick === 0 ? styles.zero : styles.line} style={{ left: at(tick) }} />
        ))}
        <span className={styles.beside} style={{ left: at(beside.value) }} />
      </div>
      {rows.map((row, i) => (
        <div key={row.id} className={styles.row} data-bound={row.id} data-low={row.low} data-high={row.high}>
          <div className={styles.label} style={{ gridRow: i + 1 }}>
            <span>{row.label}</span>
            {row.note ? <span className={styles.note}>{row.note}</span> : null}
          </div>
          <svg
            className={styles.band}
            style={{ gridRow: i + 1 }}
            data-tone={row.tone}
            height={22}
            aria-hidden
          >
            <rect x={at(row.low)} width={widthOf(axis, row)} y={6} height={10} />
            {[row.low, row.high].map((end, side) => (
              <line key={side} x1={at(end)} x2={at(end)} y1={3} y2={19} />
            ))}
          </svg>
          <div className={styles.value} style={{ gridRow: i + 1 }}>
            {row.text}
          </div>
        </div>
      ))}
      <div className={styles.row}>
        <div className={styles.label} style={{ gridRow: rows.length + 1 }} {...beside.attributes}>
          <span>{beside.label}</span>
        </div>
        <svg className={styles.band} style={{ gridRow: rows.length + 1 }} height={22} aria-hidden>
          <circle className={styles.dot} cx={at(beside.value)} cy={11} r={4.5} />
        </svg>
        <div className={styles.value} style={{ gridRow: rows.length + 1 }}>
          {beside.text}
        </div>
      </div>
      <div className={styles.axisName} style={{ gridRow: rows.length + 2 }}>
        {axisLabel}
      </div>
      <div className={styles.ticks} style={{ gridRow: rows.length + 2 }} aria-hidden>
        {axis.ticks.map((tick) => (
          <span key={tick} style={{ left: at(tick) }}>
            {differenceTick(axis, tick)}
          </span>
        ))}
      </div>
    </div>
  )
}

const widthOf = ({ low, high }: { low: number; high: number }, row: BoundsRow): string =>
  `${((100 * (row.high - row.low)) / (high - low)).toFixed(3)}%`
