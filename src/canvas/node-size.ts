/** Sizes of nodes, decided before they are drawn, so that edges and layout need no measuring round. */
export interface NodeContent {
  readonly name: string
  readonly glyph: 'shown' | 'none'
  readonly density: Density
  /** Number of bars, 0 for a node without data. */
  readonly bars: number
}

export type Density = 'normal' | 'dense'

/** Width in pixels of a name in the node's font. */
export type MeasureText = (text: string, density: Density) => number

const LIVE_WIDTH = 196
/** From this many variables on, nodes are 30 pixels high and plain ones lose their glyph. */
export const DENSE_FROM = 18

export function nodeSize(content: NodeContent, measure: MeasureText): { width: number; height: number } {
  const text = Math.ceil(measure(content.name, content.density))
  const glyph = content.glyph === 'shown' ? 22 : 0
  if (content.bars > 0) {
    return { width: Math.min(220, Math.max(LIVE_WIDTH, text + 90)), height: content.bars > 1 ? 88 : 70 }
  }
  if (content.density === 'dense') return { width: clamp(text + glyph + 28, 72, 200), height: 30 }
  const width = clamp(text + glyph + 30, 96, 220)
  return { width, height: text + glyph + 30 > 220 ? 58 : 40 }
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high))

/** Good enough where nothing is drawn: tests and the worker. */
export const roughMeasure: MeasureText = (text, density) => text.length * (density === 'dense' ? 6.6 : 7.3)
