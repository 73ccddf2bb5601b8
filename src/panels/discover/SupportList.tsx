import { useMemo, useState } from 'react'
import { edgeSupports } from '../../document/edge-supports'
import type { GraphEntry } from '../../document/project'
import { edgeId, type CausalGraph, type Edge } from '../../engine/graph/graph'
import { useView } from '../../stores/view'
import { discoverText } from '../../text/discover'
import { networkText } from '../../text/network'
import { Button } from '../../widgets/Button'
import { chance, percent } from '../../widgets/numbers'
import styles from './Discover.module.css'
import { edgeWords } from './edge-words'

const text = discoverText.supports
const heads = { probabilities: networkText.supports, shares: text, none: text } as const
/** Rows listed at once: thousands in a table make the page slow. */
const LISTED = 200

/** The edges from the surest on: how sure it is that the two are joined, and then with these ends. */
export function SupportList({ entry }: { entry: GraphEntry }) {
  const { graph } = entry
  const edges = useMemo(() => surestFirst(graph), [graph])
  const [most, setMost] = useState(LISTED)
  if (edges.length === 0) return null
  const supports = edgeSupports(entry)
  const head = heads[supports]
  const amount = supports === 'probabilities' ? chance : percent
  const left = edges.length - most
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
            {edges.slice(0, most).map((edge) => (
              <tr key={edgeId(edge)}>
                <th scope="row">
                  <button type="button" onClick={() => useView.getState().select({ edges: [edgeId(edge)] })}>
                    {edgeWords(graph, edge)}
                  </button>
                </th>
                <td>{amount(edge.support!)}</td>
                <td>{edge.orientationSupport === undefined ? '' : amount(edge.orientationSupport)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 ? (
        <Button size="sm" tone="quiet" onPress={() => setMost(most + LISTED)}>
          {text.more(Math.min(LISTED, left), left)}
        </Button>
      ) : null}
    </details>
  )
}

const surestFirst = ({ edges }: CausalGraph): readonly Edge[] =>
  edges
    .filter(({ support }) => support !== undefined)
    .toSorted((a, b) => b.support! - a.support! || (b.orientationSupport ?? 0) - (a.orientationSupport ?? 0))
