import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import styles from './data-plots.module.css'
import { cellAt, drawMatrix, isFine, matrixColours, matrixLayout, matrixPixels } from './matrix-drawing'
import { useWidth } from './use-width'

interface MatrixPlotProps {
  readonly names: readonly string[]
  /** In [-1, 1], symmetric; NaN is drawn as a slash. */
  readonly value: (line: number, column: number) => number
  readonly label: string
  readonly reading: (line: number, column: number) => string
  /** Stands below while no cell is read. */
  readonly note: ReactNode
  /** What the ends of the scale are called. */
  readonly scale: readonly [low: string, high: string]
  /** Pixels; the matrix is square and no wider than this. */
  readonly largest: number
  readonly onOpen: (line: number, column: number) => void
}

const STEPS = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]

interface Cell {
  readonly line: number
  readonly column: number
}

function readTheme() {
  const style = getComputedStyle(document.documentElement)
  return {
    colours: matrixColours((name) => style.getPropertyValue(name)),
    font: style.getPropertyValue('--font-ui'),
  }
}

/** The colours of the theme, read again when it changes: what is painted does not follow by itself. */
function useThemeColours() {
  const [theme, setTheme] = useState(readTheme)
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(readTheme()))
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return theme
}

const moves: Readonly<Record<string, readonly [line: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** A symmetric matrix of values in [-1, 1] on a diverging scale. One tab stop; arrow keys and the pointer read cells. */
export function MatrixPlot({ names, value, label, reading, note, scale, largest, onOpen }: MatrixPlotProps) {
  const [frame, width] = useWidth<HTMLDivElement>(largest)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [read, setRead] = useState<Cell | null>(null)
  const theme = useThemeColours()
  const size = names.length
  const longest = Math.max(...names.map((name) => name.length), 1)
  const room = Math.min(width, largest)
  const layout = useMemo(() => matrixLayout(size, room, longest), [size, room, longest])
  const shown = read && read.line < size && read.column < size ? read : null

  useLayoutEffect(() => {
    const element = canvas.current
    const pen = element?.getContext('2d')
    if (!element || !pen) return
    const ratio = window.devicePixelRatio || 1
    element.width = Math.ceil(layout.side * ratio)
    element.height = Math.ceil(layout.side * ratio)
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    if (isFine(layout)) {
      const image = new OffscreenCanvas(size, size)
      image
        .getContext('2d')
        ?.putImageData(new ImageData(matrixPixels(size, value, theme.colours), size, size), 0, 0)
      pen.imageSmoothingEnabled = layout.cell < 1
      pen.drawImage(image, 0, 0, layout.side, layout.side)
    } else drawMatrix(pen, { names, value, layout, ...theme })
  }, [names, value, layout, size, theme])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = shown ?? { line: 1, column: 0 }
    const move = moves[event.key]
    const next = move
      ? shown
        ? { line: at.line + move[0], column: at.column + move[1] }
        : at
      : { Home: { line: at.line, column: 0 }, End: { line: at.line, column: size - 1 } }[event.key]
    if (event.key === 'Enter' && shown && shown.line !== shown.column) onOpen(shown.line, shown.column)
    else if (next) {
      const within = (i: number) => Math.min(size - 1, Math.max(0, i))
      setRead({ line: within(next.line), column: within(next.column) })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const under = (event: { readonly nativeEvent: { readonly offsetX: number; readonly offsetY: number } }) =>
    cellAt(layout, size, event.nativeEvent.offsetX, event.nativeEvent.offsetY)

  return (
    <figure className={styles.figure} ref={frame}>
      <div
        className={styles.matrix}
        role="group"
        aria-label={label}
        tabIndex={0}
        style={{ width: layout.side }}
        onKeyDown={onKeyDown}
        onBlur={() => setRead(null)}
      >
        <canvas
          ref={canvas}
          aria-hidden
          style={{ width: layout.side, height: layout.side }}
          onPointerMove={(event) => {
            const cell = under(event)
            if (cell?.line !== shown?.line || cell?.column !== shown?.column) setRead(cell)
          }}
          onPointerLeave={() => setRead(null)}
          onClick={(event) => {
            const cell = under(event)
            if (cell && cell.line !== cell.column) onOpen(cell.line, cell.column)
          }}
        />
        {shown ? (
          <span
            className={styles.matrixRing}
            style={{
              left: layout.names + shown.column * layout.cell - 2,
              top: layout.names + shown.line * layout.cell - 2,
              width: layout.cell + 3,
              height: layout.cell + 3,
            }}
          />
        ) : null}
      </div>
      <figcaption className={styles.caption}>
        <p className={styles.reading} aria-live="polite">
          {shown ? reading(shown.line, shown.column) : note}
        </p>
        <p className={styles.diverging} aria-hidden>
          <span>{scale[0]}</span>
          <span className={styles.divergingBar}>
            {STEPS.map((step) => (
              <span
                key={step}
                data-side={step < 0 ? 'negative' : 'positive'}
                style={{ opacity: 0.9 * Math.abs(step) }}
              />
            ))}
          </span>
          <span>{scale[1]}</span>
        </p>
      </figcaption>
    </figure>
  )
}
