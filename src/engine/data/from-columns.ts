import { succeed, type Problem, type Result } from '../../base/result'
import { interpretTexts, readingOf } from './column-cells'
import type { Column, ColumnKind, Dataset } from './dataset'
import { inferKind, kindOfNumbers } from './kinds'
import { plainNumbers } from './number-style'
import type { TextColumn } from './raw-table'

/** A column as scripts give it; null, undefined and NaN are missing, as are words such as "NA" in text. */
export type GivenColumn = Float64Array | readonly (number | string | boolean | null | undefined)[]

export interface DatasetOptions {
  readonly name?: string
  readonly id?: string
  /** Kinds that are known; the others are inferred as for files. */
  readonly kinds?: Readonly<Record<string, ColumnKind>>
}

/**
 * A dataset from columns in memory; every column is a variable, none is left out. Numbers stay as they are, text
 * becomes coded categories. Problems: no columns, unequal lengths, infinite numbers, text among numbers.
 */
export function datasetFromColumns(
  given: Readonly<Record<string, GivenColumn>>,
  options: DatasetOptions = {},
): Result<Dataset> {
  const names = Object.keys(given)
  const problems: Problem[] = []
  const rows = names.length > 0 ? given[names[0]].length : 0
  if (rows === 0) problems.push({ code: 'no-rows', message: 'There are no columns with rows.' })
  const columns = names.flatMap((name): Column[] => {
    if (given[name].length !== rows) {
      const message = `“${name}” has ${given[name].length} values, “${names[0]}” has ${rows}.`
      problems.push({ code: 'unequal-lengths', message, where: { name } })
      return []
    }
    const column = columnFrom(name, given[name], options.kinds?.[name])
    if (column.ok) return [column.value]
    problems.push(...column.problems)
    return []
  })
  if (problems.length > 0) return { ok: false, problems }
  const name = options.name ?? 'data'
  return succeed({ id: options.id ?? name, name, revision: 1, rows, columns, log: [] })
}

function columnFrom(name: string, given: GivenColumn, kind: ColumnKind | undefined): Result<Column> {
  const role = 'variable'
  if (given instanceof Float64Array || given.every((value) => typeof value !== 'string')) {
    const values = Float64Array.from(given as ArrayLike<unknown>, (value) =>
      typeof value === 'number' || typeof value === 'boolean' ? Number(value) : NaN,
    )
    const row = values.findIndex((value) => Math.abs(value) === Infinity)
    if (row >= 0) {
      const message = `“${name}” holds an infinite number in row ${row + 1}.`
      return { ok: false, problems: [{ code: 'infinite-value', message, where: { name, row: row + 1 } }] }
    }
    const labels = !(given instanceof Float64Array) && given.some((value) => typeof value === 'boolean')
    const found = kind ?? withoutIdentifier(kindOfNumbers(values, name))
    return succeed({ name, kind: found, role, values, ...(labels ? { levels: ['false', 'true'] } : {}) })
  }
  const raw = rawFrom(name, given)
  const inferred = inferKind(raw, 'point')
  const used =
    kind ?? (inferred.kind === 'id' && inferred.texts === 'textual' ? 'id' : withoutIdentifier(inferred.kind))
  const interpreted = interpretTexts(raw.texts, readingOf(used, inferred.texts), plainNumbers('point'))
  const code = interpreted.reasons.findIndex((reason) => reason !== null)
  if (code >= 0) {
    const row = raw.codes.indexOf(code) + 1
    const message = `“${name}” holds “${raw.texts[code]}” in row ${row}: ${interpreted.reasons[code]}.`
    return {
      ok: false,
      problems: [{ code: 'unreadable-cell', message, where: { name, row, token: raw.texts[code] } }],
    }
  }
  const values = Float64Array.from(raw.codes, (at) => interpreted.values[at])
  return succeed({
    name,
    kind: used,
    role,
    values,
    ...(interpreted.levels ? { levels: interpreted.levels } : {}),
  })
}

/** Given by a script, whole numbers in a row are a variable, not labels of rows. */
const withoutIdentifier = (kind: ColumnKind): ColumnKind => (kind === 'id' ? 'count' : kind)

function rawFrom(name: string, given: readonly (number | string | boolean | null | undefined)[]): TextColumn {
  const texts: string[] = []
  const seen = new Map<string, number>()
  const codes = Uint32Array.from(given, (value) => {
    const text = value === null || value === undefined ? '' : String(value)
    const code = seen.get(text) ?? texts.length
    if (code === texts.length) {
      seen.set(text, code)
      texts.push(text)
    }
    return code
  })
  return { form: 'texts', name, codes, texts }
}
