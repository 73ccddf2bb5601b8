import { Fragment } from 'react'
import { cutOff, differenceTick, forestAxis, percentAlong, type Axis, type Span } from './axis'
import styles from './plots.module.css'
import { QuantileDots } from './QuantileDots'
import { useWidth } from './use-width'

/** What one row draws. 'off-target' rows are hollow and grey, 'on-target' rows solid. */
export interface ForestRow {
  readonly id: string
  readonly label: string
  /** A second word in the label, in grey: "AIPW". */
  readonly note?: string
  /** A line under the label: "WebGPU, 41 ms". */
  readonly detail?: string
  readonly target: 'off-target' | 'on-target'
  readonly shape: 'dot' | 'diamond'
  readonly content:
    | {
        readonly kind: 'value'
        readonly point: number
        readonly interval: readonly [number, number] | null
        readonly quantiles?: readonly number[]
        readonly pointText: string
        /** Shown on hover and focus and read to a screen reader. */
        readonly intervalText: string
        /** From before an edit, and shown in grey until the new one is there. */
        readonly age?: 'older'
      }
    | { readonly kind: 'running'; readonly text: string }
    | { readonly kind: 'none'; readonly reason: string }
  /** Attributes for tests and scripts, such as the full-precision value. */
  readonly attributes?: Readonly<Record<`data-${string}`, string>>
}

const DOT_ROOM = 38

function Mark({ row, axis, width }: { row: ForestRow; axis: Axis; width: number }) {
  if (row.content.kind !== 'value') return null
  const { point, interval, quantiles } = row.content
  const dots = quantiles && quantiles.length > 0
  const height = dots ? DOT_ROOM + 18 : 22
  const middle = height - 11
  const ends = interval && cutOff(axis, interval)
  const x = percentAlong(axis, point)
  return (
    <svg className={styles.mark} width="100%" height={height} data-target={row.target} aria-hidden>
      {dots ? (
        <QuantileDots
          values={quantiles}
          axis={axis}
          width={width}
          baseline={middle - 6}
          room={DOT_ROOM}
          point={point}
        />
      ) : null}
      {interval ? (
        <line
          className={styles.interval}
          x1={percentAlong(axis, interval[0])}
          x2={percentAlong(axis, interval[1])}
          y1={middle}
          y2={middle}
        />
      ) : null}
      {ends?.low ? (
        <path className={styles.cutOff} d={`M5 ${middle - 4} L0 ${middle} L5 ${middle + 4}`} />
      ) : null}
      {ends?.high ? (
        <path
          className={styles.cutOff}
          d={`M${width - 5} ${middle - 4} L${width} ${middle} L${width - 5} ${middle + 4}`}
        />
      ) : null}
      {row.shape === 'diamond' ? (
        <svg x={x} y={middle} overflow="visible">
          <path className={styles.point} d="M0 -6 L6 0 L0 6 L-6 0 Z" />
        </svg>
      ) : (
        <circle className={styles.point} cx={x} cy={middle} r={5} />
      )}
    </svg>
  )
}

interface ForestPlotProps {
  /** Off-target rows first; a hairline is drawn before the first on-target row. */
  rows: readonly ForestRow[]
  /** What the axis measures: "keyhole − open". */
  axisLabel: string
  label: string
  /** What the axis holds beyond the rows shown, so that it stays in place when they come. */
  alsoHolds?: readonly Span[]
}

/** Estimates of one quantity on one axis with a zero line, so that the bias of the naive number can be seen. */
export function ForestPlot({ rows, axisLabel, label, alsoHolds = [] }: ForestPlotProps) {
  const [plot, width] = useWidth<HTMLDivElement>(140)
  const axis = forestAxis([
    ...alsoHolds,
    ...rows.flatMap((row) => (row.content.kind === 'value' ? [row.content] : [])),
  ])
  const firstOnTarget = rows.findIndex((row) => row.target === 'on-target')
  return (
    <div className={styles.forest} role="group" aria-label={label}>
      <div
        className={styles.gridLayer}
        ref={plot}
        aria-hidden
        style={{ gridRow: `1 / span ${rows.length + 1}` }}
      >
        {axis.ticks.map((tick) => (
          <span
            key={tick}
            className={tick === 0 ? styles.zero : styles.gridline}
            style={{ left: percentAlong(axis, tick) }}
          />
        ))}
      </div>
      {rows.map((row, i) => (
        <Fragment key={row.id}>
          {i === firstOnTarget && i > 0 ? (
            <div className={styles.hairline} aria-hidden style={{ gridRow: i + 1 }} />
          ) : null}
          <div
            className={styles.row}
            data-target={row.target}
            data-content={row.content.kind}
            data-age={row.content.kind === 'value' ? row.content.age : undefined}
            {...row.attributes}
          >
            <div className={styles.rowLabel} style={{ gridRow: i + 1 }}>
              <span>
                {row.label}
                {row.note ? <span className={styles.note}> {row.note}</span> : null}
              </span>
              {row.detail ? <span className={styles.detail}>{row.detail}</span> : null}
            </div>
            {row.content.kind === 'value' ? (
              <>
                <div className={styles.plotCell} style={{ gridRow: i + 1 }}>
                  <Mark row={row} axis={axis} width={width} />
                </div>
                <button
                  type="button"
                  className={styles.value}
                  style={{ gridRow: i + 1 }}
                  aria-label={`${row.label}: ${row.content.pointText}, ${row.content.intervalText}`}
                >
                  {row.content.pointText}
                  <span className={styles.bubble} aria-hidden>
                    {row.content.intervalText}
                  </span>
                </button>
              </>
            ) : row.content.kind === 'running' ? (
              <div
                className={styles.running}
                style={{ gridRow: i + 1 }}
                role="progressbar"
                aria-label={row.content.text}
              >
                <span />
              </div>
            ) : (
              <p className={styles.reason} style={{ gridRow: i + 1 }}>
                {row.content.reason}
              </p>
            )}
          </div>
        </Fragment>
      ))}
      <div className={styles.axisName} style={{ gridRow: rows.length + 1 }}>
        {axisLabel}
      </div>
      <div className={styles.ticks} style={{ gridRow: rows.length + 1 }} aria-hidden>
        {axis.ticks.map((tick) => (
          <span key={tick} style={{ left: percentAlong(axis, tick) }}>
            {differenceTick(axis, tick)}
          </span>
        ))}
      </div>
    </div>
  )
}
