import type { ReactNode } from 'react'
import styles from './plots.module.css'
import { heightsOf, spreadLabels } from './slope'

export interface SlopeLine {
  readonly id: string
  readonly label: string
  /** Value in the left column and in the right one, null while it is covered. */
  readonly left: number
  readonly right: number | null
  readonly leftText: string
  readonly rightText: string | null
  /** A short line under the number: "n 350". */
  readonly leftDetail?: string
  readonly rightDetail?: string
  /** 'marked' is solid in the exposure's colour, 'plain' hollow ink. */
  readonly tone: 'marked' | 'plain'
  readonly leftAttributes?: Readonly<Record<`data-${string}`, string>>
  readonly rightAttributes?: Readonly<Record<`data-${string}`, string>>
}

const HEIGHT = 132
const LABEL = 50
const EDGE = 25

/** Two columns of values on one shared vertical axis, joined line by line; `cover` stands over the right one. */
export function SlopePlot({
  lines,
  label,
  cover,
}: {
  lines: readonly SlopeLine[]
  label: string
  cover?: ReactNode
}) {
  const shown = lines.flatMap((line) => (line.right === null ? [line.left] : [line.left, line.right]))
  const low = Math.min(...shown)
  const high = Math.max(...shown)
  const left = heightsOf(
    lines.map((line) => line.left),
    low,
    high,
    EDGE,
    HEIGHT - EDGE,
  )
  const right = heightsOf(
    lines.map((line) => line.right ?? line.left),
    low,
    high,
    EDGE,
    HEIGHT - EDGE,
  )
  const leftLabels = spreadLabels(left, LABEL, EDGE, HEIGHT - EDGE)
  const rightLabels = spreadLabels(right, LABEL, EDGE, HEIGHT - EDGE)
  return (
    <div className={styles.slope} style={{ height: HEIGHT }} role="group" aria-label={label}>
      <ul className={styles.slopeLabels}>
        {lines.map((line, i) => (
          <li key={line.id} data-tone={line.tone} style={{ top: leftLabels[i] }} {...line.leftAttributes}>
            <span className={styles.slopeName}>{line.label}</span>
            <span className={styles.slopeNumber}>{line.leftText}</span>
            {line.leftDetail ? <span className={styles.slopeDetail}>{line.leftDetail}</span> : null}
          </li>
        ))}
      </ul>
      <svg className={styles.slopeLines} height={HEIGHT} aria-hidden>
        {lines.map((line, i) => (
          <g key={line.id} data-tone={line.tone}>
            <line
              className={line.right === null ? styles.leader : styles.slopeLine}
              x1="0"
              y1={left[i]}
              x2="100%"
              y2={right[i]}
            />
            <circle cx="0" cy={left[i]} r={5} />
            {line.right === null ? null : <circle cx="100%" cy={right[i]} r={5} />}
          </g>
        ))}
      </svg>
      {cover ?? (
        <ul className={`${styles.slopeLabels} ${styles.slopeRight}`}>
          {lines.map((line, i) =>
            line.rightText === null ? null : (
              <li
                key={line.id}
                data-tone={line.tone}
                style={{ top: rightLabels[i] }}
                {...line.rightAttributes}
              >
                <span className={styles.slopeName}>{line.label}</span>
                <span className={styles.slopeNumber}>{line.rightText}</span>
                {line.rightDetail ? <span className={styles.slopeDetail}>{line.rightDetail}</span> : null}
              </li>
            ),
          )}
        </ul>
      )}
    </div>
  )
}
