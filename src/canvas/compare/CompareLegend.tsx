import { useEffect, useRef } from 'react'
import { pairClasses } from '../../engine/graph/compare'
import { useComparing } from '../../stores/comparing'
import type { Comparison } from '../../stores/comparison'
import { compareText as text } from '../../text/compare'
import { count } from '../../widgets/numbers'
import { formOf } from './compare-flow'
import styles from './Compare.module.css'

/** The classes that occur, with how often and how they are drawn; each can be switched off. */
export function CompareLegend({
  compared,
  onHeight,
}: Pick<Comparison, 'compared'> & { onHeight: (pixels: number) => void }) {
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = card.current
    if (!element) return undefined
    const measured = new ResizeObserver(() => onHeight(element.offsetHeight))
    measured.observe(element)
    return () => measured.disconnect()
  }, [onHeight])
  const hidden = useComparing((state) => state.hidden)
  const toggle = useComparing((state) => state.toggle)
  const classes = pairClasses.filter((one) => compared.counts[one] > 0)
  if (classes.length === 0) return null
  return (
    <div ref={card} className={styles.legend} role="group" aria-label={text.legend}>
      {classes.map((one) => (
        <button
          key={one}
          type="button"
          className={styles.entry}
          data-class={one}
          data-form={formOf(one)}
          aria-pressed={!hidden.includes(one)}
          aria-label={`${text.show(text.classes[one])}, ${compared.counts[one]}`}
          onClick={() => toggle(one)}
        >
          <svg width={44} height={18} aria-hidden>
            <line className={styles.line} x1={0} y1={9} x2={44} y2={9} />
            <g className={styles.mark} transform="translate(22 9)">
              <circle r={8} />
              <text textAnchor="middle" dominantBaseline="central">
                {text.marks[one]}
              </text>
            </g>
          </svg>
          <span>{text.classes[one]}</span>
          <span className={styles.entryCount}>{count(compared.counts[one])}</span>
        </button>
      ))}
      {compared.counts.reversed > 0 ? <p className={styles.legendNote}>{text.heads}</p> : null}
    </div>
  )
}
