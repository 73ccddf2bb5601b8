import type { CounterfactualGraph } from '../../engine/identify/counterfactual/counterfactual-graph'
import type { VariableId } from '../../engine/graph/graph'
import { imagineText as text } from '../../text/imagine'
import { nodeName, nodeNote, worldName } from './worlds-words'
import styles from './Worlds.module.css'

/** The same worlds as a table. */
export function WorldsTable({
  graph,
  name,
}: {
  graph: CounterfactualGraph
  name: (id: VariableId) => string
}) {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {Object.values(text.columns).map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {graph.nodes.map((node) => (
          <tr key={node.id}>
            <th scope="row">{nodeName(node, name)}</th>
            <td>{node.worlds.map((world) => worldName(graph.worlds[world], name)).join('; ')}</td>
            <td>{nodeNote(node) || text.roles[node.role]}</td>
            <td>
              {graph.edges
                .filter(({ kind, to }) => kind === 'directed' && to === node.id)
                .map(({ from }) => nodeName(byId.get(from)!, name))
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
