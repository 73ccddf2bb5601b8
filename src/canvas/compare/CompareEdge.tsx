import { useInternalNode, type EdgeProps } from '@xyflow/react'
import { memo, useMemo } from 'react'
import type { EdgeLook } from '../edge-look'
import { drawEdge } from '../edge-drawing'
import type { CompareFlowEdge, CompareFlowNode } from './compare-flow'
import styles from './Compare.module.css'

const dashes = { solid: null, dashed: '7 5', dotted: '1.5 5' } as const

export const CompareEdge = memo(function CompareEdge({ source, target, data }: EdgeProps<CompareFlowEdge>) {
  const from = useInternalNode<CompareFlowNode>(source)
  const to = useInternalNode<CompareFlowNode>(target)
  const drawing = useMemo(() => {
    if (!from || !to || !data) return null
    const width = data.class === 'same' ? 1.5 : 2.25
    const look: EdgeLook = { width, dash: dashes[data.form], tone: 'edge' }
    const rect = ({ internals, measured }: typeof from) => ({
      ...internals.positionAbsolute,
      width: measured.width ?? 0,
      height: measured.height ?? 0,
    })
    return drawEdge({ ...data, look, bar: null, bent: null, role: 'plain' }, rect(from), rect(to))
  }, [from, to, data])
  if (!drawing || !data) return null
  const outlined = (i: number) => data.hollow === 'all' || (data.hollow === 'start' && i === 1)
  return (
    <g className={styles.edge} data-class={data.class} data-form={data.form} data-chosen={data.chosen}>
      <path className={styles.halo} d={drawing.path} />
      <path className={`react-flow__edge-interaction ${styles.hit}`} d={drawing.path} />
      <path className={styles.line} d={drawing.path} />
      {drawing.heads.map((head, i) => (
        <path key={head} className={outlined(i) ? styles.outlined : styles.head} d={head} />
      ))}
      {drawing.circles.map((spot) => (
        <circle key={`${spot.x} ${spot.y}`} className={styles.outlined} cx={spot.x} cy={spot.y} r={4} />
      ))}
      {data.badge ? (
        <g className={styles.mark} transform={`translate(${data.badgeX} ${data.badgeY})`}>
          <circle r={8.5} />
          <text textAnchor="middle" dominantBaseline="central">
            {data.badge}
          </text>
        </g>
      ) : null}
    </g>
  )
})
