import type { ConnectionLineComponentProps, InternalNode } from '@xyflow/react'
import { useView } from '../stores/view'
import { drawEdge, outlineOf } from './edge-drawing'
import { connectionEdge } from './from-flow'
import { edgeLook } from './edge-look'
import type { CanvasNode } from './note-nodes'
import type { VariableFlowNode } from './to-flow'
import type { VariableId } from '../engine/graph/graph'
import { arcBend } from './route'
import { centreOf, distance } from './geometry'
import styles from './CausalEdge.module.css'

const POINTER = 1

/** The edge under way, from the node to the pointer. */
export function ConnectionLine({ fromNode, toX, toY }: ConnectionLineComponentProps<CanvasNode>) {
  const tool = useView((state) => state.tool)
  // Only variables have grips to draw from.
  const source = outlineOf(fromNode as InternalNode<VariableFlowNode>)
  const target = { x: toX - POINTER, y: toY - POINTER, width: 2 * POINTER, height: 2 * POINTER }
  const kind = tool === 'bidirected' || tool === 'latent' ? 'bidirected' : 'edge'
  const edge = connectionEdge(kind, fromNode.id as VariableId, 'pointer' as VariableId)
  const bend = kind === 'edge' ? 0 : arcBend(distance(centreOf(source), centreOf(target)))
  const look = edgeLook(edge, 'plain', 'own', 'measured')
  const drawing = drawEdge(
    { edge, look, bend, bent: null, density: 'normal', bar: null, role: 'plain' },
    source,
    target,
  )
  if (!drawing) return null
  return (
    <g className={`${styles.edge} ${styles.underWay}`}>
      <path
        className={styles.line}
        d={drawing.path}
        style={{ strokeWidth: look.width, strokeDasharray: look.dash ?? undefined }}
      />
      {drawing.heads.map((head) => (
        <path key={head} className={styles.head} d={head} />
      ))}
    </g>
  )
}
