import { wrapText } from '../base/wrap-text'
import type { CausalGraph, VariableId } from '../engine/graph/graph'

const LINE_HEIGHT = 18
const ONE_LINE = 40
const NARROWEST = 96
/** Padding, glyph and gap beside the name. */
const AROUND_NAME = 52
const NAME = { width: 140, lines: 3 }
const PER_CHARACTER = 7.4

/** What a node will measure on the canvas, in pixels, before it has been drawn; good enough for a layout. */
export function nodeSizes(graph: CausalGraph): Record<VariableId, { width: number; height: number }> {
  const size = (name: string) => {
    const { lines, width } = wrapText(name, NAME, (text) => text.length * PER_CHARACTER)
    return {
      width: Math.max(NARROWEST, AROUND_NAME + width),
      height: ONE_LINE + (lines.length - 1) * LINE_HEIGHT,
    }
  }
  return Object.fromEntries(graph.variables.map(({ id, name }) => [id, size(name)]))
}
