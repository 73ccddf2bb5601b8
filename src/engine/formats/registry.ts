import { createRegistry } from '../../base/registry'
import { fail, type Result } from '../../base/result'
import { bif } from './bif'
import { dagitty, readModelText } from './dagitty'
import { dot } from './dot'
import { edgeList } from './edge-list'
import type { GraphFormat, GraphPart } from './format'
import { json } from './json'

export const graphFormats = createRegistry<GraphFormat>('format', [dagitty, dot, json, bif, edgeList])

/** The format that claims the text; without one, the format of the file's extension; null when neither knows. */
export function detectFormat(text: string, fileName = ''): GraphFormat | null {
  const extension = fileName.includes('.') ? fileName.split('.').at(-1)!.toLowerCase() : ''
  return (
    graphFormats.entries.find((format) => format.match(text)) ??
    graphFormats.entries.find((format) => format.extensions.includes(extension)) ??
    null
  )
}

const LOOKS_LIKE_EDGES = /->|<-|--|@-|[→←↔]/

/** Reads a graph in whatever known format it is written. */
export function readGraph(text: string, fileName?: string): Result<GraphPart> {
  if (text.trim() === '') return fail('empty-text', 'The text is empty.', { line: 1, column: 1 })
  const format = detectFormat(text, fileName)
  if (format) return format.read(text)
  if (LOOKS_LIKE_EDGES.test(text)) return readModelText(text)
  const known = graphFormats.entries.map((entry) => entry.label).join(', ')
  return fail('unknown-format', `The text is in no graph format known here (${known}).`, {
    line: 1,
    token: text.trimStart().slice(0, 40),
  })
}
