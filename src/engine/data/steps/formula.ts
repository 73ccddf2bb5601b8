import { succeed, type Result } from '../../../base/result'
import { columnNamed, type Dataset } from '../dataset'
import { formulaFunctions, stateTerm } from './formula-functions'
import { parseFormula, type Comparison, type Formula } from './formula-syntax'
import {
  asDate,
  asNumber,
  asTruth,
  columnTerm,
  constant,
  object,
  unite,
  wordsFor,
  type Findings,
  type Term,
} from './formula-terms'
import { didYouMean } from './nearest-name'
import { both, each, finite, type Vector } from './vector'

/** A formula whose names and types fit the data. */
export interface ReadyFormula {
  readonly term: Term
  /** What is odd but possible: labels that no row has. */
  readonly notes: readonly string[]
}

/**
 * Reads a formula over the columns of a dataset. Missing values propagate, but for and / or whose other side decides
 * (Kleene's three-valued logic). Problems, all at once after a syntax that fits: unknown columns and functions (with
 * the nearest name), wrong numbers of arguments, types that do not go together; `where.column` counts characters
 * from 1.
 */
export function readFormula(formula: string, dataset: Dataset): Result<ReadyFormula> {
  const parsed = parseFormula(formula)
  if (!parsed.ok) return parsed
  const findings: Findings = { problems: [], notes: [] }
  const term = termOf(parsed.value, dataset, findings)
  if (!term || findings.problems.length > 0) return { ok: false, problems: findings.problems }
  return succeed({ term, notes: [...new Set(findings.notes)] })
}

/** As `readFormula`, for a condition. */
export function readCondition(formula: string, dataset: Dataset): Result<ReadyFormula> {
  const ready = readFormula(formula, dataset)
  if (!ready.ok) return ready
  const findings: Findings = { problems: [], notes: [] }
  const term = asTruth(ready.value.term, findings)
  return term ? succeed({ ...ready.value, term }) : { ok: false, problems: findings.problems }
}

function termOf(formula: Formula, dataset: Dataset, findings: Findings): Term | null {
  const { at } = formula
  const part = (child: Formula) => termOf(child, dataset, findings)
  switch (formula.kind) {
    case 'number':
      return constant('number', formula.value, at)
    case 'truth':
      return constant('truth', Number(formula.value), at)
    case 'missing':
      return constant('missing', NaN, at)
    case 'text':
      return { type: 'text', at, levels: [formula.text], literal: formula.text, values: () => 0 }
    case 'column': {
      const column = columnNamed(dataset, formula.name)
      if (column) return columnTerm(column, at)
      const hint = didYouMean(
        formula.name,
        dataset.columns.map(({ name }) => name),
      )
      return object(
        findings,
        'unknown-column',
        `There is no column “${formula.name}”.${hint}`,
        at,
        formula.name,
      )
    }
    case 'negate': {
      const of = part(formula.of)
      const number = of && asNumber(of, findings)
      return number && { type: 'number', at, values: () => each(number.values(), (value) => -value) }
    }
    case 'not': {
      const of = part(formula.of)
      const truth = of && asTruth(of, findings)
      return truth && { type: 'truth', at, values: () => each(truth.values(), (value) => 1 - value) }
    }
    case 'and':
    case 'or': {
      const [left, right] = [part(formula.left), part(formula.right)]
      const [first, second] = [left && asTruth(left, findings), right && asTruth(right, findings)]
      if (!first || !second) return null
      return logic(formula.kind, first, second, at)
    }
    case 'arithmetic': {
      const [left, right] = [part(formula.left), part(formula.right)]
      return left && right ? arithmetic(formula.sign, left, right, at, findings) : null
    }
    case 'comparison': {
      const [left, right] = [part(formula.left), part(formula.right)]
      return left && right ? comparison(formula.sign, left, right, at, findings) : null
    }
    case 'state': {
      const of = part(formula.of)
      return of && stateTerm(of, formula.state, at)
    }
    case 'one-of': {
      const of = part(formula.of)
      const choices = formula.choices.map(part)
      if (!of || !choices.every((choice) => choice !== null)) return null
      if (choices.length === 0) return object(findings, 'empty-list', 'The list after “in” is empty.', at)
      const equal = choices.map((choice) => comparison('=', of, choice, at, findings))
      if (!equal.every((term) => term !== null)) return null
      return equal.reduce((left, right) => logic('or', left, right, at))
    }
    case 'call':
      return call(formula.name, formula.given.map(part), at, findings)
  }
}

const logic = (kind: 'and' | 'or', left: Term, right: Term, at: number): Term => ({
  type: 'truth',
  at,
  values: () =>
    both(
      left.values(),
      right.values(),
      kind === 'and'
        ? (a, b) => (a === 0 || b === 0 ? 0 : a * b)
        : (a, b) => (a === 1 || b === 1 ? 1 : a + b),
    ),
})

const operations = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  // NaN ** 0 would be 1, and a missing value stays missing.
  '^': (a: number, b: number) => (Number.isNaN(a) ? NaN : a ** b),
  // With the sign of the divisor, as in R and Python.
  '%': (a: number, b: number) => a - b * Math.floor(a / b),
} as const

function arithmetic(
  sign: keyof typeof operations,
  left: Term,
  right: Term,
  at: number,
  findings: Findings,
): Term | null {
  const work = operations[sign]
  const values = (a: Term, b: Term) => () => both(a.values(), b.values(), (x, y) => finite(work(x, y)))
  // The days between two dates, and a date some days away.
  const apart =
    sign === '-' && [left, right].every(({ type, literal }) => type === 'date' || literal !== undefined)
  if (apart && (left.type === 'date' || right.type === 'date')) {
    const [from, to] = [asDate(right, findings), asDate(left, findings)]
    return from && to && { type: 'number', at, values: values(to, from) }
  }
  if ((sign === '+' || sign === '-') && left.type === 'date') {
    const days = asNumber(right, findings)
    return days && { type: 'date', at, values: values(left, days) }
  }
  const [first, second] = [asNumber(left, findings), asNumber(right, findings)]
  return first && second && { type: 'number', at, values: values(first, second) }
}

const compare = {
  '=': (a: number, b: number) => a === b,
  '!=': (a: number, b: number) => a !== b,
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const

function comparison(sign: Comparison, left: Term, right: Term, at: number, findings: Findings): Term | null {
  const holds = compare[sign]
  const compared = (a: Vector, b: Vector) =>
    both(a, b, (x, y) => (Number.isNaN(x) || Number.isNaN(y) ? NaN : Number(holds(x, y))))
  const truth = (values: () => Vector): Term => ({ type: 'truth', at, values })
  if (left.type === 'missing' || right.type === 'missing')
    return object(
      findings,
      'compared-with-missing',
      'Nothing equals a missing value: write “is missing” or “is known”.',
      at,
    )
  if (left.type === 'date' || right.type === 'date') {
    const [first, second] = [asDate(left, findings), asDate(right, findings)]
    return first && second && truth(() => compared(first.values(), second.values()))
  }
  if (left.type !== 'text' && right.type !== 'text')
    return truth(() => compared(left.values(), right.values()))
  if (left.type !== right.type) return mixed(left, right, at, findings)
  noteUnknownLabels(left, right, findings)
  if (sign === '=' || sign === '!=')
    return truth(() => {
      const united = unite(left, right)
      return compared(united.first, united.second)
    })
  const order = orderOf(left, right)
  if (!order) {
    const message = `“${sign}” needs numbers, dates or an ordered column; ${wordsFor(left.column ? left : right)} has no order.`
    return object(findings, 'no-order', message, at, sign)
  }
  const place = (term: Term) => {
    const places = (term.levels ?? []).map((level) => order.indexOf(level))
    return () => each(term.values(), (code) => ((places[code] ?? -1) < 0 ? NaN : places[code]))
  }
  const [first, second] = [place(left), place(right)]
  return truth(() => compared(first(), second()))
}

/** The order that both sides share: the one ordered column's, or that of two with the same labels. */
function orderOf(left: Term, right: Term): readonly string[] | null {
  const ordered = [left, right].filter(({ column }) => column?.kind === 'ordinal')
  if (ordered.length === 0) return null
  const [{ levels = [] }] = ordered
  const other = ordered[0] === left ? right : left
  return (other.levels ?? []).every((level) => levels.includes(level)) ? levels : null
}

function mixed(left: Term, right: Term, at: number, findings: Findings): null {
  const [text, other] = left.type === 'text' ? [left, right] : [right, left]
  const hint =
    text.literal === undefined
      ? ` Labels stand in quotes, as in ${text.column?.name ?? 'x'} = "${text.levels?.[0] ?? ''}".`
      : other.column
        ? ` “${other.column.name}” holds numbers, which stand without quotes.`
        : ''
  return object(findings, 'mixed-types', `Text and a number cannot be compared.${hint}`, at, text.literal)
}

function noteUnknownLabels(left: Term, right: Term, findings: Findings) {
  for (const [term, other] of [
    [left, right],
    [right, left],
  ]) {
    if (term.literal === undefined || !other.column?.levels || other.column.levels.includes(term.literal))
      continue
    const hint = didYouMean(term.literal, other.column.levels)
    findings.notes.push(`No row of ${other.column.name} has the label “${term.literal}”.${hint}`)
  }
}

function call(name: string, given: readonly (Term | null)[], at: number, findings: Findings): Term | null {
  const found = formulaFunctions.find((candidate) => candidate.name === name)
  if (!found) {
    const names = formulaFunctions.map((candidate) => candidate.name)
    const hint = didYouMean(name, names) || ` There are ${names.join(', ')}.`
    return object(findings, 'unknown-function', `There is no function “${name}”.${hint}`, at, name)
  }
  if (given.length < found.least || given.length > found.most) {
    const message = `${name} is written as ${found.usage}; here it has ${given.length} ${given.length === 1 ? 'value' : 'values'}.`
    return object(findings, 'wrong-arguments', message, at, name)
  }
  return given.every((term) => term !== null) ? found.build(given, at, findings) : null
}
