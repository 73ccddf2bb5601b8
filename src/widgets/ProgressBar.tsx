import styles from './ProgressBar.module.css'

/** 5 px bar; fraction in [0, 1], null for "under way, length unknown". */
export function ProgressBar({ fraction, label }: { fraction: number | null; label: string }) {
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
    >
      <div
        className={fraction === null ? styles.unknown : styles.fill}
        style={{ width: fraction === null ? '30%' : `${fraction * 100}%` }}
      />
    </div>
  )
}
