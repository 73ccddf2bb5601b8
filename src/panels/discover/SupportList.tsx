import { edgeSupports } from '../../document/edge-supports'
import type { GraphEntry } from '../../document/project'
import { edgeId } from '../../engine/graph/graph'
import { useView } from '../../stores/view'
import { discoverText } from '../../text/discover'
import { networkText } from '../../text/network'
import { percent } from '../../widgets/numbers'
import styles from './Discover.module.css'
import { edgeWords } from './edge-words'

const text = discoverText.supports
const heads = { probabilities: networkText.supports, shares: text, none: text } as const

/** The edges from the surest on: how sure it is that the two are joined, and then with these ends. */
export function SupportList({ entry }: { entry: GraphEntry }) {
  const { graph } = entry
  const edges = graph.edges
    .filter(({ support }) => support !== undefined)
    .toSorted((a, b) => b.support! - a.support! || (b.orientationSupport ?? 0) - (a.orientationSupport ?? 0))
  if (edges.length === 0) return null
  const head = heads[edgeSupports(entry)]
  return (
    <details className={styles.details}>
      <summary>{text.title}</summary>
      <div className={styles.supports}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.edge}</th>
              <th scope="col">{head.joined}</th>
              <th scope="col">{head.ends}</th>
            </tr>
          </thead>
          <tbody>
            {edges.map((edge) => (
              <tr key={edgeId(edge)}>
                <th scope="row">
                  <button type="button" onClick={() => useView.getState().select({ edges: [edgeId(edge)] })}>
                    {edgeWords(graph, edge)}
                  </button>
                </th>
                <td>{percent(edge.support!)}</td>
                <td>{edge.orientationSupport === undefined ? '' : percent(edge.orientationSupport)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
