import { fail, type Result } from '../../base/result'
import { canonicalEdge, edgeSymbol, isBidirected, isDirected, isUndirected, nameOf } from '../graph/graph'
import type { Edge, GraphKind, Mark } from '../graph/graph'
import type { GraphFormat, GraphPart } from './format'
import { createGraphBuilder, type GraphBuilder } from './graph-builder'
import { jsonErrorOffset } from './json-error'
import { arrowMarks } from './tokens'

const KINDS: readonly GraphKind[] = ['dag', 'admg', 'cpdag', 'mag', 'pag']

/**
 * A graph as plain lists: `{nodes, directed: [[from, to]], bidirected: [[a, b]], undirected: [[a, b]], latent,
 * selection}`; `edges: [[a, "@->", b]]` and `kind` may stand beside or instead of the lists.
 * Problems name the key and the entry.
 */
export function readGraphObject(value: unknown): Result<GraphPart> {
  const builder = createGraphBuilder()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('not-a-graph', 'A graph is an object with the keys nodes, directed and so on.')
  }
  const source = new Map<string, unknown>(Object.entries(value))
  const names = stringList(source, 'nodes', builder)
  for (const name of names) builder.variable(name, { name })
  const declared = source.has('nodes') ? new Set(names) : null
  const lists: readonly [string, { markFrom: Mark; markTo: Mark }][] = [
    ['directed', { markFrom: 'tail', markTo: 'arrow' }],
    ['bidirected', { markFrom: 'arrow', markTo: 'arrow' }],
    ['undirected', { markFrom: 'tail', markTo: 'tail' }],
  ]
  const link = (from: string, to: string, marks: { markFrom: Mark; markTo: Mark }, token: string) => {
    for (const name of [from, to]) {
      if (declared && !declared.has(name)) {
        builder.report('unknown-variable', `The edge ${token} names "${name}", which is not in nodes.`, {
          name,
          token,
        })
      }
      builder.variable(name, { name })
    }
    builder.edge(from, to, marks, { token })
  }
  for (const [key, marks] of lists) {
    for (const entry of listAt(source, key, builder)) {
      if (isStringTuple(entry, 2)) link(entry[0], entry[1], marks, `${key} ${JSON.stringify(entry)}`)
      else builder.report('bad-entry', `An entry of ${key} is not a pair of names.`, { token: shown(entry) })
    }
  }
  for (const entry of listAt(source, 'edges', builder)) {
    const marks = isStringTuple(entry, 3) ? arrowMarks(entry[1]) : null
    if (marks && isStringTuple(entry, 3)) link(entry[0], entry[2], marks, JSON.stringify(entry))
    else builder.report('bad-entry', 'An entry of edges is not [name, arrow, name].', { token: shown(entry) })
  }
  for (const [key, flag] of [
    ['latent', 'latent'],
    ['selection', 'selected'],
  ] as const) {
    for (const name of stringList(source, key, builder)) {
      if (declared && !declared.has(name)) {
        builder.report('unknown-variable', `${key} names "${name}", which is not in nodes.`, { name })
      } else builder.flag(name, flag)
    }
  }
  const kind = source.get('kind')
  if (kind !== undefined && !KINDS.some((known) => known === kind)) {
    builder.report('unknown-kind', `The kind is not one of ${KINDS.join(', ')}.`, { token: shown(kind) })
  }
  return builder.finish(KINDS.find((known) => known === kind) ?? null)
}

function listAt(
  source: ReadonlyMap<string, unknown>,
  key: string,
  builder: GraphBuilder,
): readonly unknown[] {
  const value = source.get(key)
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  builder.report('bad-entry', `${key} is not a list.`, { token: shown(value) })
  return []
}

function stringList(source: ReadonlyMap<string, unknown>, key: string, builder: GraphBuilder): string[] {
  return listAt(source, key, builder).flatMap((entry) => {
    if (typeof entry === 'string') return [entry]
    builder.report('bad-entry', `An entry of ${key} is not a name.`, { token: shown(entry) })
    return []
  })
}

const isStringTuple = (entry: unknown, length: number): entry is string[] =>
  Array.isArray(entry) && entry.length === length && entry.every((item) => typeof item === 'string')

const TOKEN_SHOWN = 60
const shown = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, TOKEN_SHOWN)

function readJson(text: string): Result<GraphPart> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const offset = jsonErrorOffset(text)
    const before = text.slice(0, offset).split('\n')
    const where = {
      line: before.length,
      column: before.at(-1)!.length + 1,
      token: text.slice(offset, offset + 20),
    }
    return fail('bad-json', 'The text is not JSON from this place on.', where)
  }
  return readGraphObject(value)
}

function writeJson({ graph }: GraphPart): string {
  const names = (edge: Edge) => [nameOf(graph, edge.from), nameOf(graph, edge.to)]
  const edges = graph.edges.map(canonicalEdge)
  const rest = edges.filter((edge) => !isDirected(edge) && !isBidirected(edge) && !isUndirected(edge))
  return `${JSON.stringify(
    {
      kind: graph.kind,
      nodes: graph.variables.map((variable) => variable.name),
      directed: edges.filter(isDirected).map(names),
      bidirected: edges.filter(isBidirected).map(names),
      undirected: edges.filter(isUndirected).map(names),
      ...(rest.length > 0
        ? { edges: rest.map((edge) => names(edge).toSpliced(1, 0, edgeSymbol(edge))) }
        : {}),
      latent: graph.variables.filter((variable) => variable.latent).map((variable) => variable.name),
      selection: graph.variables.filter((variable) => variable.selected).map((variable) => variable.name),
    },
    null,
    2,
  )}\n`
}

export const json: GraphFormat = {
  id: 'json',
  label: 'JSON lists of nodes and edges',
  extensions: ['json'],
  match: (text) => /^\s*\{\s*("|\})/.test(text),
  read: readJson,
  write: writeJson,
}
