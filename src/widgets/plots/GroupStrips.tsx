import styles from './data-plots.module.css'
import { frameScale, MARGIN } from './frame-scale'
import type { Tick } from './Histogram'
import { useWidth } from './use-width'

export interface GroupStrip {
  readonly label: string
  /** Below the label: "n = 420". */
  readonly detail: string
  /** At the right: "71.2 (70.1 to 72.3)". */
  readonly value: string
  /** Rows in each bin. */
  readonly counts: readonly number[]
  readonly mean: number
  readonly interval: readonly [low: number, high: number] | null
}

interface GroupStripsProps {
  readonly edges: readonly number[]
  readonly ticks: readonly Tick[]
  readonly groups: readonly GroupStrip[]
  readonly axisName: string
  readonly label: string
  /** Heads the values at the right. */
  readonly valueHead: string
}

/** Pixels of one strip: few of them are drawn taller. */
const stripHeight = (groups: number) => (groups <= 4 ? 84 : groups <= 8 ? 60 : 46)
const BASE = 8

/** One histogram a category over one axis, each with its mean and interval. Heights are shares of the category. */
export function GroupStrips({ edges, ticks, groups, axisName, label, valueHead }: GroupStripsProps) {
  const [ref, width] = useWidth<HTMLDivElement>(360)
  const low = edges[0]
  const high = edges.at(-1)!
  const { x } = frameScale({ width: width + MARGIN.left + MARGIN.right, height: 1 }, [low, high], [0, 1])
  const at = (value: number) => x(Math.min(high, Math.max(low, value))) - MARGIN.left
  const shares = groups.map(({ counts }) => {
    const total = counts.reduce((sum, each) => sum + each, 0) || 1
    return counts.map((each) => each / total)
  })
  const tallest = Math.max(...shares.flat(), Number.MIN_VALUE)
  const single = edges[0] === high
  const tall = stripHeight(groups.length)
  return (
    <div className={styles.strips} role="group" aria-label={label}>
      <span className={styles.stripHead} />
      <span className={styles.stripHead} ref={ref} />
      <span className={`${styles.stripHead} ${styles.stripValue}`}>{valueHead}</span>
      {groups.map((group, k) => (
        <div key={group.label} className={styles.stripRow}>
          <span className={styles.stripLabel} title={group.label}>
            {group.label}
            <span className={styles.stripDetail}>{group.detail}</span>
          </span>
          <svg className={styles.strip} width={width} height={tall} aria-hidden>
            {ticks.map((tick) => (
              <line
                key={tick.at}
                className={styles.grid}
                x1={at(tick.at)}
                x2={at(tick.at)}
                y1={0}
                y2={tall}
              />
            ))}
            {shares[k].map((share, i) => {
              const up = share > 0 ? Math.max(1, ((tall - BASE - 4) * share) / tallest) : 0
              return (
                <rect
                  // Bins have no identity but their place.
                  key={i}
                  className={styles.bar}
                  x={single ? at(low) - 8 : at(edges[i])}
                  width={single ? 16 : Math.max(0.5, at(edges[i + 1]) - at(edges[i]) - 1)}
                  y={tall - BASE - up}
                  height={up}
                />
              )
            })}
            <line className={styles.axisLine} x1={0} x2={width} y1={tall - BASE} y2={tall - BASE} />
            {group.interval ? (
              <path
                className={styles.stripInterval}
                d={`M${at(group.interval[0])} ${tall - BASE}H${at(group.interval[1])}`}
              />
            ) : null}
            <circle className={styles.meanDot} cx={at(group.mean)} cy={tall - BASE} r={4} />
          </svg>
          <span className={styles.stripValue}>{group.value}</span>
        </div>
      ))}
      <span />
      <div className={styles.ticks} aria-hidden>
        {ticks.map((tick) => (
          <span key={tick.at} style={{ left: at(tick.at) }}>
            {tick.label}
          </span>
        ))}
      </div>
      <span />
      <span />
      <span className={styles.stripAxis} aria-hidden>
        {axisName}
      </span>
      <span />
    </div>
  )
}
