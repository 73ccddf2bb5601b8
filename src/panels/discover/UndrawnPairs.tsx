import type { ResampleCounts } from '../../engine/discover/algorithm'
import { nameOf, type CausalGraph } from '../../engine/graph/graph'
import { supportText } from '../../text/support'
import { percent } from '../../widgets/numbers'
import styles from './Discover.module.css'
import { undrawnPairs } from './undrawn-pairs'

const text = supportText.undrawn

/** Pairs that many resamples join and the graph does not. */
export function UndrawnPairs({ graph, resamples }: { graph: CausalGraph; resamples?: ResampleCounts }) {
  const pairs = resamples ? undrawnPairs(resamples, namesJoined(graph)) : []
  if (pairs.length === 0) return null
  return (
    <details className={styles.details} data-undrawn={pairs.length}>
      <summary>{text.summary(pairs.length)}</summary>
      <p className={styles.note}>{text.explain}</p>
      <div className={styles.supports}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.pair}</th>
              <th scope="col">{text.joined}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ name, share }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{percent(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

const namesJoined = (graph: CausalGraph) =>
  graph.edges.map(({ from, to }) => [nameOf(graph, from), nameOf(graph, to)] as const)
