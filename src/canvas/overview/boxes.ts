import type { Rect } from '../geometry'
import type { VariableFlowNode } from '../to-flow'
import type { Scene } from './scene'

/** Nodes as the overview draws them at one zoom, in screen pixels from the canvas origin: panning moves them all. */
export interface Boxes {
  readonly zoom: number
  readonly fontSize: number
  readonly rects: readonly Rect[]
  /** Does the box show its name? */
  readonly named: Uint8Array
}

const NODE_FONT = 12.5
const LEAST_FONT = 10.5
const PADDING = { across: 7, along: 3 }
/** Longer names are cut. */
const WIDEST_NAME = 180
const LEAST_SIZE = { width: 3, height: 2 }
/** Free pixels around a name that covers unnamed boxes where the graph is too dense for all names. */
const SPACING = { x: 26, y: 12 }

const CELL = 48

/** Which boxes stand where: squares of 48 pixels, each with the boxes that reach into it. */
class Crowd {
  private readonly cells = new Map<number, number[]>()
  constructor(private readonly rects: readonly Rect[]) {}

  private forCells({ x, y, width, height }: Rect, visit: (key: number) => void) {
    const right = Math.floor((x + width) / CELL)
    const bottom = Math.floor((y + height) / CELL)
    for (let i = Math.floor(x / CELL); i <= right; i++)
      for (let j = Math.floor(y / CELL); j <= bottom; j++) visit(i * 1_000_003 + j)
  }

  add(box: number) {
    this.forCells(this.rects[box], (key) => {
      const cell = this.cells.get(key)
      if (cell) cell.push(box)
      else this.cells.set(key, [box])
    })
  }

  /** Does any box but `self` meet the rectangle, in the form that `rects` has it now? */
  meets(rect: Rect, self: number, counts: (box: number) => boolean): boolean {
    let found = false
    this.forCells(rect, (key) => {
      if (found) return
      for (const box of this.cells.get(key) ?? []) {
        if (box === self || !counts(box)) continue
        const other = this.rects[box]
        if (
          rect.x < other.x + other.width &&
          other.x < rect.x + rect.width &&
          rect.y < other.y + other.height &&
          other.y < rect.y + rect.height
        ) {
          found = true
          return
        }
      }
    })
    return found
  }
}

/** What a name takes at a font size; graphs that have an overview are drawn in the dense font. */
export const widthOfName = ({ data }: VariableFlowNode, fontSize: number) =>
  (data.nameWidth / NODE_FONT) * fontSize

const around = (rect: Rect, width: number, height: number): Rect => ({
  x: rect.x + (rect.width - width) / 2,
  y: rect.y + (rect.height - height) / 2,
  width,
  height,
})

/**
 * The boxes of a zoom. Names are at least 10.5 px high: a box grows around its name where that covers no
 * neighbour, most important first. Where that names few, names may also cover unnamed boxes, far enough from
 * each other to be read.
 */
export function boxesAt({ nodes, rects, order, leading }: Scene, zoom: number): Boxes {
  const fontSize = Math.max(LEAST_FONT, NODE_FONT * zoom)
  const boxes: Rect[] = rects.map((rect) => {
    const scaled = {
      x: rect.x * zoom,
      y: rect.y * zoom,
      width: rect.width * zoom,
      height: rect.height * zoom,
    }
    const width = Math.max(LEAST_SIZE.width, scaled.width)
    const height = Math.max(LEAST_SIZE.height, scaled.height)
    return width === scaled.width && height === scaled.height ? scaled : around(scaled, width, height)
  })
  const named = new Uint8Array(nodes.length)
  // What is faded has no name and is in nobody's way.
  const shown = order.filter((i) => !nodes[i].hidden && !nodes[i].data.faded)
  const wish = (i: number) =>
    around(
      boxes[i],
      Math.max(boxes[i].width, Math.min(WIDEST_NAME, widthOfName(nodes[i], fontSize)) + 2 * PADDING.across),
      Math.max(boxes[i].height, fontSize + 2 * PADDING.along),
    )
  const crowd = new Crowd(boxes)
  for (const i of shown) crowd.add(i)
  const everyone = () => true
  for (const [place, i] of shown.entries()) {
    const grown = wish(i)
    if (place >= leading && crowd.meets(grown, i, everyone)) continue
    boxes[i] = grown
    named[i] = 1
    crowd.add(i)
  }
  const isNamed = (box: number) => named[box] === 1
  for (const i of shown) {
    if (named[i]) continue
    const grown = wish(i)
    const clear = around(grown, grown.width + 2 * SPACING.x, grown.height + 2 * SPACING.y)
    if (crowd.meets(clear, i, isNamed)) continue
    boxes[i] = grown
    named[i] = 1
    crowd.add(i)
  }
  return { zoom, fontSize, rects: boxes, named }
}
