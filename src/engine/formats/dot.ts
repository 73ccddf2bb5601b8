import type { Result } from '../../base/result'
import { canonicalEdge, isBidirected, nameOf, type Edge, type Mark, type VariableId } from '../graph/graph'
import type { GraphFormat, GraphPart } from './format'
import { createGraphBuilder, type GraphBuilder } from './graph-builder'
import { placeOf, quote, tokenize, type Token } from './tokens'

const ARROW_HEADS: Record<string, Mark> = { none: 'tail', odot: 'circle', dot: 'circle' }

/** Groups inside groups; real files have two or three. */
const DEEPEST = 100

/** Reads the part of Graphviz DOT that describes a graph: nodes, edge chains, groups, and their attributes. */
function readDot(text: string): Result<GraphPart> {
  const { tokens, problems } = tokenize(text)
  const builder = createGraphBuilder()
  for (const problem of problems) builder.report(problem.code, problem.message, problem.where)
  let at = 0
  let depth = 0
  const peek = () => tokens[at]
  const take = () => tokens[at < tokens.length - 1 ? at++ : at]
  const isMark = (mark: string) => peek().kind === 'mark' && peek().text === mark
  const isName = () => peek().kind === 'name' || peek().kind === 'quoted'
  const unexpected = (wanted: string) => {
    const found = peek().kind === 'end' ? 'the text ends' : `"${peek().text}" stands here`
    builder.report('unexpected-token', `Expected ${wanted}, but ${found}.`, placeOf(peek()))
  }

  const attributes = (): Map<string, string> => {
    const found = new Map<string, string>()
    while (isMark('[')) {
      take()
      while (!isMark(']') && peek().kind !== 'end') {
        const key = take()
        if (key.kind === 'mark') continue
        if (isMark('=')) {
          take()
          found.set(key.text, take().text)
        } else found.set(key.text, '')
      }
      if (isMark(']')) take()
      else unexpected('"]"')
    }
    return found
  }

  /** A name or a `{...}` group, whose own statements count too; the names it mentions. */
  const endpoint = (): string[] | null => {
    if (peek().kind === 'name' && peek().text === 'subgraph') {
      take()
      if (isName()) take()
    }
    if (isMark('{')) {
      if (depth === DEEPEST) return null
      take()
      depth++
      const names: string[] = []
      while (!isMark('}') && peek().kind !== 'end') names.push(...statement())
      depth--
      if (isMark('}')) take()
      else unexpected('"}"')
      return names
    }
    if (!isName()) return null
    const token = take()
    if (isMark(':')) {
      // A port says where the line touches the box.
      take()
      take()
    }
    return builder.variable(token.text, placeOf(token)) ? [token.text] : []
  }

  const statement = (): string[] => {
    if (isMark(';') || isMark(',')) {
      take()
      return []
    }
    const first = peek()
    if (first.kind === 'name' && /^(?:graph|node|edge)$/i.test(first.text)) {
      take()
      attributes()
      return []
    }
    if (isName() && tokens[at + 1].kind === 'mark' && tokens[at + 1].text === '=') {
      at += 2
      take()
      return []
    }
    let left = endpoint()
    if (!left) {
      unexpected('a node')
      take()
      return []
    }
    const mentioned = [...left]
    const links: { from: string[]; to: string[]; arrow: Token }[] = []
    while (peek().kind === 'edge') {
      const arrow = take()
      const right = endpoint()
      if (!right) {
        unexpected('a node')
        break
      }
      links.push({ from: left, to: right, arrow })
      mentioned.push(...right)
      left = right
    }
    const found = attributes()
    if (links.length === 0) for (const name of left) applyNode(builder, name, found)
    for (const { from, to, arrow } of links) {
      const marks = edgeMarks(arrow.text, found)
      for (const a of from) for (const b of to) builder.edge(a, b, marks, placeOf(arrow))
    }
    return mentioned
  }

  while (peek().kind !== 'end' && !isMark('{')) take()
  if (isMark('{')) take()
  else unexpected('"{" after graph or digraph')
  while (peek().kind !== 'end' && !isMark('}')) statement()
  if (!isMark('}')) unexpected('"}" at the end of the graph')
  return builder.finish(null)
}

function applyNode(builder: GraphBuilder, name: string, found: ReadonlyMap<string, string>) {
  if (found.get('observed') === 'no' || found.has('latent')) builder.flag(name, 'latent')
  if (found.has('selected')) builder.flag(name, 'selected')
  const [x, y] = (found.get('pos') ?? '').replace('!', '').split(',').map(Number)
  if (Number.isFinite(x) && Number.isFinite(y)) builder.place(name, { x, y: y === 0 ? 0 : -y })
}

/** `dir` says which ends carry heads, `arrowhead` and `arrowtail` what they look like. */
function edgeMarks(arrow: string, found: ReadonlyMap<string, string>): { markFrom: Mark; markTo: Mark } {
  const fallback = arrow === '--' ? 'none' : arrow === '<->' ? 'both' : arrow === '<-' ? 'back' : 'forward'
  const direction = found.get('dir') ?? fallback
  const head = (attribute: string): Mark => ARROW_HEADS[found.get(attribute) ?? 'normal'] ?? 'arrow'
  return {
    markFrom: direction === 'both' || direction === 'back' ? head('arrowtail') : 'tail',
    markTo: direction === 'both' || direction === 'forward' ? head('arrowhead') : 'tail',
  }
}

function writeDot({ graph, layout }: GraphPart): string {
  const name = (id: VariableId) => quote(nameOf(graph, id))
  const lines = graph.variables.map((variable) => {
    const point = layout[variable.id]
    const found = [
      variable.latent ? 'observed="no"' : '',
      variable.selected ? 'selected="yes"' : '',
      point ? `pos="${point.x},${point.y === 0 ? 0 : -point.y}!"` : '',
    ].filter(Boolean)
    return `  ${quote(variable.name)}${found.length > 0 ? ` [${found.join(', ')}]` : ''};`
  })
  for (const edge of graph.edges.map(canonicalEdge)) {
    lines.push(`  ${name(edge.from)} -> ${name(edge.to)}${edgeAttributes(edge)};`)
  }
  return `digraph {\n${lines.map((line) => `${line}\n`).join('')}}\n`
}

function edgeAttributes(edge: Edge): string {
  if (edge.markFrom === 'tail' && edge.markTo === 'arrow') return ''
  if (isBidirected(edge)) return ' [dir=both]'
  const head: Record<Mark, string> = { tail: 'none', circle: 'odot', arrow: 'normal' }
  if (edge.markFrom === 'tail' && edge.markTo === 'tail') return ' [dir=none]'
  return ` [dir=both, arrowtail=${head[edge.markFrom]}, arrowhead=${head[edge.markTo]}]`
}

export const dot: GraphFormat = {
  id: 'dot',
  label: 'Graphviz DOT',
  extensions: ['dot', 'gv'],
  match: (text) => /^\s*(?:strict\s+)?(?:di)?graph\b[^{]*\{/i.test(text),
  read: readDot,
  write: writeDot,
}
