import { fail, succeed, type Result } from '../../../base/result'

/** `at` counts characters of the formula from 1. */
export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'quoted-name' | 'sign' | 'end'
  /** What it stands for: without quotes; signs in their plain spelling ("!=" for "≠"). */
  readonly text: string
  readonly at: number
}

/** Longer formulas are a mistake or an attack. */
export const MOST_CHARACTERS = 5000

const numberPattern = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
/** Dots may stand inside a name ("height.cm"), as files from R have them. */
const namePattern = /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}\p{M}\p{N}_]+)*/uy
const signPattern = /<=|>=|==|!=|<>|&&|\|\||[-+*/^%=<>(),!&|≤≥≠−×÷·]/y

const spellings: Readonly<Record<string, string>> = {
  '==': '=',
  '<>': '!=',
  '≠': '!=',
  '≤': '<=',
  '≥': '>=',
  '−': '-',
  '×': '*',
  '·': '*',
  '÷': '/',
  '&&': 'and',
  '&': 'and',
  '||': 'or',
  '|': 'or',
  '!': 'not',
}

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '`': '`' }

/** The tokens of a formula, the last one of kind `end`; or the first character that begins none. */
export function tokensOf(formula: string): Result<Token[]> {
  if (formula.length > MOST_CHARACTERS)
    return fail(
      'long-formula',
      `The formula has ${formula.length} characters; at most ${MOST_CHARACTERS} are read.`,
    )
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(formula)?.[0]
  }
  while (at < formula.length) {
    const character = formula[at]
    if (/\s/.test(character)) {
      at++
      continue
    }
    if (character in closing) {
      const quoted = readQuoted(formula, at)
      if (quoted === null) {
        const what = character === '`' ? 'name' : 'text'
        return fail('unclosed-quote', `The ${what} that begins with ${character} does not end.`, {
          column: at + 1,
          token: formula.slice(at, at + 20),
        })
      }
      tokens.push({ kind: character === '`' ? 'quoted-name' : 'text', text: quoted.text, at: at + 1 })
      at = quoted.end
      continue
    }
    const number = match(numberPattern)
    const name = number === undefined ? match(namePattern) : undefined
    const sign = number === undefined && name === undefined ? match(signPattern) : undefined
    const text = number ?? name ?? sign
    if (text === undefined) {
      const shown = String.fromCodePoint(formula.codePointAt(at)!)
      return fail('unknown-character', `“${shown}” means nothing in a formula.`, {
        column: at + 1,
        token: shown,
      })
    }
    const kind = number === undefined ? (name === undefined ? 'sign' : 'name') : 'number'
    tokens.push({ kind, text: kind === 'sign' ? (spellings[text] ?? text) : text, at: at + 1 })
    at += text.length
  }
  tokens.push({ kind: 'end', text: '', at: formula.length + 1 })
  return succeed(tokens)
}

/** A quote inside is written twice. */
function readQuoted(formula: string, start: number): { text: string; end: number } | null {
  const close = closing[formula[start]]
  let text = ''
  for (let at = start + 1; at < formula.length; at++) {
    if (formula[at] !== close) text += formula[at]
    else if (formula[at + 1] === close) text += formula[at++]
    else return { text, end: at + 1 }
  }
  return null
}

/** Words that the language keeps for itself; a column of that name stands in backticks. */
export const reservedWords: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'is',
  'in',
  'missing',
  'known',
  'true',
  'false',
  'if',
])

/** A column's name as a formula writes it. */
export function nameInFormula(name: string): string {
  namePattern.lastIndex = 0
  const bare = namePattern.exec(name)?.[0] === name && !reservedWords.has(name.toLowerCase())
  return bare ? name : `\`${name.replaceAll('`', '``')}\``
}

/** A label as a formula writes it. */
export const textInFormula = (text: string): string => `"${text.replaceAll('"', '""')}"`
