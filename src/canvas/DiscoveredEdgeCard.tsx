import { ArrowRight, CircleHelp, X } from 'lucide-react'
import { useState } from 'react'
import { acceptEdges } from '../document/commands/project-commands'
import { edgeSupports } from '../document/edge-supports'
import type { GraphEntry } from '../document/project'
import {
  edgeId,
  isBidirected,
  isDirected,
  isUndirected,
  nameOf,
  type CausalGraph,
  type Edge,
} from '../engine/graph/graph'
import { runCommand } from '../stores/project'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { pairText } from '../text/network'
import { Button } from '../widgets/Button'
import { Chip } from '../widgets/Chip'
import { IconButton } from '../widgets/IconButton'
import { chance, percent } from '../widgets/numbers'
import { edgeName } from './edge-look'
import { Measure } from './Measure'
import { pairOf } from './pair-of'
import { PairFacts } from './PairFacts'
import styles from './Cards.module.css'

const text = canvasText.discovered
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const

const pretty = (name: string) => name.replace('<->', '↔').replace('->', '→').replace('--', '—')

const direction = (edge: Edge) =>
  isDirected(edge)
    ? text.found
    : isBidirected(edge)
      ? text.hiddenCause
      : isUndirected(edge)
        ? text.open
        : text.circle

/** What the data say of one edge of a discovery, and the ways to take it into My model. */
export function DiscoveredEdgeCard({
  entry,
  edge,
  into,
}: {
  entry: GraphEntry
  edge: Edge
  into: { id: string; graph: CausalGraph }
}) {
  const select = useView((state) => state.select)
  const [flipped, setFlipped] = useState(false)
  const id = edgeId(edge)
  const name = (variable: string) => nameOf(entry.graph, variable as Edge['from'])
  const open = isUndirected(edge)
  const turned = open && flipped
  const [from, to] = turned ? [edge.to, edge.from] : [edge.from, edge.to]
  const mine = into.graph.edges.find(
    (other) =>
      (other.from === edge.from && other.to === edge.to) ||
      (other.from === edge.to && other.to === edge.from),
  )
  const pair = pairOf(entry, edge)
  const sure = isDirected(edge) || isBidirected(edge) || open
  const accept = () => {
    const orient = open ? { [id]: turned ? ('reversed' as const) : ('as-written' as const) } : undefined
    if (runCommand(acceptEdges, { from: entry.id, into: into.id, edges: [id], orient })) select({})
  }
  return (
    <aside
      data-card="edge"
      className={`${styles.card} ${styles.found} ${pair ? styles.foundByNetwork : ''}`}
      aria-label={text.label}
    >
      <div className={styles.head}>
        <h3 className={styles.title}>{pretty(edgeName(edge, name))}</h3>
        <IconButton
          label={canvasText.edgeCard.close}
          size="sm"
          icon={<X {...icon} />}
          onPress={() => select({})}
        />
      </div>
      <div>
        <Chip icon={sure && !open ? <ArrowRight {...icon} /> : <CircleHelp {...icon} />}>
          {open && pair ? pairText.undecided : direction(edge)}
        </Chip>
      </div>
      {edge.support === undefined ? null : (
        <Measure
          name={pair ? pairText.related : text.connected}
          share={edge.support}
          words={edgeSupports(entry) === 'probabilities' ? chance : percent}
        />
      )}
      {pair ? <PairFacts pair={pair} entry={entry} /> : null}
      <p className={styles.meta}>{mine ? text.mine(pretty(edgeName(mine, name))) : text.notMine}</p>
      {sure ? (
        <Button tone="primary" onPress={accept}>
          {isBidirected(edge) ? text.acceptTie(name(from), name(to)) : text.accept(name(from), name(to))}
        </Button>
      ) : (
        <p className={styles.prose}>{text.noDirection}</p>
      )}
      <div className={styles.pair}>
        {open ? <Button onPress={() => setFlipped(!flipped)}>{text.flip}</Button> : null}
        <Button onPress={() => select({})}>{text.leaveOut}</Button>
      </div>
    </aside>
  )
}
