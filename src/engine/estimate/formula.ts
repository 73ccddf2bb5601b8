import { fail, succeed, type Problem, type Result } from '../../base/result'
import type { Column } from '../data/dataset'
import { categoriesOf, type Term } from '../stats/design'

/**
 * Right-hand sides of models, after Wilkinson & Rogers 1973 (Applied Statistics 22):
 * `age + age^2 + factor(education) + qsmk:smokeintensity`, `sex * age` for `sex + age + sex:age`, `.` for the
 * adjustment set. Names with other characters stand between backticks.
 */
export interface FormulaFactor {
  readonly name: string
  readonly power: number
  /** Written factor(name): dummy-coded even when the column is numeric. */
  readonly categorical: boolean
  /** Where the name stands in the formula, from 1. */
  readonly column: number
}

export type FormulaTerm = readonly FormulaFactor[]

interface Token {
  readonly kind: 'name' | 'number' | 'sign' | 'end'
  readonly text: string
  readonly column: number
}

const pattern = /\s*(?:`([^`]+)`|([\p{L}_.][\p{L}\p{N}_.]*)|(\d+(?:\.\d+)?)|([+:*^()]))/uy

function tokenise(text: string): Result<Token[]> {
  const tokens: Token[] = []
  let at = 0
  while (text.slice(at).trim() !== '') {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const column = at + (text.slice(at).length - text.slice(at).trimStart().length) + 1
    if (!match) {
      const token = text.slice(column - 1, column)
      return fail('formula-syntax', `The formula has an unexpected “${token}” at column ${column}.`, {
        column,
        token,
      })
    }
    const [, quoted, name, number, sign] = match
    const kind = (quoted ?? name) !== undefined ? 'name' : number !== undefined ? 'number' : 'sign'
    tokens.push({ kind, text: quoted ?? name ?? number ?? sign, column })
    at = pattern.lastIndex
  }
  return succeed([...tokens, { kind: 'end', text: '', column: text.length + 1 }])
}

/** Terms without repeats, the intercept left out (it is always there). `dot` are the names that `.` stands for. */
export function parseFormula(text: string, dot: readonly string[]): Result<FormulaTerm[]> {
  const tokenised = tokenise(text)
  if (!tokenised.ok) return tokenised
  const tokens = tokenised.value
  let at = 0
  let problem: Result<never> | null = null
  const refuse = (token: Token, wanted: string) => {
    const found = token.kind === 'end' ? 'ends' : `has “${token.text}”`
    problem ??= fail(
      'formula-syntax',
      `The formula ${found} at column ${token.column} where ${wanted} should stand.`,
      {
        column: token.column,
        token: token.text,
      },
    )
    // Nothing after the first mistake is read.
    at = tokens.length - 1
  }
  const take = (sign: string): boolean => {
    if (tokens[at].kind !== 'sign' || tokens[at].text !== sign) return false
    at++
    return true
  }
  const expect = (sign: string) => {
    if (!take(sign)) refuse(tokens[at], `“${sign}”`)
  }

  function factor(): FormulaFactor | null {
    const token = tokens[at]
    if (token.kind !== 'name') {
      refuse(token, 'a column name')
      return null
    }
    at++
    const called = tokens[at].text === '(' && tokens[at].kind === 'sign'
    if (called && (token.text === 'factor' || token.text === 'I')) {
      at++
      const inner = factor()
      expect(')')
      return inner && { ...inner, categorical: inner.categorical || token.text === 'factor' }
    }
    let power = 1
    if (take('^')) {
      const exponent = tokens[at]
      power = Number(exponent.text)
      if (exponent.kind !== 'number' || !Number.isInteger(power) || power < 1)
        refuse(exponent, 'a whole power')
      else at++
    }
    return { name: token.text, power, categorical: false, column: token.column }
  }

  /** Factors joined by `:`; `.` and the intercept's `1` stand alone. */
  function product(): FormulaTerm[] {
    if (tokens[at].kind === 'number' && tokens[at].text === '1') {
      at++
      return []
    }
    if (tokens[at].kind === 'name' && tokens[at].text === '.') {
      const { column } = tokens[at++]
      return dot.map((name) => [{ name, power: 1, categorical: false, column }])
    }
    const factors: FormulaFactor[] = []
    do {
      const next = factor()
      if (!next) return []
      factors.push(next)
    } while (take(':'))
    return [factors]
  }

  const terms = new Map<string, FormulaTerm>()
  const add = (term: FormulaTerm) => void terms.set(keyOf(term), terms.get(keyOf(term)) ?? term)
  do {
    let crossed = product()
    while (take('*')) {
      const right = product()
      crossed = [...crossed, ...right, ...crossed.flatMap((a) => right.map((b) => [...a, ...b]))]
    }
    crossed.forEach(add)
  } while (take('+'))
  if (tokens[at].kind !== 'end') refuse(tokens[at], '“+”')
  return problem ?? succeed([...terms.values()])
}

/** One key for one term, whatever the order of its factors. */
const keyOf = (term: FormulaTerm): string =>
  JSON.stringify(
    term.map(({ name, power, categorical }) => JSON.stringify([name, power, categorical])).toSorted(),
  )

export const formulaNames = (terms: readonly FormulaTerm[]): string[] => [
  ...new Set(terms.flatMap((term) => term.map(({ name }) => name))),
]

export const mainEffects = (names: readonly string[]): FormulaTerm[] =>
  names.map((name) => [{ name, power: 1, categorical: false, column: 1 }])

/** The terms over columns without missing values. Nominal columns are dummy-coded; unknown names are all reported. */
export function bindTerms(terms: readonly FormulaTerm[], columns: readonly Column[]): Result<Term[]> {
  const problems: Problem[] = []
  const bound = terms.map((term): Term =>
    term.flatMap(({ name, power, categorical, column: at }) => {
      const column = columns.find((candidate) => candidate.name === name)
      if (!column) {
        const message = `The formula names “${name}” at column ${at}, which is not a column of the data.`
        problems.push({ code: 'unknown-column', message, where: { name, column: at } })
        return []
      }
      const { values, levels } = column
      const coded = categorical || column.kind === 'nominal'
      const predictor = coded ? { name, values, categories: categoriesOf(values, levels) } : { name, values }
      return [{ predictor, power }]
    }),
  )
  return problems.length > 0 ? { ok: false, problems } : succeed(bound)
}
