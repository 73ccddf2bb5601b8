import styles from './data-plots.module.css'

export interface ShareBar {
  readonly label: string
  readonly count: string
  readonly share: string
  /** Part of the whole bar that is filled, in [0, 1]. */
  readonly filled: number
  readonly tone?: 'plain' | 'quiet' | 'warning'
}

/** Categories with their shares: the label at the left, the bar, count and share at the right. */
export function ShareBars({ bars, label }: { bars: readonly ShareBar[]; label: string }) {
  return (
    <ul className={styles.shares} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.label} className={styles.shareRow} data-tone={bar.tone}>
          <span className={styles.shareLabel} title={bar.label}>
            {bar.label}
          </span>
          <span className={styles.shareTrack}>
            <span style={{ width: `${100 * bar.filled}%` }} />
          </span>
          <span className={styles.shareCount}>{bar.count}</span>
          <span className={styles.shareShare}>{bar.share}</span>
        </li>
      ))}
    </ul>
  )
}
