import type { EdgeSupports } from '../document/edge-supports'
import { canvasText } from '../text/canvas'
import { pairText } from '../text/network'
import { supportWidth } from './edge-look'
import styles from './Cards.module.css'

const text = canvasText.legend
const title = { probabilities: pairText.legend, shares: text.title, none: text.titlePlain } as const
const lines = [
  { label: text.full, support: 1 },
  { label: text.three, support: 0.75 },
  { label: text.half, support: 0.5 },
  { label: text.below, support: 0.4 },
]

/** What width, dash, badges and circles of a discovered graph mean. */
export function Legend({ supports, circles }: { supports: EdgeSupports; circles: 'some' | 'none' }) {
  return (
    <aside className={`${styles.card} ${styles.legend}`} aria-label={text.label}>
      <h3 className={styles.legendTitle}>{title[supports]}</h3>
      <dl>
        {supports !== 'none'
          ? lines.map(({ label, support }) => (
              <div key={label}>
                <dt>
                  <svg width={40} height={10} aria-hidden>
                    <line
                      x1={0}
                      y1={5}
                      x2={40}
                      y2={5}
                      className={styles.legendLine}
                      strokeWidth={supportWidth(support)}
                      strokeDasharray={support < 0.5 ? '4 4' : undefined}
                    />
                  </svg>
                </dt>
                <dd>{label}</dd>
              </div>
            ))
          : null}
        <div>
          <dt className={styles.legendMark}>+</dt>
          <dd>{text.onlyFound}</dd>
        </div>
        <div>
          <dt className={styles.legendMark}>?</dt>
          <dd>{text.open}</dd>
        </div>
        {circles === 'some' ? (
          <div>
            <dt>
              <svg width={40} height={10} aria-hidden>
                <line x1={8} y1={5} x2={40} y2={5} className={styles.legendLine} strokeWidth={1.75} />
                <circle cx={4} cy={5} r={3.5} className={styles.legendCircle} />
              </svg>
            </dt>
            <dd>{text.circle}</dd>
          </div>
        ) : null}
      </dl>
    </aside>
  )
}
