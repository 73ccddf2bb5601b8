import type { ReactNode } from 'react'
import { count } from '../numbers'
import styles from './data-plots.module.css'
import type { FrameScale } from './frame-scale'
import { shadeOf, shadeSteps } from './shade'
import { useReading } from './use-reading'
import { XYFrame, type PlotAxis } from './XYFrame'

interface HeatMapProps {
  readonly x: PlotAxis & { readonly edges: readonly number[] }
  readonly y: PlotAxis & { readonly edges: readonly number[] }
  /** counts[line * columns + column], line 0 at the bottom. */
  readonly counts: readonly number[]
  readonly height: number
  readonly label: string
  /** Read out for the cell at [column, line]. */
  readonly reading: (column: number, line: number) => string
  readonly legend: string
  /** Stands below while no cell is read. */
  readonly note: ReactNode
  /** Drawn over the cells. */
  readonly renderOver?: (scale: FrameScale) => ReactNode
}

/** Two columns of numbers as cells, the darker the more rows. One tab stop; arrow keys and the pointer read cells. */
export function HeatMap({ x, y, counts, height, label, reading, legend, note, renderOver }: HeatMapProps) {
  const columns = x.edges.length - 1
  const { at, point, keys } = useReading(counts.length, columns)
  const most = Math.max(...counts, 1)
  const cell = (index: number, scale: FrameScale) => {
    const [i, j] = [index % columns, Math.floor(index / columns)]
    const [left, right] = [scale.x(x.edges[i]), scale.x(x.edges[i + 1])]
    const [bottom, top] = [scale.y(y.edges[j]), scale.y(y.edges[j + 1])]
    // An axis of one value has no width of its own.
    const wide = right > left ? right - left : scale.width / 6
    const tall = bottom > top ? bottom - top : scale.height / 6
    return {
      x: right > left ? left : left - wide / 2,
      y: bottom > top ? top : top - tall / 2,
      width: wide,
      height: tall,
    }
  }
  return (
    <figure className={styles.figure}>
      <XYFrame
        x={x}
        y={y}
        height={height}
        label={label}
        keys={keys}
        renderPlot={(scale) => (
          <>
            <g>
              {counts.map((rows, index) => {
                const { x: left, y: top, width, height: tall } = cell(index, scale)
                return (
                  <rect
                    // Cells have no identity but their place.
                    key={index}
                    className={styles.cell}
                    x={left + 0.25}
                    y={top + 0.25}
                    width={Math.max(0.5, width - 0.5)}
                    height={Math.max(0.5, tall - 0.5)}
                    fillOpacity={shadeOf(rows, most)}
                    onPointerEnter={() => point(index)}
                  />
                )
              })}
            </g>
            {renderOver?.(scale)}
            {at === null ? null : <rect className={styles.ring} {...cell(at, scale)} />}
          </>
        )}
      />
      <figcaption className={styles.caption}>
        <p className={styles.reading} aria-live="polite">
          {at === null ? note : reading(at % columns, Math.floor(at / columns))}
        </p>
        <p className={styles.legend}>
          <span>{legend}</span>
          {shadeSteps(most).map((step) => (
            <span key={step} className={styles.legendStep}>
              <span className={styles.swatch}>
                <span style={{ opacity: shadeOf(step, most) }} />
              </span>
              {count(step)}
            </span>
          ))}
        </p>
      </figcaption>
    </figure>
  )
}
