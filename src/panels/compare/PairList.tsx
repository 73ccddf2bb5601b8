import { useEffect, useRef } from 'react'
import { takePair, type Way } from '../../document/commands/compare-commands'
import { edgeWords } from '../../document/edge-words'
import type { GraphEntry } from '../../document/project'
import type { ComparedPair } from '../../engine/graph/compare'
import { directed, isBidirected, isDirected, type Edge } from '../../engine/graph/graph'
import { pairKey, useComparing } from '../../stores/comparing'
import type { Comparison } from '../../stores/comparison'
import { runCommand, usePresent } from '../../stores/project'
import { compareText as text } from '../../text/compare'
import { Button } from '../../widgets/Button'
import styles from './Compare.module.css'
import { listedPairs, pairNames, sideWords } from './comparison-table'

/** Every pair that A or B joins, with a way to let the first graph of the project say the same as the other. */
export function PairList({ comparison }: { comparison: Comparison }) {
  const hidden = useComparing((state) => state.hidden)
  const { compared } = comparison
  // What differs is what one came for.
  const groups = listedPairs(compared, hidden).toSorted(
    (a, b) => Number(a.class === 'same') - Number(b.class === 'same'),
  )
  const shown = groups.reduce((sum, group) => sum + group.pairs.length, 0)
  return (
    <section className={styles.section} aria-label={text.edges}>
      <header className={styles.sectionHead}>
        <h3>{text.edges}</h3>
        <span className={styles.meta}>{text.edgesMeta(shown, compared.pairs.length)}</span>
      </header>
      {compared.pairs.length === 0 ? <p className={styles.note}>{text.nothing}</p> : null}
      {compared.pairs.length > 0 && shown === 0 ? <p className={styles.note}>{text.allHidden}</p> : null}
      {groups.map(({ class: found, pairs }) => (
        <section key={found} className={styles.group} data-class={found}>
          <h4 className={styles.groupHead}>
            <span className={styles.mark} aria-hidden>
              {text.marks[found]}
            </span>
            {text.classes[found]}
            <span className={styles.meta}>{pairs.length}</span>
          </h4>
          <ul className={styles.pairs}>
            {pairs.map((pair) => (
              <PairRow key={pairKey(pair.pair)} comparison={comparison} pair={pair} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

function PairRow({ comparison: { left, right }, pair }: { comparison: Comparison; pair: ComparedPair }) {
  const key = pairKey(pair.pair)
  const chosen = useComparing((state) => state.chosen === key)
  const choose = useComparing((state) => state.choose)
  const [mine] = usePresent().graphs
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const names = pairNames(left, right, pair)
  const alike = pair.class === 'same'
  return (
    <li ref={row} className={styles.pair} data-chosen={chosen} data-class={pair.class}>
      <button
        type="button"
        className={styles.sides}
        aria-pressed={chosen}
        aria-label={text.point(names)}
        onClick={() => choose(chosen ? null : key)}
      >
        {alike ? (
          <span>{sideWords(left, pair.left)}</span>
        ) : (
          <>
            <span className={styles.side}>
              <span className={styles.letter}>A</span>
              <span>{sideWords(left, pair.left)}</span>
            </span>
            <span className={styles.side}>
              <span className={styles.letter}>B</span>
              <span>{sideWords(right, pair.right)}</span>
            </span>
          </>
        )}
      </button>
      {alike ? null : (
        <span className={styles.takes}>
          {left === mine ? null : <TakeButtons from={left} edges={pair.left} into={mine} pair={pair} />}
          {right === mine ? null : <TakeButtons from={right} edges={pair.right} into={mine} pair={pair} />}
        </span>
      )}
    </li>
  )
}

interface Offer {
  readonly words: string
  readonly way?: Way
}

/** What can be taken of a pair: its edges as they are, either direction where that is open, or no edge. */
function offers(from: GraphEntry, edges: readonly Edge[], [first, second]: ComparedPair['pair']): Offer[] {
  if (edges.length === 0) return [{ words: '' }]
  if (edges.every((edge) => isDirected(edge) || isBidirected(edge)))
    return [{ words: edges.map((edge) => edgeWords(from.graph, edge)).join(', ') }]
  return [
    { words: edgeWords(from.graph, directed(first, second)), way: 'first-causes-second' },
    { words: edgeWords(from.graph, directed(second, first)), way: 'second-causes-first' },
  ]
}

function TakeButtons({
  from,
  edges,
  into,
  pair,
}: {
  from: GraphEntry
  edges: readonly Edge[]
  into: GraphEntry
  pair: ComparedPair
}) {
  return offers(from, edges, pair.pair).map(({ words, way }) => (
    <Button
      key={words}
      size="sm"
      label={text.takeFrom(words || text.none, from.name, into.name)}
      onPress={() => runCommand(takePair, { from: from.id, into: into.id, pair: pair.pair, way })}
    >
      {words === '' ? text.takeNone : text.take(words)}
    </Button>
  ))
}
