import { wrapText, type Wrapped } from '../base/wrap-text'

/** Sizes of nodes, decided before they are drawn, so that edges and layout need no measuring round. */
export interface NodeContent {
  readonly name: string
  readonly glyph: 'shown' | 'none'
  readonly density: Density
  /** Number of bars, 0 for a node without data. */
  readonly bars: number
  /** What the bars are; beside the name where it fits. */
  readonly caption?: string
}

export type Density = 'normal' | 'dense'

/** Width in pixels of a name in the node's font. */
export type MeasureText = (text: string, density: Density) => number

/** The name as it is drawn, one line below the other, and where the caption stands. */
export interface NodeLabel {
  readonly lines: readonly string[]
  readonly width: number
  readonly caption: 'beside' | 'below'
}

const LINES = 3
const LIVE_WIDTH = { least: 196, most: 220 }
/** Padding, border and slack of a live node. */
const LIVE_EDGES = 32
const GLYPH = 22
const NAME_WIDTH: Record<Density, number> = { normal: 140, dense: 132 }
const LINE_HEIGHT: Record<Density, number> = { normal: 18, dense: 16 }
const CAPTION = { gap: 8, height: 16, ofNameSize: 0.86 }
/** From this many variables on, nodes are 30 pixels high and plain ones lose their glyph. */
export const DENSE_FROM = 18

/** Each name is wrapped once for a font and a width. */
const wrapped = new WeakMap<MeasureText, Map<string, Wrapped>>()

function wrapName(name: string, density: Density, width: number, measure: MeasureText): Wrapped {
  const known = wrapped.get(measure) ?? new Map<string, Wrapped>()
  wrapped.set(measure, known)
  const key = `${density} ${width} ${name}`
  const found = known.get(key) ?? wrapText(name, { width, lines: LINES }, (text) => measure(text, density))
  known.set(key, found)
  return found
}

const captionWidth = (caption: string, measure: MeasureText) =>
  caption === '' ? 0 : CAPTION.gap + CAPTION.ofNameSize * measure(caption, 'normal')

export function nodeLabel(content: NodeContent, measure: MeasureText): NodeLabel {
  const { name, density, bars, caption = '' } = content
  if (bars === 0) return { ...wrapName(name, density, NAME_WIDTH[density], measure), caption: 'beside' }
  const room = LIVE_WIDTH.most - LIVE_EDGES - GLYPH
  const beside = measure(name, 'normal') + captionWidth(caption, measure) <= room
  return { ...wrapName(name, 'normal', room, measure), caption: beside ? 'beside' : 'below' }
}

export function nodeSize(content: NodeContent, measure: MeasureText): { width: number; height: number } {
  const { density, bars, caption = '' } = content
  const label = nodeLabel(content, measure)
  const text = Math.ceil(label.width)
  const glyph = content.glyph === 'shown' ? GLYPH : 0
  const more = (label.lines.length - 1) * LINE_HEIGHT[density]
  if (bars > 0) {
    const beside = label.caption === 'beside' ? captionWidth(caption, measure) : 0
    return {
      width: Math.max(LIVE_WIDTH.least, Math.ceil(text + beside) + LIVE_EDGES + GLYPH),
      height: (bars > 1 ? 88 : 70) + more + (label.caption === 'below' ? CAPTION.height : 0),
    }
  }
  if (density === 'dense') return { width: Math.max(72, text + glyph + 28), height: 30 + more }
  return { width: Math.max(96, text + glyph + 30), height: 40 + more }
}

/** Good enough where nothing is drawn: tests and the worker. */
export const roughMeasure: MeasureText = (text, density) => text.length * (density === 'dense' ? 6.6 : 7.3)
