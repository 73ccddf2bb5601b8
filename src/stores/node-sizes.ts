import type { CausalGraph, VariableId } from '../engine/graph/graph'

const HEIGHT = 40
const NARROWEST = 96
const WIDEST = 220
/** Padding, glyph and gap beside the name. */
const AROUND_NAME = 46
const PER_CHARACTER = 7.4

/** What a node will measure on the canvas, in pixels, before it has been drawn; good enough for a layout. */
export function nodeSizes(graph: CausalGraph): Record<VariableId, { width: number; height: number }> {
  const width = (name: string) =>
    Math.min(WIDEST, Math.max(NARROWEST, AROUND_NAME + PER_CHARACTER * name.length))
  return Object.fromEntries(
    graph.variables.map(({ id, name }) => [id, { width: width(name), height: HEIGHT }]),
  )
}
