import type { Problem, Result } from '../base/result'

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const SHOWN = 60

/** Reads the fields of a request, says of every bad one what was expected, and fails once for all of them. */
export function createFieldReader(given: Fields, owner: string) {
  // Programs write null for what they leave out.
  const fields: Fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
  const problems: Problem[] = []
  const expected = (field: string, what: string) => {
    const found =
      field in fields
        ? `it is ${(JSON.stringify(fields[field]) ?? 'nothing').slice(0, SHOWN)}`
        : 'it is missing'
    problems.push({
      code: 'bad-field',
      message: `"${field}" of the ${owner} must be ${what}; ${found}.`,
      where: { name: field },
    })
  }
  const isWholeNumber = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0
  return {
    has: (field: string): boolean => fields[field] !== undefined,
    /** One name, or a list of names; `fallback` for a field that is absent. */
    names(field: string, fallback?: readonly string[]): string[] {
      const value = fields[field]
      if (value === undefined && fallback) return [...fallback]
      if (typeof value === 'string') return [value]
      if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
      expected(field, 'a list of names')
      return []
    },
    text(field: string, fallback?: string): string {
      const value = fields[field]
      if (value === undefined && fallback !== undefined) return fallback
      if (typeof value === 'string') return value
      expected(field, 'text')
      return ''
    },
    choice<Choice extends string>(field: string, choices: readonly Choice[], fallback?: Choice): Choice {
      const value = fields[field]
      if (value === undefined && fallback !== undefined) return fallback
      const found = choices.find((choice) => choice === value)
      if (found === undefined) expected(field, `one of ${choices.join(', ')}`)
      return found ?? choices[0]
    },
    wholeNumber(field: string, fallback: number): number {
      const value = fields[field]
      if (value === undefined) return fallback
      if (isWholeNumber(value)) return value
      expected(field, 'a whole number')
      return fallback
    },
    /** The field `seed`, or the option of that name. */
    seed(fallback: number): number {
      const { options } = fields
      const value = fields.seed ?? (isFields(options) ? options.seed : undefined) ?? fallback
      if (isWholeNumber(value) && value <= Number.MAX_SAFE_INTEGER) return value
      if ('seed' in fields) expected('seed', 'a whole number')
      else expected('options', 'an object whose "seed" is a whole number')
      return fallback
    },
    /** A value of a variable: a number, the label of a category, or absent. */
    value(field: string): number | string | undefined {
      const value = fields[field]
      if (value === undefined || typeof value === 'number' || typeof value === 'string') return value
      expected(field, 'a number or a label')
      return undefined
    },
    /** Whole numbers by name; nothing where the field is absent. */
    values(field: string): Record<string, number> {
      const value = fields[field] ?? {}
      if (isFields(value) && Object.values(value).every(isWholeNumber)) return value as Record<string, number>
      expected(field, 'an object of whole numbers')
      return {}
    },
    /** Options by name; numbers and text only. The seed is not among them. */
    options(field: string): Record<string, number | string> {
      const value = fields[field] ?? {}
      if (isFields(value)) {
        const named = Object.entries(value).filter(([name, option]) => name !== 'seed' && option !== null)
        const entries = named.flatMap(([name, option]): [string, number | string][] => {
          if (typeof option === 'boolean') return [[name, Number(option)]]
          return typeof option === 'number' || typeof option === 'string' ? [[name, option]] : []
        })
        if (entries.length === named.length) return Object.fromEntries(entries)
      }
      expected(field, 'an object of numbers and texts')
      return {}
    },
    expected,
    finish<T>(make: () => T): Result<T> {
      return problems.length > 0 ? { ok: false, problems } : { ok: true, value: make() }
    },
  }
}
