import { fail, succeed, type Result } from '../../../base/result'
import type { Column } from '../dataset'
import { withUsedLevels } from './filter-step'
import { checkNewName, count, findColumn, newValues, plural, withColumn, type PerformStep } from './performed'
import type { BinStep } from './step'

export const FEWEST_CLASSES = 2
export const MOST_CLASSES = 50

/** A value on a cut belongs to the class above it. Classes that no row falls into are forgotten. */
export const binColumn: PerformStep<BinStep> = (dataset, step) => {
  const found = findColumn(dataset, step.column)
  if (!found.ok) return found
  const column = found.value
  const named = checkNewName(dataset, step.into, column.name)
  if (!named.ok) return named
  const name = { name: column.name }
  if (column.levels || column.kind === 'date')
    return fail(
      'not-a-number',
      `“${column.name}” holds ${column.levels ? 'labels' : 'dates'}; only numbers can be cut into classes.`,
      name,
    )
  const cuts = cutPoints(column, step.cuts)
  if (!cuts.ok) return cuts
  const points = cuts.value
  const values = newValues(dataset.rows, dataset)
  for (let row = 0; row < values.length; row++) {
    const value = column.values[row]
    values[row] = Number.isNaN(value) ? NaN : classOf(value, points)
  }
  const coded = withUsedLevels(values, classLabels(points))
  if ((coded.levels?.length ?? 0) < FEWEST_CLASSES)
    return fail('one-class', `All values of “${column.name}” would fall into one class.`, name)
  const classes = coded.levels!.length
  const { levels: _levels, note: _note, ...rest } = column
  const kind = classes === 2 ? 'binary' : 'ordinal'
  const cut: Column = { ...rest, name: named.value, kind, ...coded }
  const target = named.value === column.name ? column.name : `${column.name} as ${named.value}`
  const wanted = step.cuts.by === 'points' ? points.length + 1 : step.cuts.classes
  const fewer =
    classes === wanted ? '' : ` That is ${count(classes)} instead of ${count(wanted)}: ties or empty classes.`
  const how = { points: '', 'equal-width': ' of equal width', quantiles: ' with about equally many rows' }
  const sentence = `Cut ${target} into ${plural(classes, 'class', 'classes')}${how[step.cuts.by]}: ${coded.levels!.join(', ')}.${fewer}`
  return succeed({ dataset: withColumn(dataset, cut, column.name), sentence, madeMissing: 0 })
}

/** How many of the ascending points are at or below the value. */
function classOf(value: number, points: Float64Array): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (points[middle] <= value) low = middle + 1
    else high = middle
  }
  return low
}

const ascending = (points: Iterable<number>): Float64Array => Float64Array.from(new Set(points)).toSorted()

function cutPoints(column: Column, cuts: BinStep['cuts']): Result<Float64Array> {
  if (cuts.by === 'points') {
    if (cuts.points.length === 0) return fail('no-cuts', 'Give at least one value to cut at.')
    const odd = cuts.points.find((point) => !Number.isFinite(point))
    if (odd !== undefined) return fail('not-a-number', `${odd} is no number to cut at.`)
    if (cuts.points.length >= MOST_CLASSES)
      return fail('too-many-classes', `At most ${MOST_CLASSES} classes can be made.`)
    return succeed(ascending(cuts.points))
  }
  const { classes } = cuts
  if (!Number.isInteger(classes) || classes < FEWEST_CLASSES || classes > MOST_CLASSES)
    return fail(
      'number-of-classes',
      `The number of classes must be whole, from ${FEWEST_CLASSES} to ${MOST_CLASSES}; it is ${classes}.`,
    )
  const present = column.values.filter((value) => !Number.isNaN(value))
  if (present.length === 0) return fail('no-values', `“${column.name}” has no values.`, { name: column.name })
  const inner = Array.from({ length: classes - 1 }, (_, k) => (k + 1) / classes)
  if (cuts.by === 'quantiles') {
    present.sort()
    return succeed(
      ascending(inner.map((share) => quantile(present, share)).filter((cut) => cut > present[0])),
    )
  }
  let from = Infinity
  let to = -Infinity
  for (const value of present) {
    if (value < from) from = value
    if (value > to) to = value
  }
  if (from === to) return fail('one-class', `“${column.name}” has one value only.`, { name: column.name })
  return succeed(ascending(inner.map((share) => from + share * (to - from))))
}

/** Type 7 of Hyndman & Fan, The American Statistician 50 (1996). */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}

const FEWEST_FIGURES = 3
const MOST_FIGURES = 15

/** "under 18", "18 to under 65", "65 and more"; as many figures as it takes to tell the cuts apart. */
function classLabels(points: Float64Array): string[] {
  let texts: string[] = []
  for (let figures = FEWEST_FIGURES; figures <= MOST_FIGURES; figures++) {
    texts = Array.from(points, (point) => short(point, figures))
    if (new Set(texts).size === texts.length) break
  }
  return [
    `under ${texts[0]}`,
    ...texts.slice(1).map((text, k) => `${texts[k]} to under ${text}`),
    `${texts.at(-1)} and more`,
  ]
}

/** Digits before the point stay whole. */
const short = (value: number, figures: number): string =>
  String(
    Math.abs(value) >= 10 ** figures && Number.isInteger(value) ? value : Number(value.toPrecision(figures)),
  ).replace('-', '−')
