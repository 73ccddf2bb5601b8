import styles from './Logo.module.css'

export function Logo() {
  return (
    <svg className={styles.logo} viewBox="0 0 32 32" role="img" aria-label="Causal Studio">
      <rect width="32" height="32" rx="8" className={styles.ground} />
      <g className={styles.lines}>
        <path d="M14.6 12.2 10.4 20M17.4 12.2l4.2 7.8M13 22.5h5.5" />
      </g>
      <g className={styles.dots}>
        <circle cx="16" cy="9.5" r="2.7" />
        <circle cx="9" cy="22.5" r="2.7" />
        <circle cx="23" cy="22.5" r="2.7" />
      </g>
    </svg>
  )
}
