import {
  canonicalEdge,
  edgeSymbol,
  nameOf,
  type CausalGraph,
  type GraphKind,
  type VariableId,
} from '../graph/graph'
import type { Result } from '../../base/result'
import type { GraphFormat, GraphPart, Point } from './format'
import { createGraphBuilder, type GraphBuilder } from './graph-builder'
import { arrowMarks, placeOf, quote, tokenize, type Token } from './tokens'

const BLOCKS: ReadonlyMap<string, GraphKind> = new Map([
  ['dag', 'dag'],
  ['pdag', 'cpdag'],
  ['mag', 'mag'],
  ['pag', 'pag'],
])
const HEADER = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|#[^\n]*\n)*(?:dag|pdag|mag|pag)\b[^{}\n]*\{/

/** Files place nodes in small units; anything wider than this is already in pixels. */
const WIDEST_IN_UNITS = 50
const PIXELS_PER_UNIT = 100

/**
 * DAGitty model code: `dag { X [exposure,pos="0,1"] X -> {M "my Y"} X <-> Y }`. Text without a block is read
 * the same way, with lists: `X -> Y -> Z; U <-> X, Y`; words that spell a known name are that name, so that
 * `Stone size -> Treatment` needs no quotes where Stone size exists. Every problem is reported at once.
 */
export function readModelText(text: string, knownNames: readonly string[] = []): Result<GraphPart> {
  const { tokens, problems } = tokenize(text)
  const builder = createGraphBuilder()
  for (const problem of problems) builder.report(problem.code, problem.message, problem.where)
  const parser = createParser(tokens, builder, knownNames)
  if (tokens.length === 1) builder.report('empty-text', 'The text is empty.', { line: 1, column: 1 })
  const positions = new Map<string, Point>()
  const kind = parser.block(positions)
  placeAll(positions, builder)
  return builder.finish(kind)
}

function createParser(tokens: readonly Token[], builder: GraphBuilder, knownNames: readonly string[]) {
  const phrases = knownNames
    .map((name) => ({ name, words: name.split(/\s+/) }))
    .filter(({ words }) => words.length > 1)
    .toSorted((a, b) => b.words.length - a.words.length)
  let at = 0
  const peek = () => tokens[at]
  const isMark = (text: string) => peek().kind === 'mark' && peek().text === text
  const isWordAt = (word: string, offset: number) => {
    const token = tokens[at + offset]
    return token?.kind === 'name' && token.text === word && (offset === 0 || !token.startsLine)
  }
  const isName = () => peek().kind === 'name' || peek().kind === 'quoted'
  const take = () => tokens[at < tokens.length - 1 ? at++ : at]
  const unexpected = (wanted: string) => {
    const found = peek().kind === 'end' ? 'the text ends' : `"${peek().text}" stands here`
    builder.report('unexpected-token', `Expected ${wanted}, but ${found}.`, placeOf(peek()))
  }
  /** To the next line or statement, so that the rest is still read. */
  const recover = () => {
    if (isMark('}')) return
    do take()
    while (peek().kind !== 'end' && !peek().startsLine && !isMark(';') && !isMark('}'))
  }

  /** `[exposure, pos="1,2"]` -> name and value; a flag has the value ''. */
  const attributes = (): Map<string, string> => {
    const found = new Map<string, string>()
    while (isMark('[')) {
      take()
      while (!isMark(']')) {
        if (isMark(',') || isMark(';')) {
          take()
          continue
        }
        if (!isName()) {
          unexpected('an attribute or "]"')
          recover()
          return found
        }
        const name = take().text
        let value = ''
        if (isMark('=')) {
          take()
          if (isName()) value = take().text
          else unexpected('a value after "="')
        }
        found.set(name, value)
      }
      take()
    }
    return found
  }

  const applyAttributes = (
    name: string,
    found: ReadonlyMap<string, string>,
    positions: Map<string, Point>,
  ) => {
    if (found.has('exposure') || found.has('source')) builder.role(name, 'exposures')
    if (found.has('outcome') || found.has('target')) builder.role(name, 'outcomes')
    if (found.has('adjusted')) builder.role(name, 'adjusted')
    if (found.has('latent') || found.has('unobserved')) builder.flag(name, 'latent')
    if (found.has('selected')) builder.flag(name, 'selected')
    const [x, y] = (found.get('pos') ?? '').split(',').map(Number)
    if (Number.isFinite(x) && Number.isFinite(y)) positions.set(name, { x, y })
  }

  const nameHere = (style: 'block' | 'bare'): string[] => {
    const phrase = style === 'bare' ? phrases.find(({ words }) => words.every(isWordAt)) : undefined
    if (phrase) {
      const where = placeOf(peek())
      at += phrase.words.length
      return builder.variable(phrase.name, where) ? [phrase.name] : []
    }
    const token = take()
    return builder.variable(token.text, placeOf(token)) ? [token.text] : []
  }

  /** One end of an edge: a name, `{A B}`, or in bare text a list `A, B`. */
  const endpoint = (style: 'block' | 'bare'): string[] | null => {
    if (isMark('{')) {
      take()
      const names: string[] = []
      while (!isMark('}')) {
        if (isMark(',') || isMark(';')) take()
        else if (isName()) names.push(...nameHere(style))
        else {
          unexpected('a variable or "}"')
          return null
        }
      }
      take()
      return names
    }
    if (!isName()) {
      unexpected('a variable')
      return null
    }
    const names = nameHere(style)
    if (style === 'block') return names
    while (!peek().startsLine && (isMark(',') || isName())) {
      if (isMark(',')) take()
      if (isName()) names.push(...nameHere(style))
    }
    return names
  }

  const statement = (style: 'block' | 'bare', positions: Map<string, Point>) => {
    const first = peek()
    if (first.kind === 'name' && tokens[at + 1].kind === 'mark' && tokens[at + 1].text === '=') {
      // bb="0,0,1,1" and the like describe the drawing, not the graph.
      at += 2
      if (isName()) take()
      return
    }
    let left = endpoint(style)
    if (!left) return recover()
    if (peek().kind !== 'edge') {
      const found = attributes()
      for (const name of left) applyAttributes(name, found, positions)
      return
    }
    while (peek().kind === 'edge') {
      const arrow = take()
      const right = endpoint(style)
      if (!right) return recover()
      const marks = arrowMarks(arrow.text)
      if (marks)
        for (const from of left) for (const to of right) builder.edge(from, to, marks, placeOf(arrow))
      left = right
    }
    attributes()
  }

  return {
    block(positions: Map<string, Point>): GraphKind | null {
      const opens = tokens.findIndex((token) => token.kind === 'mark' && token.text === '{')
      const named = opens === 1 || (opens === 2 && tokens[1].kind !== 'edge')
      const kind = named && tokens[0].kind === 'name' ? BLOCKS.get(tokens[0].text.toLowerCase()) : undefined
      if (kind) at = opens + 1
      const style = kind ? 'block' : 'bare'
      for (;;) {
        if (peek().kind === 'end') break
        if (isMark('}')) {
          if (kind) break
          unexpected('a variable')
          take()
        }
        if (isMark(';') || isMark(',')) take()
        else if (!isMark('}')) statement(style, positions)
      }
      if (!kind) return null
      if (isMark('}')) take()
      else unexpected('"}" at the end of the block')
      if (peek().kind !== 'end') unexpected('nothing after the block')
      return kind
    },
  }
}

function placeAll(positions: ReadonlyMap<string, Point>, builder: GraphBuilder) {
  const points = [...positions.values()]
  const widest = points.reduce((most, { x, y }) => Math.max(most, Math.abs(x), Math.abs(y)), 0)
  const scale = widest > WIDEST_IN_UNITS ? 1 : PIXELS_PER_UNIT
  for (const [name, { x, y }] of positions)
    builder.place(name, { x: rounded(x * scale), y: rounded(y * scale) })
}

/** Model code with a block, one statement a line; names that need quotes get them. */
export function writeModelText({ graph, layout, roles }: GraphPart): string {
  const points = Object.values<Point>(layout)
  const widest = points.reduce((most, { x, y }) => Math.max(most, Math.abs(x), Math.abs(y)), 0)
  const scale = widest > WIDEST_IN_UNITS * PIXELS_PER_UNIT ? 1 : PIXELS_PER_UNIT
  const has = (ids: readonly VariableId[], id: VariableId) => ids.includes(id)
  const lines = graph.variables.map((variable) => {
    const point = layout[variable.id]
    const found = [
      has(roles.exposures, variable.id) ? 'exposure' : '',
      has(roles.outcomes, variable.id) ? 'outcome' : '',
      has(roles.adjusted, variable.id) ? 'adjusted' : '',
      variable.latent ? 'latent' : '',
      variable.selected ? 'selected' : '',
      point ? `pos="${rounded(point.x / scale)},${rounded(point.y / scale)}"` : '',
    ].filter(Boolean)
    return found.length > 0 ? `${word(variable.name)} [${found.join(',')}]` : word(variable.name)
  })
  for (const edge of graph.edges.map(canonicalEdge)) {
    const [from, to] = [word(nameOf(graph, edge.from)), word(nameOf(graph, edge.to))]
    const circleAndTail = edge.markFrom === 'tail' && edge.markTo === 'circle'
    lines.push(circleAndTail ? `${to} @-- ${from}` : `${from} ${edgeSymbol(edge)} ${to}`)
  }
  return `${blockName(graph)} {\n${lines.map((line) => `${line}\n`).join('')}}\n`
}

const rounded = (value: number) => Number(value.toFixed(3))

const word = (name: string) => (/^[\p{L}\p{N}_.]+$/u.test(name) && !BLOCKS.has(name) ? name : quote(name))

function blockName(graph: CausalGraph): string {
  if (graph.kind === 'cpdag') return 'pdag'
  return graph.kind === 'admg' ? 'dag' : graph.kind
}

export const dagitty: GraphFormat = {
  id: 'dagitty',
  label: 'DAGitty model code',
  extensions: ['txt', 'dagitty', 'dag'],
  match: (text) => HEADER.test(text),
  read: (text) => readModelText(text),
  write: writeModelText,
}
