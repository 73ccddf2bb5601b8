import type { CausalGraph } from '../../engine/graph/graph'
import { discoverText } from '../../text/discover'
import { networkText } from '../../text/network'
import { count } from '../../widgets/numbers'
import { PanelStep } from '../../widgets/PanelStep'
import styles from './Discover.module.css'
import { edgeKinds, type EdgeKind } from './edge-kinds'

const text = discoverText.reading

const marks: Record<EdgeKind, readonly ['none' | 'arrow' | 'circle', 'none' | 'arrow' | 'circle']> = {
  arrow: ['none', 'arrow'],
  tie: ['arrow', 'arrow'],
  line: ['none', 'none'],
  'circle-arrow': ['circle', 'arrow'],
  'circle-line': ['none', 'circle'],
  circles: ['circle', 'circle'],
}

/** What the result is, and what each mark that occurs in it says. */
export function ReadingStep({
  graph,
  open,
  by,
}: {
  graph: CausalGraph
  open: number
  by: 'network' | 'search'
}) {
  const kind = graph.kind === 'pag' || graph.kind === 'cpdag' ? graph.kind : 'dag'
  const { reading } = networkText
  const marksSay =
    kind === 'pag' ? text.pagMark : by === 'network' ? { ...text.mark, line: reading.line } : text.mark
  const state = kind === 'dag' || open === 0 ? 'ok' : 'warning'
  return (
    <PanelStep
      state={state}
      number={5}
      title={by === 'network' ? reading.title : text.title[kind]}
      stateLabel={discoverText.state[state]}
      last="last"
    >
      <p className={styles.note}>{by === 'network' ? reading.note(open) : text.note[kind](open)}</p>
      <dl className={styles.marks}>
        {edgeKinds(graph).map(({ kind: edge, count: edges }) => (
          <div key={edge} data-edge-kind={edge}>
            <dt>
              <Sample ends={marks[edge]} />
              <span className={styles.amount}>{count(edges)}</span>
            </dt>
            <dd>{marksSay[edge]}</dd>
          </div>
        ))}
      </dl>
    </PanelStep>
  )
}

/** A short edge with these ends, as the canvas draws them. */
function Sample({ ends: [from, to] }: { ends: (typeof marks)[EdgeKind] }) {
  const inset = { none: 0, arrow: 6, circle: 7 }
  return (
    <svg width={44} height={12} aria-hidden className={styles.sample}>
      <line x1={inset[from]} x2={44 - inset[to]} y1={6} y2={6} />
      {from === 'arrow' ? <path d="M0 6 L8 2.5 L6 6 L8 9.5 Z" /> : null}
      {to === 'arrow' ? <path d="M44 6 L36 2.5 L38 6 L36 9.5 Z" /> : null}
      {from === 'circle' ? <circle cx={4} cy={6} r={3} /> : null}
      {to === 'circle' ? <circle cx={40} cy={6} r={3} /> : null}
    </svg>
  )
}
