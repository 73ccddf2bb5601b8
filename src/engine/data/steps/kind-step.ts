import { fail, succeed, type Result } from '../../../base/result'
import { dateText, readDate, readNumber, sniffDateOrder } from '../cells'
import type { Column, ColumnKind, Dataset } from '../dataset'
import { withUsedLevels } from './filter-step'
import { count, findColumn, lostWords, newValues, withColumn, type PerformStep } from './performed'
import { labelsOf, MOST_LABELS } from './recode-step'
import type { KindStep } from './step'

const kindWords: Readonly<Record<ColumnKind, string>> = {
  continuous: 'a number',
  count: 'a count',
  ordinal: 'ordered',
  nominal: 'a category',
  binary: 'yes / no',
  date: 'a date',
  id: 'an identifier',
}

/** Reads the values anew where the kind asks for it; what cannot be read becomes missing, and is counted. */
export const changeKind: PerformStep<KindStep> = (dataset, { column: name, kind }) => {
  const found = findColumn(dataset, name)
  if (!found.ok) return found
  const column = found.value
  const read = asKind(column, kind, dataset)
  if (!read.ok) return read
  const { values, madeMissing, levels } = read.value
  const { levels: _levels, ...rest } = column
  const changed: Column = { ...rest, kind, values, ...(levels ? { levels } : {}) }
  return succeed({
    dataset: withColumn(dataset, changed, name),
    sentence: `${name} is ${kindWords[kind]} from here on.${lostWords(madeMissing)}`,
    madeMissing,
  })
}

type Read = Pick<Column, 'values' | 'levels'> & { readonly madeMissing: number }

function asKind(column: Column, kind: ColumnKind, dataset: Dataset): Result<Read> {
  const { name, values, levels } = column
  const where = { name }
  const same = { values, madeMissing: 0, ...(levels ? { levels } : {}) }
  if (kind === column.kind) return succeed(same)
  if (kind === 'binary') {
    const labels = column.kind === 'date' ? distinctDates(column) : labelsOf(column)
    if (labels.length > 2)
      return fail(
        'too-many-values',
        `“${name}” has ${count(labels.length)} different values; yes / no has two. Recode it, or cut it into classes.`,
        where,
      )
    return succeed(same)
  }
  if (kind === 'date') {
    if (!levels) return fail('not-a-date', `“${name}” holds numbers, which name no dates.`, where)
    const order = sniffDateOrder(levels)
    return reread(column, dataset, 'date', (label) => {
      const days = readDate(label, order)
      return typeof days === 'number' ? days : null
    })
  }
  if (kind === 'continuous' || kind === 'count') {
    if (levels) return reread(column, dataset, 'number', (label) => readNumber(label, 'point'))
    if (kind === 'count') {
      const odd = values.find((value) => value < 0 || (!Number.isNaN(value) && !Number.isInteger(value)))
      if (odd !== undefined)
        return fail('not-a-count', `“${name}” holds ${odd}, which counts nothing. Keep it a number.`, where)
    }
    return succeed(same)
  }
  if (column.kind !== 'date') return succeed(same)
  const texts = distinctDates(column)
  if (texts.length > MOST_LABELS && kind !== 'id')
    return fail('too-many-values', `“${name}” has ${count(texts.length)} different dates.`, where)
  const position = new Map(texts.map((text, code) => [text, code]))
  const codes = newValues(dataset.rows, dataset)
  for (let row = 0; row < codes.length; row++)
    codes[row] = Number.isNaN(values[row]) ? NaN : position.get(dateText(values[row]))!
  return succeed({ values: codes, levels: texts, madeMissing: 0 })
}

const distinctDates = (column: Column): string[] =>
  Array.from(new Set(column.values))
    .filter((days) => !Number.isNaN(days))
    .toSorted((a, b) => a - b)
    .map(dateText)

function reread(
  column: Column,
  dataset: Dataset,
  noun: 'number' | 'date',
  read: (label: string) => number | null,
): Result<Read> {
  const { levels = [] } = withUsedLevels(column.values.slice(), column.levels)
  const meaning = column.levels!.map(read)
  const unread = levels.filter((level) => read(level) === null)
  if (unread.length === levels.length)
    return fail(`not-a-${noun}`, `No label of “${column.name}” is a ${noun}: “${levels[0] ?? ''}” is not.`, {
      name: column.name,
    })
  const values = newValues(dataset.rows, dataset)
  let madeMissing = 0
  for (let row = 0; row < values.length; row++) {
    const code = column.values[row]
    values[row] = Number.isNaN(code) ? NaN : (meaning[code] ?? NaN)
    if (Number.isNaN(values[row]) && !Number.isNaN(code)) madeMissing++
  }
  return succeed({ values, madeMissing })
}
