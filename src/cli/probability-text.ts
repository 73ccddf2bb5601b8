import { fail, succeed, type Result } from '../base/result'

/** The names in P(outcomes | do(treatments), given). */
export interface ProbabilityText {
  readonly outcomes: readonly string[]
  readonly treatments: readonly string[]
  readonly given: readonly string[]
}

interface Token {
  readonly text: string
  readonly kind: 'name' | 'sign'
  /** Counts from 1. */
  readonly column: number
}

/** Names may hold spaces ("Stone size") and stand in quotation marks where they hold a sign. */
function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = []
  const pattern = /\s*("([^"]*)"|([(),|;])|([^(),|;"]+))/y
  while (pattern.lastIndex < text.trimEnd().length) {
    const column = pattern.lastIndex + 1
    const match = pattern.exec(text)
    if (!match) return null
    const [, , quoted, sign, bare] = match
    if (sign) tokens.push({ text: sign, kind: 'sign', column })
    else tokens.push({ text: quoted ?? bare.trim(), kind: 'name', column })
  }
  return tokens
}

/**
 * Reads "P(Y, Z | do(X1, X2), W)". Treatments may stand before or after what is given and in several do().
 * Problems: anything else, with the place and what was expected there.
 */
export function parseProbability(text: string): Result<ProbabilityText> {
  const tokens = tokensOf(text)
  if (!tokens)
    return fail('bad-query', 'A quotation mark is not closed.', {
      token: '"',
      column: text.lastIndexOf('"') + 1,
    })
  let at = 0
  const isSign = (sign: string) => tokens[at]?.kind === 'sign' && tokens[at].text === sign
  const wrong = (expected: string): Result<never> => {
    const token = tokens[at]
    const found = token ? `“${token.text}” at character ${token.column}` : 'its end'
    return fail('bad-query', `The query must read P(Y | do(X), Z): ${expected} is expected, not ${found}.`, {
      token: token?.text ?? '',
      column: token?.column ?? text.length + 1,
    })
  }
  const take = (sign: string): boolean => {
    if (!isSign(sign)) return false
    at++
    return true
  }
  /** Names with commas between, up to the first other sign. */
  const names = (): string[] => {
    const found: string[] = []
    while (tokens[at]?.kind === 'name') {
      found.push(tokens[at++].text)
      if (!isSign(',') || tokens[at + 1]?.kind !== 'name' || opensDo(at + 1)) break
      at++
    }
    return found
  }
  const opensDo = (from: number): boolean =>
    tokens[from]?.kind === 'name' && /^do$/i.test(tokens[from].text) && tokens[from + 1]?.text === '('

  if (!/^p$/i.test(tokens[at]?.text ?? '')) return wrong('P')
  at++
  if (!take('(')) return wrong('an opening bracket')
  const outcomes = names()
  if (outcomes.length === 0) return wrong('an outcome')
  const treatments: string[] = []
  const given: string[] = []
  if (take('|'))
    do {
      if (opensDo(at)) {
        at += 2
        const set = names()
        if (set.length === 0) return wrong('a variable that is set')
        treatments.push(...set)
        if (!take(')')) return wrong('the bracket that closes do(')
      } else {
        const conditions = names()
        if (conditions.length === 0) return wrong('a condition or do(…)')
        given.push(...conditions)
      }
    } while (take(','))
  if (!take(')')) return wrong('a comma, “|” or the closing bracket')
  if (at < tokens.length) return wrong('nothing more')
  return succeed({ outcomes, treatments, given })
}
