import { useId } from 'react'
import type { CounterfactualGraph } from '../../engine/identify/counterfactual/counterfactual-graph'
import type { VariableId } from '../../engine/graph/graph'
import { imagineText as text } from '../../text/imagine'
import { useImagining } from '../../stores/imagining'
import { useView } from '../../stores/view'
import { layoutWorlds, size, type PlacedNode } from './worlds-layout'
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

/** Where the line from one box to another meets the edge of the second. */
function meeting(from: PlacedNode, to: PlacedNode) {
  const centre = (placed: PlacedNode) => ({ x: placed.x + size.width / 2, y: placed.y + size.height / 2 })
  const [a, b] = [centre(from), centre(to)]
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const share = Math.min(
    dx === 0 ? Infinity : size.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : size.height / 2 / Math.abs(dy),
  )
  return { x: b.x - dx * share, y: b.y - dy * share }
}

/** A curve over the tops of two copies, or beside them where they stand above each other, so that it is no arrow. */
function bow(from: PlacedNode, to: PlacedNode) {
  const [a, b] = from.x <= to.x ? [from, to] : [to, from]
  const span = b.x - a.x
  if (span < size.width) {
    const [x1, x2] = [a.x + size.width, b.x + size.width]
    const [y1, y2] = [a.y + size.height / 2, b.y + size.height / 2]
    return `M ${x1} ${y1} Q ${Math.max(x1, x2) + 26} ${(y1 + y2) / 2} ${x2} ${y2}`
  }
  const [x1, x2] = [a.x + size.width / 2, b.x + size.width / 2]
  return `M ${x1} ${a.y} Q ${(x1 + x2) / 2} ${Math.min(a.y, b.y) - 18 - 0.05 * span} ${x2} ${b.y}`
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
