import { FileUp, Keyboard, Spline } from 'lucide-react'
import type { ReactNode } from 'react'
import { pickFile } from '../stores/files'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import styles from './EmptyCanvas.module.css'

const text = canvasText.empty
const icon = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const

function Verb({
  icon: glyph,
  verb,
  detail,
  run,
}: {
  icon: ReactNode
  verb: string
  detail: string
  run: () => void
}) {
  return (
    <button type="button" className={styles.verb} onClick={run}>
      <span className={styles.glyph}>{glyph}</span>
      <span>
        <span className={styles.name}>{verb}</span>
        <span className={styles.detail}>{detail}</span>
      </span>
    </button>
  )
}

/** A ghost of a graph and the three ways to begin; never a blank grid. */
export function EmptyCanvas() {
  const setPalette = useView((state) => state.setPalette)
  const askCanvas = useView((state) => state.askCanvas)
  return (
    <section className={styles.empty} aria-label={text.label}>
      <svg className={styles.ghost} viewBox="0 0 440 180" aria-hidden>
        <g className={styles.lines}>
          <path d="M178 56 L104 116" />
          <path d="M262 56 L336 116" />
          <path d="M144 140 L288 140" />
        </g>
        <g className={styles.heads}>
          <path d="M100 120 l10 -2 l-6 -7 z" />
          <path d="M340 120 l-4 -9 l-6 7 z" />
          <path d="M296 140 l-9 -4.500 l0 9 z" />
        </g>
        {[
          { x: 20, y: 120, name: text.ghost[0] },
          { x: 160, y: 14, name: text.ghost[1] },
          { x: 300, y: 120, name: text.ghost[2] },
        ].map(({ x, y, name }) => (
          <g key={name} transform={`translate(${x} ${y})`}>
            <rect width={120} height={40} rx={10} />
            <text x={60} y={20}>
              {name}
            </text>
          </g>
        ))}
      </svg>
      <h2 className={styles.title}>{text.title}</h2>
      <div className={styles.verbs}>
        <Verb
          icon={<Keyboard {...icon} />}
          verb={text.type}
          detail={text.typeDetail}
          run={() => setPalette(true)}
        />
        <Verb
          icon={<Spline {...icon} />}
          verb={text.drag}
          detail={text.dragDetail}
          run={() => askCanvas('add-variable')}
        />
        <Verb
          icon={<FileUp {...icon} />}
          verb={text.drop}
          detail={text.dropDetail}
          run={() => void pickFile()}
        />
      </div>
    </section>
  )
}
