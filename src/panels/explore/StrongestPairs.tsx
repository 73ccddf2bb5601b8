import { useMemo, useState } from 'react'
import type { Correlations } from '../../engine/data/summary/correlations'
import { useExploring } from '../../stores/exploring'
import { exploreText } from '../../text/explore'
import { Button } from '../../widgets/Button'
import { count, probability } from '../../widgets/numbers'
import { TextField } from '../../widgets/TextField'
import { hasWords, wordsOf } from './drawable'
import styles from './Explore.module.css'
import { strongestPairs } from './strongest-pairs'

const text = exploreText.correlations
const FIRST = { beside: 15, alone: 60 }
const MORE = 60

/** The pairs as a table, strongest first; the names open the pair. */
export function StrongestPairs({ value, place }: { value: Correlations; place: 'beside' | 'alone' }) {
  const [of, setOf] = useState('')
  const [shown, setShown] = useState(FIRST[place])
  const { pairs, total } = useMemo(() => {
    const words = wordsOf(of)
    return strongestPairs(value, shown, (name) => hasWords(name, words))
  }, [value, shown, of])
  const more = Math.min(MORE, total - pairs.length)
  return (
    <div className={styles.strongest} data-place={place}>
      <div className={styles.tools}>
        <TextField
          label={text.filter}
          labelShown="hidden"
          placeholder={text.filter}
          value={of}
          onChange={setOf}
          className={styles.filter}
        />
      </div>
      <table className={styles.table}>
        <caption>{text.listCaption(pairs.length, total)}</caption>
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
          {pairs.map(({ a, b, r, n }) => (
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
