import { fail, succeed, type Place, type Result } from '../../../base/result'
import { reservedWords, tokensOf, type Token } from './formula-tokens'

export type Arithmetic = '+' | '-' | '*' | '/' | '^' | '%'
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

/** `at` counts characters of the formula from 1: where the name, sign or value stands. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'truth'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'missing'; readonly at: number }
  | { readonly kind: 'column'; readonly name: string; readonly at: number }
  | { readonly kind: 'negate' | 'not'; readonly of: Formula; readonly at: number }
  | { readonly kind: 'and' | 'or'; readonly left: Formula; readonly right: Formula; readonly at: number }
  | {
      readonly kind: 'arithmetic'
      readonly sign: Arithmetic
      readonly left: Formula
      readonly right: Formula
      readonly at: number
    }
  | {
      readonly kind: 'comparison'
      readonly sign: Comparison
      readonly left: Formula
      readonly right: Formula
      readonly at: number
    }
  | {
      readonly kind: 'state'
      readonly of: Formula
      readonly state: 'missing' | 'known'
      readonly at: number
    }
  | {
      readonly kind: 'one-of'
      readonly of: Formula
      readonly choices: readonly Formula[]
      readonly at: number
    }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Formula[]; readonly at: number }

/** Brackets, signs and calls inside one another. */
export const DEEPEST = 60

/**
 * Grammar, loosest first: or; and; not; one comparison, `is [not] missing|known` or `[not] in (…)`; + -; * / %;
 * a sign; ^ (from the right); a value, a column, a call, brackets. Words may be in any case.
 * The problem names the first token that does not fit and its place.
 */
export function parseFormula(formula: string): Result<Formula> {
  const tokens = tokensOf(formula)
  if (!tokens.ok) return tokens
  if (tokens.value.length === 1) return fail('empty-formula', 'The formula is empty.', { column: 1 })
  try {
    const parser = createParser(tokens.value)
    return succeed(parser.whole())
  } catch (thrown) {
    if (thrown instanceof Unfit) return fail(thrown.code, thrown.message, thrown.where)
    throw thrown
  }
}

/** Unwinds the descent to the one place that answers with a problem. */
class Unfit extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly where: Place,
  ) {
    super(message)
  }
}

const shown = (token: Token) => (token.kind === 'end' ? 'the end' : `“${token.text}”`)

function createParser(tokens: readonly Token[]) {
  let next = 0
  let depth = 0
  const peek = () => tokens[next]
  const word = (token: Token) => (token.kind === 'name' ? token.text.toLowerCase() : '')
  const isWord = (wanted: string, token = peek()) => word(token) === wanted
  const isSign = (wanted: string, token = peek()) => token.kind === 'sign' && token.text === wanted
  const isEither = (wanted: string) => isWord(wanted) || isSign(wanted)
  const take = () => tokens[next++]
  const unfit = (code: string, message: string, token = peek()): never => {
    throw new Unfit(code, message, { column: token.at, ...(token.text ? { token: token.text } : {}) })
  }
  const expectSign = (sign: string, after: string) => {
    if (!isSign(sign)) unfit('unexpected-token', `“${sign}” is expected ${after}, not ${shown(peek())}.`)
    take()
  }

  function deeper<T>(read: () => T): T {
    if (++depth > DEEPEST) unfit('deep-formula', `The formula is nested more than ${DEEPEST} deep.`)
    const found = read()
    depth--
    return found
  }

  function whole(): Formula {
    const found = either()
    const rest = peek()
    if (rest.kind === 'end') return found
    const before = tokens[next - 1]
    if (isSign(')', rest)) unfit('unexpected-token', 'This “)” closes nothing.')
    if (rest.kind === 'name' && before.kind === 'name')
      unfit(
        'unexpected-token',
        `“${before.text} ${rest.text}”: a name with a space in it stands in backticks, as in \`${before.text} ${rest.text}\`; between two names a sign is expected.`,
      )
    if (isSign(',', rest) && before.kind === 'number')
      unfit('unexpected-token', 'A sign is expected here, not “,”. Decimals are written with a point.')
    return unfit('unexpected-token', `A sign such as + or = is expected here, not ${shown(rest)}.`)
  }

  function either(): Formula {
    let left = both()
    while (isEither('or')) {
      const { at } = take()
      left = { kind: 'or', left, right: both(), at }
    }
    return left
  }

  function both(): Formula {
    let left = negated()
    while (isEither('and')) {
      const { at } = take()
      left = { kind: 'and', left, right: negated(), at }
    }
    return left
  }

  function negated(): Formula {
    if (!isEither('not')) return compared()
    const { at } = take()
    return { kind: 'not', of: deeper(negated), at }
  }

  function compared(): Formula {
    const left = sum()
    const token = peek()
    if (isWord('is')) return state(left)
    if (isWord('in')) return oneOf(left)
    if (isWord('not') && isWord('in', tokens[next + 1])) {
      const { at } = take()
      return { kind: 'not', of: oneOf(left), at }
    }
    if (!isComparison(token)) return left
    take()
    const found: Formula = {
      kind: 'comparison',
      sign: token.text as Comparison,
      left,
      right: sum(),
      at: token.at,
    }
    if (isComparison(peek()))
      unfit('chained-comparison', 'Two comparisons in a row: join them with “and”, as in 0 < x and x < 5.')
    return found
  }

  const isComparison = (token: Token) =>
    token.kind === 'sign' && ['=', '!=', '<', '<=', '>', '>='].includes(token.text)

  function state(of: Formula): Formula {
    const { at } = take()
    const negation = isEither('not') ? take() : null
    const name = word(peek())
    if (name !== 'missing' && name !== 'known')
      return unfit('unexpected-token', `After “is” comes missing or known, not ${shown(peek())}.`)
    take()
    if ((name === 'missing') !== (negation !== null)) return { kind: 'state', of, state: 'missing', at }
    return { kind: 'state', of, state: 'known', at }
  }

  function oneOf(of: Formula): Formula {
    const { at } = take()
    expectSign('(', 'after “in”')
    return { kind: 'one-of', of, choices: list(), at }
  }

  function sum(): Formula {
    let left = product()
    while (isSign('+') || isSign('-')) {
      const { text, at } = take()
      left = { kind: 'arithmetic', sign: text as Arithmetic, left, right: product(), at }
    }
    return left
  }

  function product(): Formula {
    let left = signed()
    while (isSign('*') || isSign('/') || isSign('%')) {
      const { text, at } = take()
      left = { kind: 'arithmetic', sign: text as Arithmetic, left, right: signed(), at }
    }
    return left
  }

  function signed(): Formula {
    if (!isSign('-') && !isSign('+')) return power()
    const { text, at } = take()
    const of = deeper(signed)
    return text === '+' ? of : { kind: 'negate', of, at }
  }

  function power(): Formula {
    const left = primary()
    if (!isSign('^')) return left
    const { at } = take()
    return { kind: 'arithmetic', sign: '^', left, right: deeper(signed), at }
  }

  function primary(): Formula {
    const token = peek()
    const { at } = token
    if (token.kind === 'number') {
      const value = Number(take().text)
      if (!Number.isFinite(value)) unfit('large-number', `“${token.text}” is too large for a number.`, token)
      return { kind: 'number', value, at }
    }
    if (token.kind === 'text') return { kind: 'text', text: take().text, at }
    if (token.kind === 'quoted-name') return { kind: 'column', name: take().text, at }
    if (isSign('(')) {
      take()
      const found = deeper(either)
      expectSign(')', 'to close the bracket')
      return found
    }
    if (token.kind !== 'name')
      return unfit('unexpected-token', `A value or a column is expected here, not ${shown(token)}.`)
    return named(take())
  }

  function named(token: Token): Formula {
    const { text, at } = token
    const name = word(token)
    if (isSign('(') && !['and', 'or', 'not', 'is', 'in', 'true', 'false'].includes(name)) {
      take()
      return { kind: 'call', name: name, given: list(), at }
    }
    if (name === 'true' || name === 'false') return { kind: 'truth', value: name === 'true', at }
    if (name === 'missing') return { kind: 'missing', at }
    if (reservedWords.has(name))
      return unfit('unexpected-token', `A value or a column is expected here, not “${text}”.`, token)
    return { kind: 'column', name: text, at }
  }

  /** What stands between brackets whose first has been taken. */
  function list(): Formula[] {
    const found: Formula[] = []
    if (isSign(')')) {
      take()
      return found
    }
    for (;;) {
      found.push(deeper(either))
      if (isSign(',')) take()
      else {
        expectSign(')', 'to close the bracket')
        return found
      }
    }
  }

  return { whole }
}
