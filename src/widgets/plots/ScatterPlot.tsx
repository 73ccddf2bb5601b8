import { useMemo, type ReactNode } from 'react'
import styles from './data-plots.module.css'
import type { FrameScale } from './frame-scale'
import { useReading } from './use-reading'
import { XYFrame, type PlotAxis } from './XYFrame'

interface ScatterPlotProps {
  readonly x: PlotAxis
  readonly y: PlotAxis
  readonly points: { readonly x: readonly number[]; readonly y: readonly number[] }
  readonly height: number
  readonly label: string
  readonly reading: (x: number, y: number) => string
  /** Stands below while no dot is read. */
  readonly note: ReactNode
  readonly renderOver?: (scale: FrameScale) => ReactNode
}

/** A dot a row. One tab stop; arrow keys read the dots from left to right. */
export function ScatterPlot({ x, y, points, height, label, reading, note, renderOver }: ScatterPlotProps) {
  const inside = useMemo(
    () =>
      points.x
        .map((value, i) => ({ x: value, y: points.y[i] }))
        .filter((dot) => dot.x >= x.low && dot.x <= x.high && dot.y >= y.low && dot.y <= y.high)
        .toSorted((a, b) => a.x - b.x || a.y - b.y),
    [points, x.low, x.high, y.low, y.high],
  )
  const { at, point, keys } = useReading(inside.length)
  const read = at === null ? null : inside[at]
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
            {inside.map((dot, i) => (
              <circle
                // Rows have no identity but their place.
                key={i}
                className={styles.dot}
                cx={scale.x(dot.x)}
                cy={scale.y(dot.y)}
                r={2.75}
                onPointerEnter={() => point(i)}
              />
            ))}
            {renderOver?.(scale)}
            {read ? <circle className={styles.ring} cx={scale.x(read.x)} cy={scale.y(read.y)} r={5} /> : null}
          </>
        )}
      />
      <figcaption className={styles.caption}>
        <p className={styles.reading} aria-live="polite">
          {read ? reading(read.x, read.y) : note}
        </p>
      </figcaption>
    </figure>
  )
}
