import type { Problem } from '../../../base/result'
import type { Column } from '../dataset'
import { readDate } from '../cells'
import { each, type Vector } from './vector'

export type TermType = 'number' | 'truth' | 'text' | 'date' | 'missing'

/** A part of a formula whose names and types are in order; `values` computes it. */
export interface Term {
  readonly type: TermType
  /** Characters of the formula before it, plus 1. */
  readonly at: number
  /** For text: the labels that the values are codes of. */
  readonly levels?: readonly string[]
  /** Only where it stands for a column as it is. */
  readonly column?: Column
  /** Only where it was written as text in quotes. */
  readonly literal?: string
  values(): Vector
}

/** Collects what is wrong with a formula, and what is merely odd. */
export interface Findings {
  readonly problems: Problem[]
  /** Sentences about labels that no row has. */
  readonly notes: string[]
}

export const object = (
  findings: Findings,
  code: string,
  message: string,
  at: number,
  token?: string,
): null => {
  findings.problems.push({ code, message, where: { column: at, ...(token ? { token } : {}) } })
  return null
}

/** What a term is, in words that fit after "is" and "needs a number, and this is". */
export function wordsFor(term: Term): string {
  if (term.literal !== undefined) return `the text “${term.literal}”`
  const noun = {
    number: 'a number',
    truth: 'true or false',
    text: 'a label',
    date: 'a date',
    missing: 'missing',
  }[term.type]
  return term.column ? `“${term.column.name}” (${noun})` : noun
}

export const constant = (type: TermType, value: number, at: number): Term => ({
  type,
  at,
  values: () => value,
})

/** Truths count as 0 and 1. */
export function asNumber(term: Term, findings: Findings): Term | null {
  if (term.type === 'number' || term.type === 'truth') return term
  if (term.type === 'missing') return constant('number', NaN, term.at)
  const hint =
    term.type === 'date'
      ? ' Take year(…) or another part of the date, or the difference of two dates.'
      : term.literal !== undefined && term.literal.trim() !== '' && Number.isFinite(Number(term.literal))
        ? ' Write it without quotes.'
        : ''
  return object(
    findings,
    'not-a-number',
    `A number is needed here, not ${wordsFor(term)}.${hint}`,
    term.at,
    term.column?.name ?? term.literal,
  )
}

const yesWords: readonly (readonly string[])[] = [
  ['no', 'yes'],
  ['false', 'true'],
]

/** Conditions, and yes / no columns whose coding leaves no doubt. */
export function asTruth(term: Term, findings: Findings): Term | null {
  if (term.type === 'truth') return term
  if (term.type === 'missing') return constant('truth', NaN, term.at)
  const { column } = term
  if (column?.kind === 'binary') {
    const { levels, values } = column
    const words = levels?.map((level) => level.toLowerCase())
    if (words && yesWords.some((pair) => pair.every((word, code) => word === words[code])))
      return { type: 'truth', at: term.at, values: term.values }
    if (!levels && values.every((value) => value === 0 || value === 1 || Number.isNaN(value)))
      return { type: 'truth', at: term.at, values: term.values }
  }
  const example = column?.levels ? `${column.name} = "${column.levels.at(-1) ?? ''}"` : 'x > 0'
  return object(
    findings,
    'not-a-condition',
    `A condition is needed here, as in ${example}, not ${wordsFor(term)}.`,
    term.at,
    column?.name ?? term.literal,
  )
}

/** Text beside a date is read as one, year first. */
export function asDate(term: Term, findings: Findings): Term | null {
  if (term.type === 'date') return term
  if (term.type === 'missing') return constant('date', NaN, term.at)
  if (term.literal !== undefined) {
    const days = readDate(term.literal, 'year-month-day')
    if (typeof days === 'number') return constant('date', days, term.at)
    const message = `“${term.literal}” is no date: ${days}. Write it as in "2020-12-31".`
    return object(findings, 'not-a-date', message, term.at, term.literal)
  }
  return object(findings, 'not-a-date', `A date is needed here, not ${wordsFor(term)}.`, term.at)
}

/** Two texts on one list of labels: that of the first, followed by what only the second has. */
export function unite(first: Term, second: Term): { levels: string[]; first: Vector; second: Vector } {
  const levels = [...(first.levels ?? [])]
  const position = new Map(levels.map((level, code) => [level, code]))
  const moved = (second.levels ?? []).map((level) => {
    const known = position.get(level)
    if (known !== undefined) return known
    position.set(level, levels.length)
    return levels.push(level) - 1
  })
  const move = (code: number) => (Number.isNaN(code) ? NaN : moved[code])
  return { levels, first: first.values(), second: each(second.values(), move) }
}

/** Columns as a formula sees them: labels where there are any, else dates or numbers. */
export function columnTerm(column: Column, at: number): Term {
  const type = column.levels ? 'text' : column.kind === 'date' ? 'date' : 'number'
  const values = () => column.values
  return { type, at, column, values, ...(column.levels ? { levels: column.levels } : {}) }
}
