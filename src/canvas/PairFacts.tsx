import type { GraphEntry } from '../document/project'
import type { Association, ClassicalView, PairView } from '../engine/discover/algorithm'
import { usePresent } from '../stores/project'
import { pairText as text } from '../text/network'
import { chance, probability, pValueWords } from '../widgets/numbers'
import styles from './Cards.module.css'
import { Measure } from './Measure'
import { otherResults, usuallyFirst } from './pair-of'

const associationWords = ({ value, pValue }: Association) =>
  `${probability(value, 2)}, ${text.p(pValueWords(pValue))}`

function orderWords(pair: PairView, orders: NonNullable<ClassicalView['orders']>): string[] {
  const { name, times } = usuallyFirst(pair, orders)
  return [text.first(name, times, orders.starts), text.joined(orders.joined, orders.starts)]
}

/** Of an edge that a network found: how likely each direction is, and what methods without one say of the two. */
export function PairFacts({ pair, entry }: { pair: PairView; entry: GraphEntry }) {
  const { graphs } = usePresent()
  const { from, to, probabilities, classical } = pair
  const { correlation, partial, orders } = classical
  const rows = [
    ...(correlation
      ? [{ id: 'correlation', name: text.correlation, words: [associationWords(correlation)] }]
      : []),
    { id: 'partial', name: text.partial, words: [partial ? associationWords(partial) : text.tooFewRows] },
    ...(orders ? [{ id: 'orders', name: text.orders(orders.starts), words: orderWords(pair, orders) }] : []),
    ...otherResults(pair, entry, graphs).map(({ id, name, words }) => ({
      id,
      name,
      words: [words ?? text.notJoined],
    })),
  ]
  return (
    <>
      <div className={styles.ways} data-pair={`${from} ${to}`}>
        <Measure name={`${from} → ${to}`} share={probabilities.forward} words={chance} />
        <Measure name={`${to} → ${from}`} share={probabilities.backward} words={chance} />
        {probabilities.hidden === undefined ? null : (
          <Measure name={text.hidden} share={probabilities.hidden} words={chance} />
        )}
      </div>
      <section className={styles.classical} aria-label={text.classical}>
        <h4>{text.classical}</h4>
        <dl>
          {rows.map(({ id, name, words }) => (
            <div key={id}>
              <dt title={name}>{name}</dt>
              <dd>
                {words.map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}
