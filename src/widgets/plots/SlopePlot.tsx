import type { ReactNode } from 'react'
import styles from './plots.module.css'
import { slopeHeights, spreadLabels } from './slope'

export interface SlopeLine {
  readonly id: string
  readonly label: string
  /** Values in the left and in the right column. */
  readonly left: number
  readonly right: number
  readonly leftText: string
  readonly rightText: string
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

interface SlopePlotProps {
  lines: readonly SlopeLine[]
  label: string
  /** Stands in place of the right column while that is covered; the axis holds both columns all the same. */
  cover?: ReactNode
}

/** Two columns of values on one shared vertical axis, joined line by line. */
export function SlopePlot({ lines, label, cover }: SlopePlotProps) {
  const { left, right } = slopeHeights(lines, EDGE, HEIGHT - EDGE)
  return (
    <div className={styles.slope} style={{ minHeight: HEIGHT }} role="group" aria-label={label}>
      <SlopeLabels lines={lines} heights={left} side="left" />
      <svg className={styles.slopeLines} height={HEIGHT} aria-hidden>
        {lines.map((line, i) => (
          <g key={line.id} data-tone={line.tone}>
            {cover ? (
              <line className={styles.leader} x1="0" y1={left[i]} x2="100%" y2={left[i]} />
            ) : (
              <line className={styles.slopeLine} x1="0" y1={left[i]} x2="100%" y2={right[i]} />
            )}
            <circle cx="0" cy={left[i]} r={5} />
            {cover ? null : <circle cx="100%" cy={right[i]} r={5} />}
          </g>
        ))}
      </svg>
      {cover ?? <SlopeLabels lines={lines} heights={right} side="right" />}
    </div>
  )
}

interface SlopeLabelsProps {
  lines: readonly SlopeLine[]
  heights: readonly number[]
  side: 'left' | 'right'
}

function SlopeLabels({ lines, heights, side }: SlopeLabelsProps) {
  const places = spreadLabels(heights, LABEL, EDGE, HEIGHT - EDGE)
  return (
    <ul className={side === 'left' ? styles.slopeLabels : `${styles.slopeLabels} ${styles.slopeRight}`}>
      {lines.map((line, i) => (
        <li key={line.id} data-tone={line.tone} style={{ top: places[i] }}>
          <span className={styles.slopeName}>{line.label}</span>
          <span className={styles.slopeNumber} {...line[`${side}Attributes`]}>
            {line[`${side}Text`]}
          </span>
          {line[`${side}Detail`] ? <span className={styles.slopeDetail}>{line[`${side}Detail`]}</span> : null}
        </li>
      ))}
    </ul>
  )
}
