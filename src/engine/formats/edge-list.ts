import type { Result } from '../../base/result'
import { canonicalEdge, edgeSymbol, nameOf } from '../graph/graph'
import type { GraphFormat, GraphPart } from './format'
import { createGraphBuilder } from './graph-builder'
import { arrowMarks } from './tokens'

const HEADER = /^\ufeff?"?from"?,("?edge"?,)?"?to"?\s*(\r?\n|$)/i

/**
 * `from,edge,to`, one edge a row, with DAGitty's arrows; without the middle column every edge is directed.
 * A row with a name in `from` alone is a variable without edges.
 */
function readEdgeList(text: string): Result<GraphPart> {
  const builder = createGraphBuilder()
  const rows = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const width = cells(rows[0]).length
  rows.slice(1).forEach((row, position) => {
    if (row.trim() === '') return
    const line = position + 2
    const found = cells(row)
    const [from, arrow, to] = width === 3 ? found : [found[0], '->', found[1]]
    if (found.length !== width && found.length !== 1) {
      const message = `This row has ${found.length} cells; the header has ${width}.`
      builder.report('ragged-row', message, { line, token: row })
      return
    }
    if (!builder.variable(from, { line, column: 1, token: from }) || !to) return
    builder.variable(to, { line, token: to })
    const marks = arrowMarks(arrow)
    if (marks) builder.edge(from, to, marks, { line, token: row })
    else
      builder.report('unknown-edge', `"${arrow}" is not an edge such as -> or <->.`, { line, token: arrow })
  })
  return builder.finish(null)
}

/** The cells of one line; a quote inside a quoted cell is doubled. */
function cells(row: string): string[] {
  const found: string[] = []
  const cell = /\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(,|$)/y
  for (;;) {
    const match = cell.exec(row)
    if (!match) return found
    found.push(match[1] === undefined ? match[2].trim() : match[1].replaceAll('""', '"'))
    if (match[3] === '') return found
  }
}

function writeEdgeList({ graph }: GraphPart): string {
  const word = (name: string) => (/[",\n\r]|^\s|\s$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)
  const joined = new Set(graph.edges.flatMap((edge) => [edge.from, edge.to]))
  const lines = graph.edges
    .map(canonicalEdge)
    .map((edge) => `${word(nameOf(graph, edge.from))},${edgeSymbol(edge)},${word(nameOf(graph, edge.to))}`)
  for (const { id, name } of graph.variables) if (!joined.has(id)) lines.push(`${word(name)},,`)
  return `from,edge,to\n${lines.map((line) => `${line}\n`).join('')}`
}

export const edgeList: GraphFormat = {
  id: 'edges',
  label: 'Edge list (CSV)',
  extensions: ['csv'],
  match: (text) => HEADER.test(text),
  read: readEdgeList,
  write: writeEdgeList,
}
