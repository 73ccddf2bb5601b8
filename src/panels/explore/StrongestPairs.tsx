import { useMemo, useState } from 'react'
import type { Correlations } from '../../engine/data/summary/correlations'
import { useExploring } from '../../stores/exploring'
import { exploreText } from '../../text/explore'
import { Button } from '../../widgets/Button'
import { count, probability } from '../../widgets/numbers'
import { Select } from '../../widgets/Select'
import styles from './Explore.module.css'
import { strongestPairs } from './strongest-pairs'

const text = exploreText.correlations
const FIRST = { beside: 15, alone: 60 }
const MORE = 60
const ANY = ''

/** The pairs as a table, strongest first; the names open the pair. */
export function StrongestPairs({ value, place }: { value: Correlations; place: 'beside' | 'alone' }) {
  const [of, setOf] = useState(ANY)
  const [shown, setShown] = useState(FIRST[place])
  const pairs = useMemo(() => strongestPairs(value, value.names.includes(of) ? of : null), [value, of])
  const choices = [
    { id: ANY, label: text.anyColumn },
    ...value.names.map((name) => ({ id: name, label: name })),
  ]
  const more = Math.min(MORE, pairs.length - shown)
  return (
    <div className={styles.strongest} data-place={place}>
      <div className={styles.tools}>
        <span className={styles.axisChoice}>
          <span aria-hidden>{text.filter}</span>
          <Select label={text.filter} value={of} choices={choices} onChange={setOf} />
        </span>
      </div>
      <table className={styles.table}>
        <caption>{text.listCaption(Math.min(shown, pairs.length), pairs.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{text.heads.pair}</th>
            <th scope="col" className={styles.number}>
              {text.heads.r}
            </th>
            <th scope="col" className={styles.number}>
              {text.heads.n}
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, shown).map(({ a, b, r, n }) => (
            <tr key={`${a} ${b}`}>
              <th scope="row">
                <button
                  type="button"
                  className={styles.pairName}
                  aria-label={text.openPair(a, b)}
                  onClick={() => useExploring.setState({ view: 'pair', x: a, y: b })}
                >
                  <span>{a}</span>
                  <span>{b}</span>
                </button>
              </th>
              <td className={styles.number}>{Number.isNaN(r) ? '–' : probability(r, 3)}</td>
              <td className={styles.number}>{count(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? (
        <Button size="sm" tone="quiet" onPress={() => setShown(shown + MORE)}>
          {text.more(more)}
        </Button>
      ) : null}
    </div>
  )
}
