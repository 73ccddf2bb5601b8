import type { DiscoveryProvenance } from '../../document/project'
import { useView } from '../../stores/view'
import { variableNamed, type CausalGraph } from '../../engine/graph/graph'
import { discoverText } from '../../text/discover'
import { pValueWords } from '../../widgets/numbers'
import styles from './Discover.module.css'

const text = discoverText.changing

/** The variables whose mechanism differs between places or times, with the p-value of "it does not". */
export function ChangingList({
  graph,
  changing,
}: {
  graph: CausalGraph
  changing: NonNullable<DiscoveryProvenance['changingMechanisms']>
}) {
  const point = (name: string) => {
    const variable = variableNamed(graph, name)
    useView.getState().highlight(variable ? [variable.id] : [])
  }
  return (
    <div className={styles.changing} data-changing={changing.length}>
      <p className={styles.note}>{changing.length === 0 ? text.none : text.some}</p>
      <ul>
        {changing
          .toSorted((a, b) => a.pValue - b.pValue)
          .map(({ name, pValue }) => (
            <li
              key={name}
              onMouseEnter={() => point(name)}
              onMouseLeave={() => useView.getState().highlight([])}
            >
              <span>{name}</span>
              <span className={styles.meta}>{text.p(pValueWords(pValue))}</span>
            </li>
          ))}
      </ul>
    </div>
  )
}
