import styles from './Sparkline.module.css'

interface SparklineProps {
  /** 'bars': heights of equal bins, side by side. 'shares': parts of a whole, end to end. 'none': a hairline. */
  form: 'bars' | 'shares' | 'none'
  values: readonly number[]
  /** What it shows, in words: "18 to 89, most near 50". */
  label: string
  width: number
  height: number
}

/** A distribution at a glance: a small histogram, or the shares of a few categories. */
export function Sparkline({ form, values, label, width, height }: SparklineProps) {
  const largest = Math.max(...values, 0)
  return (
    <span
      className={`${styles.sparkline} ${styles[form]}`}
      role="img"
      aria-label={label}
      style={{ width, height: form === 'shares' ? Math.min(8, height) : form === 'none' ? 1 : height }}
    >
      {values.map((value, i) => (
        <span
          // Bins have no identity but their place.
          key={i}
          className={styles.part}
          style={
            form === 'bars'
              ? { height: `${largest > 0 ? (100 * value) / largest : 0}%` }
              : { flexGrow: value }
          }
        />
      ))}
    </span>
  )
}
