import { along, type Axis } from './axis'
import { stackDots } from './dots'
import styles from './plots.module.css'

interface QuantileDotsProps {
  /** Equally probable values, ascending. */
  values: readonly number[]
  axis: Axis
  /** Pixels of the whole axis. */
  width: number
  /** Pixel from the top on which the piles stand, and how high they may grow. */
  baseline: number
  room: number
  /** The estimate: dots on the other side of zero are drawn lighter. */
  point: number
}

/** Fifty dots, each standing for two chances in a hundred; a group inside an SVG. */
export function QuantileDots({ values, axis, width, baseline, room, point }: QuantileDotsProps) {
  const stack = stackDots(values, (value) => along(axis, value) * width, room)
  return (
    <g className={styles.quantiles} aria-hidden>
      {stack.dots.map((dot, i) => (
        <circle
          key={i}
          cx={dot.x}
          cy={baseline - dot.y}
          r={stack.radius}
          className={dot.value * point < 0 ? styles.acrossZero : undefined}
        />
      ))}
    </g>
  )
}
