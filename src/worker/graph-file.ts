import type { Result } from '../base/result'
import type { GraphPart } from '../engine/formats/format'
import { detectFormat, graphFormats, readGraph } from '../engine/formats/registry'
import { layoutGraph } from './layout'

/** Files with these endings hold a table unless their text is plainly a graph. */
const tableExtensions = new Set(['.txt', '.tab', '.dat', ''])

const extensionOf = (name: string) => /\.[^.]+$/.exec(name.toLowerCase())?.[0] ?? ''

function readAsGraph(name: string, text: string): Result<GraphPart> | null {
  const claimed = graphFormats.entries.find((format) => format.match(text))
  if (claimed) return claimed.read(text)
  if (!tableExtensions.has(extensionOf(name))) {
    const format = detectFormat(text, name)
    return format ? format.read(text) : null
  }
  const bare = readGraph(text)
  return bare.ok ? bare : null
}

/** Share of the work that reading takes; arranging takes the rest. */
const READING = 0.2

/** The graph of a file with a place for every variable; null when the file is a table. */
export function readGraphFile(
  { name, text }: { readonly name: string; readonly text: string },
  progress: (fraction: number, note: string) => void,
): Result<GraphPart> | null {
  progress(0, 'reading')
  const part = readAsGraph(name, text)
  if (!part?.ok) return part
  const { graph, layout } = part.value
  if (graph.variables.every(({ id }) => layout[id])) return part
  const places = layoutGraph({ graph, sizes: {} }, (share) =>
    progress(READING + (1 - READING) * share, 'arranging'),
  )
  return { ok: true, value: { ...part.value, layout: places } }
}
