import { useId } from 'react'
import type { CounterfactualGraph } from '../../engine/identify/counterfactual/counterfactual-graph'
import type { VariableId } from '../../engine/graph/graph'
import { imagineText as text } from '../../text/imagine'
import { useImagining } from '../../stores/imagining'
import { useView } from '../../stores/view'
import { bow, meeting } from './worlds-curves'
import { layoutWorlds, size } from './worlds-layout'
import { nodeName, nodeNote, worldName } from './worlds-words'
import styles from './Worlds.module.css'

interface DrawingProps {
  graph: CounterfactualGraph
  form: 'apart' | 'merged'
  name: (id: VariableId) => string
  placeOf: (id: VariableId) => { x: number; y: number }
  /** The cause and the outcome of the question have colours of their own. */
  roleOf: (id: VariableId) => 'exposure' | 'outcome' | 'other'
}

/** The copies of the variables in every world, or merged into the counterfactual graph. */
export function WorldsDrawing({ graph, form, name, placeOf, roleOf }: DrawingProps) {
  const id = useId()
  const lit = useImagining((state) => state.lit)
  const highlight = useView((state) => state.highlight)
  const layout = layoutWorlds(graph, form, placeOf)
  const at = new Map(layout.nodes.map((placed) => [placed.node.id, placed]))
  const isFaded = (node: string) => lit.length > 0 && !lit.includes(node)
  return (
    <svg
      className={styles.drawing}
      viewBox={`-2 -2 ${layout.width + 4} ${layout.height + 4}`}
      style={{ maxWidth: layout.width + 4, minWidth: 0.8 * layout.width }}
      role="img"
      aria-label={text.summary(graph.nodes.length, graph.worlds.length)}
      data-worlds={form}
    >
      <defs>
        <marker
          id={`${id}-head`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto-start-reverse"
        >
          <path d="M 0 .8 L 7.4 4 L 0 7.2 z" className={styles.head} />
        </marker>
      </defs>
      {layout.worlds.map(({ world, x, y, width, height }) => (
        <g key={world}>
          <rect
            className={styles.world}
            x={x}
            y={y}
            width={width}
            height={height}
            rx={10}
            data-as-it-is={world === 0}
          />
        </g>
      ))}
      {graph.edges.map((edge) => {
        const [from, to] = [at.get(edge.from), at.get(edge.to)]
        if (!from || !to) return null
        const [start, end] = [meeting(to, from), meeting(from, to)]
        const faded = isFaded(edge.from) || isFaded(edge.to)
        return edge.kind === 'directed' ? (
          <line
            key={edge.id}
            className={styles.arrow}
            data-faded={faded}
            x1={start.x}
            y1={start.y}
            x2={end.x}
            y2={end.y}
            markerEnd={`url(#${id}-head)`}
          />
        ) : (
          <path
            key={edge.id}
            className={styles.tie}
            data-kind={edge.kind}
            data-faded={faded}
            d={bow(from, to)}
          />
        )
      })}
      {layout.worlds.map(({ world, x, y, width }) => (
        <foreignObject
          key={world}
          x={x + size.margin}
          y={y + 8}
          width={width - 2 * size.margin}
          height={size.head - 6}
        >
          <p className={styles.worldName}>{worldName(graph.worlds[world], name)}</p>
        </foreignObject>
      ))}
      {layout.nodes.map(({ node, x, y }) => (
        <g
          key={node.id}
          transform={`translate(${x} ${y})`}
          className={styles.node}
          data-copy={nodeName(node, name)}
          data-role={roleOf(node.variable)}
          data-part={node.role}
          data-clashing={graph.clashing?.includes(node.id)}
          data-faded={isFaded(node.id)}
          onMouseEnter={() => highlight([node.variable])}
          onMouseLeave={() => highlight([])}
        >
          <rect width={size.width} height={size.height} rx={node.role === 'set' ? 2 : 8} />
          <foreignObject width={size.width} height={size.height}>
            <p className={styles.copy}>
              <b>{name(node.variable)}</b>
              {nodeNote(node) ? <span>{nodeNote(node)}</span> : null}
            </p>
          </foreignObject>
        </g>
      ))}
    </svg>
  )
}
