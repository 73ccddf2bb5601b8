import { type ReactNode } from 'react'
import styles from './path-plot.module.css'
import { pathPoints, pathThrough } from './path-points'
import { useWidth } from './use-width'

const HEIGHT = 58
const TOP = 20
const FLOOR = 50

export interface PathTrack {
  readonly label: string
  readonly detail?: string
  /** One value a column, NaN where it is not known. */
  readonly values: readonly number[]
  readonly format: (value: number) => string
  /** A line across that values should stay below. */
  readonly limit?: number
}

interface PathPlotProps {
  label: string
  columns: readonly { readonly id: string; readonly label: string; readonly spoken: string }[]
  tracks: readonly PathTrack[]
  /** Index of the column that is in use, and of the one that is recommended. */
  chosen: number | null
  marked: number | null
  choiceLabel: string
  onChoose: (column: number) => void
  /** Further rows of the same columns: a label, then a cell for each. */
  children?: ReactNode
}

/** Tracks of values over ordered settings, one of which can be chosen. */
export function PathPlot({
  label,
  columns,
  tracks,
  chosen,
  marked,
  choiceLabel,
  onChoose,
  children,
}: PathPlotProps) {
  const [ref, width] = useWidth<HTMLDivElement>(240)
  const move = (step: number, from: HTMLElement) => {
    const at = ((chosen ?? 0) + step + columns.length) % columns.length
    onChoose(at)
    from.parentElement?.querySelectorAll('button')[at]?.focus()
  }
  return (
    <div className={styles.plot} style={{ '--columns': columns.length } as React.CSSProperties}>
      {tracks.map((track, k) => (
        <div key={track.label} className={styles.track}>
          <span className={styles.label}>
            {track.label}
            {track.detail ? <span className={styles.detail}>{track.detail}</span> : null}
          </span>
          <div ref={k === 0 ? ref : undefined} className={styles.area}>
            <Track track={track} width={width} marked={marked} label={label} />
          </div>
        </div>
      ))}
      <div className={styles.track}>
        <span className={styles.label}>{choiceLabel}</span>
        <div className={styles.settings} role="radiogroup" aria-label={choiceLabel}>
          {columns.map((column, at) => (
            <button
              key={column.id}
              type="button"
              role="radio"
              aria-checked={at === chosen}
              aria-label={column.spoken}
              tabIndex={at === (chosen ?? 0) ? 0 : -1}
              className={styles.setting}
              data-marked={at === marked || undefined}
              onClick={() => onChoose(at)}
              onKeyDown={(event) => {
                const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
                if (!step) return
                event.preventDefault()
                event.stopPropagation()
                move(step, event.currentTarget)
              }}
            >
              {column.label}
            </button>
          ))}
        </div>
      </div>
      {children}
    </div>
  )
}

function Track({
  track,
  width,
  marked,
  label,
}: {
  track: PathTrack
  width: number
  marked: number | null
  label: string
}) {
  const { points, heightOf } = pathPoints(track.values, {
    width,
    top: TOP,
    bottom: FLOOR,
    most: track.limit,
  })
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={`${label}: ${track.label}`}>
      <line className={styles.floor} x1={0} y1={FLOOR} x2={width} y2={FLOOR} />
      {track.limit === undefined ? null : (
        <line
          className={styles.limit}
          x1={0}
          y1={heightOf(track.limit)}
          x2={width}
          y2={heightOf(track.limit)}
        />
      )}
      <path className={styles.line} d={pathThrough(points)} />
      {points.map((point, at) =>
        point ? (
          // Columns keep their places.
          // oxlint-disable-next-line react/no-array-index-key
          <g key={at} data-marked={at === marked || undefined}>
            <circle className={styles.dot} cx={point.x} cy={point.y} r={at === marked ? 4.5 : 3} />
            <text className={styles.number} x={point.x} y={point.y - 8} textAnchor="middle">
              {track.format(track.values[at])}
            </text>
          </g>
        ) : null,
      )}
    </svg>
  )
}
