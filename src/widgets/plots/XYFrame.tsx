import type { HTMLAttributes, ReactNode } from 'react'
import styles from './data-plots.module.css'
import { frameScale, MARGIN, type FrameScale } from './frame-scale'
import type { Tick } from './Histogram'
import { useWidth } from './use-width'

export interface PlotAxis {
  readonly name: string
  readonly low: number
  readonly high: number
  readonly ticks: readonly Tick[]
}

interface XYFrameProps {
  readonly x: PlotAxis
  readonly y: PlotAxis
  /** Pixels. */
  readonly height: number
  /** What it shows, in a sentence. */
  readonly label: string
  readonly keys?: HTMLAttributes<HTMLDivElement>
  readonly renderPlot: (scale: FrameScale) => ReactNode
}

/** Two named axes with hairlines; `renderPlot` fills what lies between them. */
export function XYFrame({ x, y, height, label, keys, renderPlot }: XYFrameProps) {
  const [ref, width] = useWidth<HTMLDivElement>(560)
  const scale = frameScale({ width, height }, [x.low, x.high], [y.low, y.high])
  const bottom = height - MARGIN.bottom
  const right = width - MARGIN.right
  return (
    <div ref={ref} className={styles.frame} role="group" aria-label={label} {...keys}>
      <svg width={width} height={height} aria-hidden>
        {y.ticks.map((tick) => (
          <g key={tick.at}>
            <line
              className={styles.grid}
              x1={MARGIN.left}
              x2={right}
              y1={scale.y(tick.at)}
              y2={scale.y(tick.at)}
            />
            <text
              className={styles.tick}
              x={MARGIN.left - 7}
              y={scale.y(tick.at)}
              dy="0.32em"
              textAnchor="end"
            >
              {tick.label}
            </text>
          </g>
        ))}
        {x.ticks.map((tick) => (
          <g key={tick.at}>
            <line
              className={styles.grid}
              x1={scale.x(tick.at)}
              x2={scale.x(tick.at)}
              y1={MARGIN.top}
              y2={bottom}
            />
            <text className={styles.tick} x={scale.x(tick.at)} y={bottom + 15} textAnchor="middle">
              {tick.label}
            </text>
          </g>
        ))}
        {renderPlot(scale)}
        <text
          className={styles.axisName}
          x={MARGIN.left + scale.width / 2}
          y={height - 6}
          textAnchor="middle"
        >
          {x.name}
        </text>
        <text
          className={styles.axisName}
          textAnchor="middle"
          transform={`translate(12 ${MARGIN.top + scale.height / 2}) rotate(-90)`}
        >
          {y.name}
        </text>
      </svg>
    </div>
  )
}
