import { useInternalNode, type EdgeProps } from '@xyflow/react'
import { Scissors } from 'lucide-react'
import { memo, useMemo } from 'react'
import { drawEdge, outlineOf } from './edge-drawing'
import type { CausalFlowEdge, VariableFlowNode } from './to-flow'
import styles from './CausalEdge.module.css'

export const CausalEdge = memo(function CausalEdge({
  source,
  target,
  data,
  selected,
}: EdgeProps<CausalFlowEdge>) {
  const from = useInternalNode<VariableFlowNode>(source)
  const to = useInternalNode<VariableFlowNode>(target)
  const drawing = useMemo(
    () => (from && to && data ? drawEdge(data, outlineOf(from), outlineOf(to)) : null),
    [from, to, data],
  )
  if (!drawing || !data) return null
  const { look, role } = data
  const classes = [
    styles.edge,
    styles[look.tone],
    data.cycle ? styles.cycle : '',
    data.cycle === 'refused' ? styles.refused : '',
    data.faded ? styles.faded : '',
  ]
  return (
    <g className={classes.join(' ')} data-dense={data.density === 'dense' || undefined}>
      <path className={`${styles.halo} ${selected ? styles.chosen : ''}`} d={drawing.path} />
      <path className={`react-flow__edge-interaction ${styles.hit}`} d={drawing.path} />
      <path
        className={styles.line}
        d={drawing.path}
        style={{ strokeWidth: look.width, strokeDasharray: look.dash ?? undefined }}
      />
      {role === 'cut'
        ? drawing.halves.map((half) => <path key={half} className={styles.parting} d={half} pathLength={1} />)
        : null}
      {drawing.heads.map((head) => (
        <path key={head} className={styles.head} d={head} style={{ opacity: drawing.headOpacity }} />
      ))}
      {drawing.circles.map((spot) => (
        <circle
          key={`${spot.x} ${spot.y}`}
          className={styles.circle}
          cx={spot.x}
          cy={spot.y}
          r={4}
          style={{ strokeWidth: look.width }}
        />
      ))}
      {data.dots
        ? [0, 1, 2].map((i) => (
            <circle
              key={i}
              className={styles.dot}
              r={2.75}
              style={{
                offsetPath: `path("${drawing.path}")`,
                animationDuration: `${drawing.seconds}s`,
                animationDelay: `${(-i * drawing.seconds) / 3}s`,
              }}
            />
          ))
        : null}
      {role === 'biasing'
        ? drawing.chevrons.map((chevron) => <path key={chevron} className={styles.chevron} d={chevron} />)
        : null}
      {drawing.bar ? <path className={styles.bar} d={drawing.bar} /> : null}
      {data.caption ? (
        <text
          className={styles.caption}
          x={drawing.label.x}
          y={drawing.label.y}
          textAnchor={drawing.label.anchor}
        >
          {data.caption}
        </text>
      ) : null}
      {role === 'cut' ? (
        <g className={styles.scissors} transform={`translate(${drawing.middle.x} ${drawing.middle.y})`}>
          <g className={styles.badge}>
            <rect x={-12} y={-12} width={24} height={24} rx={5} />
            <Scissors x={-7} y={-7} size={14} strokeWidth={1.75} aria-hidden />
          </g>
        </g>
      ) : null}
      {data.because === null || data.badge ? null : (
        <g className={styles.because} transform={`translate(${drawing.cited.x} ${drawing.cited.y})`}>
          <title>{data.because}</title>
          <circle r={8} />
          <text textAnchor="middle" dy={7}>
            “
          </text>
        </g>
      )}
      {data.count > 1 ? (
        <g className={styles.mark} transform={`translate(${drawing.badge.x} ${drawing.badge.y})`}>
          <circle r={8.5} />
          <text textAnchor="middle" dominantBaseline="central">
            {data.count}
          </text>
        </g>
      ) : data.against ? (
        <g
          className={`${styles.mark} ${styles.against}`}
          transform={`translate(${drawing.badge.x} ${drawing.badge.y})`}
        >
          <circle r={8.5} />
          <text textAnchor="middle" dominantBaseline="central">
            !
          </text>
        </g>
      ) : data.badge ? (
        <g className={styles.mark} transform={`translate(${drawing.badge.x} ${drawing.badge.y})`}>
          <circle r={7.5} />
          <text textAnchor="middle" dominantBaseline="central">
            {data.badge}
          </text>
        </g>
      ) : null}
    </g>
  )
})
