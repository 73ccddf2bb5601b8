import { fail, succeed, type Problem } from '../../../base/result'
import { readNumber } from '../cells'
import { orderLevels } from '../column-cells'
import type { Column } from '../dataset'
import { withUsedLevels } from './filter-step'
import {
  checkNewName,
  countMissing,
  findColumn,
  lostWords,
  newValues,
  plural,
  withColumn,
  type PerformStep,
} from './performed'
import type { RecodeStep } from './step'

/** More labels than this are a measurement, not categories. */
export const MOST_LABELS = 1000

/**
 * Labels in, labels out; numbers where the new kind is one, or where every label is a number and the kind is not
 * "nominal". Ordered results keep the order of what became them.
 */
export const recodeColumn: PerformStep<RecodeStep> = (dataset, step) => {
  const found = findColumn(dataset, step.column)
  if (!found.ok) return found
  const column = found.value
  const named = checkNewName(dataset, step.into, column.name)
  if (!named.ok) return named
  const mapping = readMapping(column, step)
  if (!mapping.ok) return mapping
  const { results, unused } = mapping.value
  const distinct = [...new Set(results.filter((label) => label !== null))]
  const wantsNumbers = step.kind === 'continuous' || step.kind === 'count'
  const numbers = distinct.map((label) => readNumber(label, 'point'))
  if (wantsNumbers) {
    const at = numbers.indexOf(null)
    if (at >= 0)
      return fail(
        'not-a-number',
        `“${distinct[at]}” is no number: give it one, make the others missing, or choose another kind.`,
        { name: column.name },
      )
  }
  if (step.kind === 'binary' && distinct.length > 2)
    return fail(
      'too-many-values',
      `${distinct.length} different values are too many for yes / no: ${shortList(distinct)}.`,
      { name: column.name },
    )
  if (distinct.length === 0)
    return fail('nothing-left', `“${named.value}” would have no value in any row.`, { name: column.name })
  const asNumbers = numbers.every((number) => number !== null) && step.kind !== 'nominal'
  const levels = step.kind === 'ordinal' ? distinct : orderLevels(distinct)
  const position = new Map(levels.map((label, code) => [label, code]))
  const codes = Float64Array.from(results, (label) =>
    label === null ? NaN : asNumbers ? readNumber(label, 'point')! : position.get(label)!,
  )
  const place = placesOf(column)
  const values = newValues(dataset.rows, dataset)
  for (let row = 0; row < values.length; row++) {
    const at = place(column.values[row])
    values[row] = at < 0 ? NaN : codes[at]
  }
  const coded = asNumbers ? { values } : withUsedLevels(values, levels)
  const { levels: _before, note: _note, ...rest } = column
  const recoded: Column = { ...rest, name: named.value, kind: step.kind, ...coded }
  const madeMissing = countMissing(values) - countMissing(column.values)
  const target = named.value === column.name ? column.name : `${column.name} as ${named.value}`
  const odd =
    unused.length === 0
      ? ''
      : ` ${plural(unused.length, 'label', 'labels')} to be changed ${unused.length === 1 ? 'does' : 'do'} not occur: ${shortList(unused)}.`
  const sentence = `Recoded ${target}: ${describe(step)}.${lostWords(madeMissing)}${odd}`
  return succeed({ dataset: withColumn(dataset, recoded, column.name), sentence, madeMissing })
}

const shortList = (labels: readonly string[]): string =>
  labels.length > 5
    ? `${labels.slice(0, 4).map(quoted).join(', ')} and ${labels.length - 4} more`
    : labels.map(quoted).join(', ')

const quoted = (label: string) => `“${label}”`

function describe({ values, others }: RecodeStep): string {
  const parts = values
    .filter(({ from }) => from.length > 0)
    .map(({ from, to }) => `${shortList(from)} ${to === null ? 'made missing' : `→ “${to}”`}`)
  if (others === 'missing') parts.push('others made missing')
  return parts.length > 0 ? parts.join('; ') : 'nothing changed'
}

/** Labels, or the distinct numbers as text, in their order. */
export function labelsOf(column: Column): readonly string[] {
  if (column.levels) return column.levels
  return Array.from(distinctNumbers(column), String)
}

const distinctNumbers = (column: Column): Float64Array => {
  const distinct = new Set<number>()
  for (const value of column.values) if (!Number.isNaN(value)) distinct.add(value)
  return Float64Array.from(distinct).toSorted()
}

/** From a value to the place of its label in `labelsOf`; −1 for missing. */
function placesOf(column: Column): (value: number) => number {
  if (column.levels) return (code) => (Number.isNaN(code) ? -1 : code)
  const position = new Map(Array.from(distinctNumbers(column), (value, at) => [value, at]))
  return (value) => position.get(value) ?? -1
}

function readMapping(column: Column, { values, others, kind }: RecodeStep) {
  const problems: Problem[] = []
  if (kind === 'date' || kind === 'id')
    problems.push({
      code: 'unsuitable-kind',
      message: 'Recoding gives numbers or categories, no dates or identifiers.',
    })
  const labels = labelsOf(column)
  const wantsNumbers = kind === 'continuous' || kind === 'count'
  if (!column.levels && !wantsNumbers && others === 'keep' && labels.length > MOST_LABELS)
    problems.push({
      code: 'too-many-values',
      message: `“${column.name}” has ${plural(labels.length, 'different value', 'different values')}: cut it into classes, or make the others missing.`,
      where: { name: column.name },
    })
  const target = new Map<string, string | null>()
  for (const { from, to } of values) {
    if (to?.trim() === '')
      problems.push({
        code: 'empty-label',
        message: 'A new label is empty. Leave it out to make the values missing.',
      })
    for (const given of from) {
      const label = column.levels ? given : canonicalNumber(given)
      if (target.has(label))
        problems.push({
          code: 'recoded-twice',
          message: `“${given}” is recoded twice.`,
          where: { name: column.name },
        })
      target.set(label, to === null ? null : to.trim())
    }
  }
  if (problems.length > 0) return { ok: false as const, problems }
  const known = new Set(labels)
  const results = labels.map((label) => {
    const to = target.get(label)
    return to !== undefined ? to : others === 'keep' ? label : null
  })
  return succeed({ results, unused: [...target.keys()].filter((label) => !known.has(label)) })
}

/** "1.0" names the same number as "1". */
const canonicalNumber = (text: string): string => {
  const number = readNumber(text, 'point')
  return number === null ? text : String(number)
}
