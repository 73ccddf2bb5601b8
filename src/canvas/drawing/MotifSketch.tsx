import { useMemo } from 'react'
import type { Motif } from '../../document/motifs'
import { SKETCH, sketchMotif } from './motif-sketch'
import styles from './Drawing.module.css'

/** The drawing beside a motif's name; the words say the same. */
export function MotifSketch({ motif }: { motif: Motif }) {
  const { nodes, edges } = useMemo(() => sketchMotif(motif), [motif])
  return (
    <svg
      className={styles.sketch}
      width={SKETCH.width}
      height={SKETCH.height}
      viewBox={`0 0 ${SKETCH.width} ${SKETCH.height}`}
      aria-hidden
    >
      {edges.map(({ path, heads, dashed }) => (
        <g key={path}>
          <path className={styles.sketchLine} d={path} strokeDasharray={dashed ? '4 3' : undefined} />
          {heads.map((head) => (
            <path key={head} className={styles.sketchHead} d={head} />
          ))}
        </g>
      ))}
      {nodes.map(({ letter, at, form }) => (
        <g
          key={letter}
          className={`${styles.sketchNode} ${styles[form]}`}
          transform={`translate(${at.x} ${at.y})`}
        >
          <circle r={SKETCH.radius} />
          {form === 'selected' ? <circle className={styles.sketchRing} r={SKETCH.radius - 2.5} /> : null}
          <text textAnchor="middle" dominantBaseline="central" dy={0.5}>
            {letter}
          </text>
        </g>
      ))}
    </svg>
  )
}
