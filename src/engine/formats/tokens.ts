import type { Place, Problem } from '../../base/result'
import type { Mark } from '../graph/graph'

/** `edge` is an arrow such as `->` or `@-@`; `mark` one of `{ } [ ] ; , = : ( )`. */
export interface Token {
  readonly kind: 'name' | 'quoted' | 'edge' | 'mark' | 'end'
  /** For quoted names the name itself. */
  readonly text: string
  readonly line: number
  readonly column: number
  readonly startsLine: boolean
}

const EDGE = /[<@]--?[>@]?|--?[>@]|--|[←→↔]/y
const PLAIN_ARROWS: Record<string, string> = { '→': '->', '←': '<-', '↔': '<->' }
const MARKS = { edges: '{}[];,=:()|', words: '{}[];,()|' }
const STRAY = '-<>@'
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y

/** In 'words' arrows are no symbols: BIF names its states `<7.5`. */
type Language = 'edges' | 'words'

const endsName = (text: string, at: number, language: Language): boolean => {
  const character = text[at]
  if (/\s/.test(character) || MARKS[language].includes(character)) return true
  if (language === 'words') return false
  if ('"\'<>@←→↔'.includes(character)) return true
  // A hyphen belongs to a name (NF-kB) unless it begins an arrow.
  return character === '-' && /[-\s>@]/.test(text[at + 1] ?? ' ')
}

/** The tokens of model code (DAGitty, DOT) or of BIF, an `end` token last. Unclosed quotes are problems, not exceptions. */
export function tokenize(
  text: string,
  language: Language = 'edges',
): { tokens: Token[]; problems: Problem[] } {
  const tokens: Token[] = []
  const problems: Problem[] = []
  let line = 1
  let lineStart = 0
  let startsLine = true
  let at = 0
  const advance = (to: number) => {
    for (; at < to; at++) {
      if (text[at] !== '\n') continue
      line++
      lineStart = at + 1
      startsLine = true
    }
  }
  const push = (kind: Token['kind'], value: string, to: number) => {
    tokens.push({ kind, text: value, line, column: at - lineStart + 1, startsLine })
    startsLine = false
    advance(to)
  }
  while (at < text.length) {
    const character = text[at]
    COMMENT.lastIndex = EDGE.lastIndex = at
    const comment = COMMENT.exec(text)
    if (/\s/.test(character)) advance(at + 1)
    else if (comment) advance(at + comment[0].length)
    else if (character === '#' && startsLine) advance(lineEnd(text, at))
    else if (character === '"' || character === "'") {
      const quoted = readQuoted(text, at)
      if (!quoted.closed) {
        const where = { line, column: at - lineStart + 1, token: text.slice(at, at + 20) }
        problems.push({ code: 'unclosed-quote', message: `A quote is opened and never closed.`, where })
      }
      push('quoted', quoted.value, quoted.next)
    } else {
      const edge = language === 'edges' ? EDGE.exec(text) : null
      if (edge) push('edge', PLAIN_ARROWS[edge[0]] ?? edge[0], at + edge[0].length)
      else if (MARKS[language].includes(character)) push('mark', character, at + 1)
      else if (language === 'edges' && STRAY.includes(character) && !/[\d.]/.test(text[at + 1] ?? '')) {
        const where = { line, column: at - lineStart + 1, token: character }
        const message = `"${character}" is not an edge; edges are ->, <-, <->, --, @->, @-@.`
        problems.push({ code: 'unknown-edge', message, where })
        push('edge', character, at + 1)
      } else {
        let to = at + 1
        while (to < text.length && !endsName(text, to, language)) to++
        push('name', text.slice(at, to), to)
      }
    }
  }
  push('end', '', at)
  return { tokens, problems }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** A quote that is not closed ends with its line, so that the rest of the text is still read. */
function readQuoted(text: string, open: number): { value: string; next: number; closed: boolean } {
  let value = ''
  let at = open + 1
  while (at < text.length && text[at] !== text[open]) {
    if (text[at] === '\n' && text.indexOf(text[open], at) < 0) return { value, next: at, closed: false }
    if (text[at] === '\\' && at + 1 < text.length) {
      at++
      value += text[at] === 'n' ? '\n' : text[at]
    } else value += text[at]
    at++
  }
  return { value, next: at + 1, closed: at < text.length }
}

export const placeOf = (token: Token): Place => ({
  line: token.line,
  column: token.column,
  ...(token.text === '' ? {} : { token: token.text }),
})

/** `"` and `\` escaped, line breaks written \n. */
export const quote = (name: string): string =>
  `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`

/** The marks at the left and the right end of an arrow, or null when it cannot stand in a graph. */
export function arrowMarks(arrow: string): { markFrom: Mark; markTo: Mark } | null {
  const left: Record<string, Mark> = { '<': 'arrow', '@': 'circle', '-': 'tail' }
  const right: Record<string, Mark> = { '>': 'arrow', '@': 'circle', '-': 'tail' }
  const markFrom = left[arrow[0]]
  const markTo = right[arrow[arrow.length - 1]]
  return markFrom && markTo ? { markFrom, markTo } : null
}
