import { probability } from '../numbers'
import { blend, readableOn, readColour, spell, type Colour } from './colour'

export interface MatrixColours {
  readonly ground: Colour
  readonly positive: Colour
  readonly negative: Colour
  readonly names: Colour
}

const black: Colour = [0, 0, 0]
/** Only pure black and white can keep a contrast of 4.5 on every ground. */
const INKS: readonly Colour[] = [black, [255, 255, 255]]

export const inkOn = (ground: Colour): Colour => readableOn(ground, INKS)

/** The colours of the theme in use. `token` reads a custom property. */
export function matrixColours(token: (name: string) => string): MatrixColours {
  const read = (name: string) => readColour(token(name)) ?? black
  return {
    ground: read('--bg-panel'),
    positive: read('--role-exposure'),
    negative: read('--role-outcome'),
    names: read('--ink-2'),
  }
}

/** The colour of a value in [-1, 1]: neutral at 0, towards one of two inks at the ends. */
export function cellColour(value: number, { ground, positive, negative }: MatrixColours): Colour {
  if (Number.isNaN(value)) return ground
  return blend(ground, value < 0 ? negative : positive, 0.9 * Math.abs(value))
}

export interface MatrixLayout {
  /** Pixels of one cell, a whole number where cells are large enough to tell. */
  readonly cell: number
  /** Pixels for the names at the left and above; 0 where they would not be readable. */
  readonly names: number
  readonly side: number
}

const NAMED_CELL = 13
const NUMBERED_CELL = 30
const SIGNED_CELL = 7

/** How large the cells are in a square of `room` pixels, with names while they can be read. */
export function matrixLayout(size: number, room: number, longestName: number): MatrixLayout {
  const names = Math.min(150, 16 + 6.4 * longestName)
  const withNames = (room - names) / Math.max(1, size)
  if (withNames >= NAMED_CELL) {
    const cell = Math.min(56, Math.floor(withNames))
    return { cell, names, side: names + cell * size }
  }
  const plain = room / Math.max(1, size)
  const cell = plain >= 2 ? Math.floor(plain) : plain
  return { cell, names: 0, side: cell * size }
}

/** Are the cells so small that they hold neither number nor sign, and are painted as an image? */
export const isFine = ({ cell }: MatrixLayout): boolean => cell < SIGNED_CELL

const STEPS = 100

/** One pixel a cell, as red, green, blue and opacity from 0 to 255. */
export function matrixPixels(
  size: number,
  value: (line: number, column: number) => number,
  colours: MatrixColours,
): Uint8ClampedArray<ArrayBuffer> {
  const table = Array.from({ length: 2 * STEPS + 1 }, (_, i) => cellColour((i - STEPS) / STEPS, colours))
  const pixels = new Uint8ClampedArray(4 * size * size)
  for (let line = 0; line < size; line++) {
    for (let column = 0; column < size; column++) {
      const r = value(line, column)
      const colour =
        line === column || Number.isNaN(r) ? colours.ground : table[Math.round(r * STEPS) + STEPS]
      const at = 4 * (line * size + column)
      pixels[at] = colour[0]
      pixels[at + 1] = colour[1]
      pixels[at + 2] = colour[2]
      pixels[at + 3] = 255
    }
  }
  return pixels
}

/** The cell under a point of the drawing; null outside the cells. */
export function cellAt(
  layout: MatrixLayout,
  size: number,
  x: number,
  y: number,
): { line: number; column: number } | null {
  const column = Math.floor((x - layout.names) / layout.cell)
  const line = Math.floor((y - layout.names) / layout.cell)
  return column >= 0 && line >= 0 && column < size && line < size ? { line, column } : null
}

interface MatrixDrawing {
  readonly names: readonly string[]
  /** Value of a cell in [-1, 1]; NaN is drawn as a slash. */
  readonly value: (line: number, column: number) => number
  readonly layout: MatrixLayout
  readonly colours: MatrixColours
  readonly font: string
}

type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillRect'
  | 'fillText'
  | 'save'
  | 'restore'
  | 'translate'
  | 'rotate'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'clearRect'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>

/** Draws the matrix. Numbers where they fit; where not, negative cells carry a dash, so that colour is not alone. */
export function drawMatrix(pen: Pen, { names, value, layout, colours, font }: MatrixDrawing) {
  const { cell, names: margin, side } = layout
  pen.clearRect(0, 0, side, side)
  pen.textBaseline = 'middle'
  for (let line = 0; line < names.length; line++) {
    for (let column = 0; column < names.length; column++) {
      const left = margin + column * cell
      const top = margin + line * cell
      const r = value(line, column)
      const ground = line === column ? colours.ground : cellColour(r, colours)
      pen.fillStyle = spell(ground)
      pen.fillRect(left, top, cell - 1, cell - 1)
      if (line === column) continue
      const ink = spell(inkOn(ground))
      pen.fillStyle = ink
      pen.strokeStyle = ink
      if (cell >= NUMBERED_CELL) {
        pen.font = `${cell >= 38 ? 11.5 : 10.5}px ${font}`
        pen.textAlign = 'center'
        pen.fillText(Number.isNaN(r) ? '–' : probability(r, 2), left + cell / 2, top + cell / 2)
      } else if (Number.isNaN(r) || r < -0.05) {
        const [dx, dy] = Number.isNaN(r) ? [cell / 4, cell / 4] : [cell / 4, 0]
        pen.lineWidth = 1
        pen.beginPath()
        pen.moveTo(left + cell / 2 - dx, top + cell / 2 + dy)
        pen.lineTo(left + cell / 2 + dx, top + cell / 2 - dy)
        pen.stroke()
      }
    }
  }
  if (margin > 0) drawNames(pen, names, layout, colours, font)
}

function drawNames(
  pen: Pen,
  names: readonly string[],
  { cell, names: margin }: MatrixLayout,
  colours: MatrixColours,
  font: string,
) {
  pen.fillStyle = spell(colours.names)
  pen.font = `11.5px ${font}`
  const room = Math.floor((margin - 10) / 6.4)
  names.forEach((name, i) => {
    const text = name.length > room ? `${name.slice(0, Math.max(1, room - 1))}…` : name
    const middle = margin + (i + 0.5) * cell
    pen.textAlign = 'right'
    pen.fillText(text, margin - 6, middle)
    pen.save()
    pen.translate(middle, margin - 6)
    pen.rotate(-Math.PI / 2)
    pen.textAlign = 'left'
    pen.fillText(text, 0, 0)
    pen.restore()
  })
}
