import { fail, succeed, type Problem, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import type { Column, ColumnKind, ColumnRole, Dataset } from '../dataset'
import { chooseBins, countBins, SPREAD_PROBABILITIES, type BinCounts, type Bins, type Spread } from './bins'
import { countCategories, type CategoryCounts } from './categories'
import { columnMoments, type ColumnMoments } from './column-moments'
import { infiniteCell, picturedAs } from './pictured'
import { knownValues, quantilesInPlace } from './quantiles'

export interface NumberSummary {
  readonly mean: number
  /** Divisor n - 1; NaN with one value. */
  readonly sd: number
  readonly min: number
  readonly q1: number
  readonly median: number
  readonly q3: number
  readonly max: number
}

export type Histogram = Bins & BinCounts

export interface ColumnDescription {
  readonly name: string
  readonly kind: ColumnKind
  readonly role: ColumnRole
  /** Why it was left out, where it was. */
  readonly note?: string
  readonly rows: number
  readonly known: number
  readonly missing: number
  /** Of columns drawn as numbers, dates in days since 1970. */
  readonly numbers: NumberSummary | null
  readonly histogram: Histogram | null
  readonly categories: CategoryCounts | null
}

export interface SummarisedNumbers {
  readonly moments: ColumnMoments
  readonly spread: Spread
}

/** Moments and exact quantiles of a column of numbers. */
export function summariseNumbers(values: Float64Array): SummarisedNumbers {
  const [low, q1, median, q3, high] = quantilesInPlace(knownValues(values), SPREAD_PROBABILITIES)
  return { moments: columnMoments(values), spread: { low, q1, median, q3, high } }
}

export const binsOf = (column: Column, { moments, spread }: SummarisedNumbers, most?: number): Bins | null =>
  chooseBins(moments, spread, column.kind === 'date' ? 'date' : 'number', most)

/** Everything that a card shows of one column. An infinite number is a problem. */
export function describeColumn(column: Column): Result<ColumnDescription> {
  const infinite = infiniteCell(column)
  if (infinite) return infinite
  const { name, kind, role, note, values } = column
  const facts = { name, kind, role, ...(note === undefined ? {} : { note }), rows: values.length }
  const form = picturedAs(column)
  if (form === 'number') {
    const summary = summariseNumbers(values)
    const { known, missing, mean, sd, min, max } = summary.moments
    const { q1, median, q3 } = summary.spread
    const bins = binsOf(column, summary)
    return succeed({
      ...facts,
      known,
      missing,
      numbers: known > 0 ? { mean, sd, min, q1, median, q3, max } : null,
      histogram: bins && { ...bins, ...countBins(values, bins) },
      categories: null,
    })
  }
  let missing = 0
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) missing++
  return succeed({
    ...facts,
    known: values.length - missing,
    missing,
    numbers: null,
    histogram: null,
    categories: form === 'category' ? countCategories(column) : null,
  })
}

/** The named columns (all, without names) in their order in the data. Every problem is reported. */
export function describeColumns(
  dataset: Dataset,
  names: readonly string[] | undefined,
  context: Pick<EngineContext, 'progress'>,
): Result<ColumnDescription[]> {
  const wanted = columnsFor(dataset, names)
  if (!wanted.ok) return wanted
  const described: ColumnDescription[] = []
  const problems: Problem[] = []
  wanted.value.forEach((column, i) => {
    const result = describeColumn(column)
    if (result.ok) described.push(result.value)
    else problems.push(...result.problems)
    context.progress((i + 1) / wanted.value.length, column.name)
  })
  return problems.length > 0 ? { ok: false, problems } : succeed(described)
}

/** Columns by name, or all that there are; a problem for each unknown name. */
export function columnsFor(
  dataset: Dataset,
  names: readonly string[] | undefined,
): Result<readonly Column[]> {
  if (!names) return succeed(dataset.columns)
  const wanted = new Set(names)
  const unknown = [...wanted].filter((name) => !dataset.columns.some((column) => column.name === name))
  if (unknown.length > 0) {
    return {
      ok: false,
      problems: unknown.flatMap((name) => unknownColumn(dataset, name).problems),
    }
  }
  return succeed(dataset.columns.filter((column) => wanted.has(column.name)))
}

export const unknownColumn = (dataset: Dataset, name: string) =>
  fail('unknown-column', `There is no column “${name}” in ${dataset.name}.`, { name })
