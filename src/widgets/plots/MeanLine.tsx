import styles from './data-plots.module.css'
import type { FrameScale } from './frame-scale'

export interface MeanDot {
  readonly x: number
  readonly y: number
  readonly interval: readonly [low: number, high: number] | null
}

/** Means along the x axis, joined, each with its interval; a halo keeps them readable on dark cells. */
export function MeanLine({ means, scale }: { means: readonly MeanDot[]; scale: FrameScale }) {
  const path = means.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${scale.x(x)} ${scale.y(y)}`).join('')
  const bars = means.flatMap(({ x, interval }) =>
    interval ? [`M${scale.x(x)} ${scale.y(interval[0])}V${scale.y(interval[1])}`] : [],
  )
  return (
    <g className={styles.means}>
      <path className={styles.halo} d={path + bars.join('')} />
      <path className={styles.meanInterval} d={bars.join('')} />
      <path className={styles.meanPath} d={path} />
      {means.map(({ x, y }) => (
        <circle key={x} className={styles.meanDot} cx={scale.x(x)} cy={scale.y(y)} r={4} />
      ))}
    </g>
  )
}
