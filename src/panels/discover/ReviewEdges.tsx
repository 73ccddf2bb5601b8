import { ArrowLeft } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { acceptEdges } from '../../document/commands/project-commands'
import { edgeSupports } from '../../document/edge-supports'
import type { GraphEntry } from '../../document/project'
import { edgeId, isBidirected, isDirected, nameOf, type Edge } from '../../engine/graph/graph'
import { runCommand } from '../../stores/project'
import { useView } from '../../stores/view'
import { discoverText as text } from '../../text/discover'
import { networkText } from '../../text/network'
import { Button } from '../../widgets/Button'
import { Chip } from '../../widgets/Chip'
import { chance, percent } from '../../widgets/numbers'
import styles from './Discover.module.css'
import { edgesToReview, hasChoice, isIn } from './acceptable-edges'
import { edgesBetween, edgeWords } from './edge-words'

/** Steps through the edges that are not in my model yet; each is shown on the canvas while it is decided. */
export function ReviewEdges({
  discovered,
  mine,
  onDone,
}: {
  discovered: GraphEntry
  mine: GraphEntry
  onDone: () => void
}) {
  // The list stands as it was at the start: accepting an edge must not move the others.
  const [edges] = useState(() => edgesToReview(discovered.graph, mine.graph))
  const [at, setAt] = useState(0)
  const edge = edges.at(at)
  const shownId = edge && at < edges.length ? edgeId(edge) : null
  useEffect(() => {
    useView.getState().select({ edges: shownId ? [shownId] : [] })
    return () => useView.getState().select({})
  }, [shownId])

  const counterparts = useMemo(
    () => (edge ? edgesBetween(mine.graph, edge.from, edge.to) : []),
    [edge, mine.graph],
  )
  if (!edge || at >= edges.length) {
    return (
      <div className={styles.review}>
        <p>{text.reviewDone}</p>
        <div className={styles.buttons}>
          <Button tone="primary" onPress={onDone}>
            {text.done}
          </Button>
        </div>
      </div>
    )
  }
  const next = () => setAt(at + 1)
  const accept = (way: 'as-written' | 'reversed' | null) => {
    const orient = way ? { [edgeId(edge)]: way } : undefined
    if (runCommand(acceptEdges, { from: discovered.id, into: mine.id, edges: [edgeId(edge)], orient })) next()
  }
  const [from, to] = [nameOf(discovered.graph, edge.from), nameOf(discovered.graph, edge.to)]
  const byNetwork = edgeSupports(discovered) === 'probabilities'
  const words = byNetwork ? networkText : text
  const amount = byNetwork ? chance : percent
  return (
    <div className={styles.review}>
      <div className={styles.runningHead}>
        <strong>{edgeWords(discovered.graph, edge)}</strong>
        <span className={styles.meta}>{text.reviewMeta(at + 1, edges.length)}</span>
      </div>
      <div className={styles.reviewFacts}>
        {isDirected(edge) || isBidirected(edge) ? null : <Chip icon="?">{text.directionOpen}</Chip>}
        {edge.support === undefined ? null : <span>{words.support(amount(edge.support))}</span>}
        {edge.orientationSupport === undefined ? null : (
          <span>{words.endsSupport(amount(edge.orientationSupport))}</span>
        )}
        <span>
          {counterparts.length > 0
            ? text.mineSays(counterparts.map((other) => edgeWords(mine.graph, other)).join(', '))
            : text.mineSaysNothing}
        </span>
      </div>
      {isIn(mine.graph, edge) ? (
        <Button className={styles.wide} onPress={next}>
          {text.next}
        </Button>
      ) : (
        <AcceptButtons
          edge={edge}
          from={from}
          to={to}
          choice={hasChoice(discovered.graph, edge)}
          accept={accept}
        />
      )}
      <div className={styles.buttons}>
        <Button
          tone="quiet"
          icon={<ArrowLeft size={14} strokeWidth={1.75} />}
          disabled={at === 0}
          onPress={() => setAt(at - 1)}
        >
          {text.previous}
        </Button>
        <Button tone="quiet" onPress={next}>
          {text.leaveOut}
        </Button>
        <Button tone="quiet" onPress={onDone}>
          {text.done}
        </Button>
      </div>
    </div>
  )
}

function AcceptButtons({
  edge,
  from,
  to,
  choice,
  accept,
}: {
  edge: Edge
  from: string
  to: string
  /** Either direction may be chosen. */
  choice: boolean
  accept: (way: 'as-written' | 'reversed' | null) => void
}) {
  if (isDirected(edge) || isBidirected(edge)) {
    const [cause, effect] = edge.markTo === 'arrow' ? [from, to] : [to, from]
    return (
      <Button className={styles.wide} onPress={() => accept(null)}>
        {isBidirected(edge) ? text.acceptTie(from, to) : text.accept(cause, effect)}
      </Button>
    )
  }
  if (!choice) return <p className={styles.note}>{text.undecided}</p>
  return (
    <>
      <Button className={styles.wide} onPress={() => accept('as-written')}>
        {text.accept(from, to)}
      </Button>
      <Button className={styles.wide} onPress={() => accept('reversed')}>
        {text.accept(to, from)}
      </Button>
    </>
  )
}
