import { succeed, type Problem, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import type { Column, Dataset } from '../dataset'
import { columnMoments, standardised } from './column-moments'
import { columnsFor } from './describe-columns'
import { infiniteCell } from './pictured'
import { sampleOf, takeRows } from './sampling'
import { seriate } from './seriation'

export interface LeftOutColumn {
  readonly name: string
  readonly reason: 'categories' | 'identifier' | 'constant' | 'no-values' | 'by-choice'
}

export interface Correlations {
  readonly names: readonly string[]
  /** Pearson's r, row-major, names.length squared; NaN where the rows of a pair do not vary. */
  readonly r: Float64Array
  /** Rows in which both columns of the pair are known, laid out as `r`. */
  readonly n: Float64Array
  /** An order of `names` that puts like columns together. */
  readonly order: readonly number[]
  readonly leftOut: readonly LeftOutColumn[]
  /** `used` < `total` when the table is so large that a random sample of rows was taken. */
  readonly rows: { readonly total: number; readonly used: number }
}

/** Rows times pairs of columns that are computed in full; beyond that a sample of rows stands for all. */
const MOST_PRODUCTS = 2e9
const FEWEST_SAMPLED = 2000
/** Numbers of all columns handled at a time, so that they stay in the cache. */
const CACHED = 32_768
const SHORTEST_BLOCK = 64
const LONGEST_BLOCK = 1024
/** Of the squares of a column, what is left in a pair whose rows do not vary is rounding. */
const ROUNDING = 1e-10

function whyNot(column: Column): LeftOutColumn['reason'] | null {
  if (column.role === 'left-out') return 'by-choice'
  if (column.kind === 'id') return 'identifier'
  if (column.kind === 'nominal') return 'categories'
  const { values } = column
  const first = values.findIndex((value) => !Number.isNaN(value))
  if (first < 0) return 'no-values'
  const differs = values.some((value) => !Number.isNaN(value) && value !== values[first])
  return differs ? null : 'constant'
}

/**
 * Pearson correlations of every pair of the named columns (all, without names), each from the rows in which both are
 * known. Grades count as the numbers of their order, yes/no as 0 and 1. Nominal columns and identifiers have none.
 */
export function correlate(
  dataset: Dataset,
  names: readonly string[] | undefined,
  context: Pick<EngineContext, 'progress' | 'random'>,
): Result<Correlations> {
  const wanted = columnsFor(dataset, names)
  if (!wanted.ok) return wanted
  const problems = wanted.value.flatMap((column): readonly Problem[] => infiniteCell(column)?.problems ?? [])
  if (problems.length > 0) return { ok: false, problems }
  const leftOut: LeftOutColumn[] = []
  const used = wanted.value.filter((column) => {
    const reason = whyNot(column)
    if (reason) leftOut.push({ name: column.name, reason })
    return reason === null
  })
  const size = used.length
  const affordable = Math.max(FEWEST_SAMPLED, Math.floor(MOST_PRODUCTS / Math.max(1, (size * size) / 2)))
  const sampled = dataset.rows > affordable
  const index = sampled ? sampleOf(dataset.rows, affordable, context.random) : null
  const columns = used.map(({ values }) => (index ? takeRows(values, index) : values))
  const { r, n } = pairwiseCorrelations(columns, context)
  return succeed({
    names: used.map(({ name }) => name),
    r,
    n,
    order: seriate(r, size),
    leftOut,
    rows: { total: dataset.rows, used: index?.length ?? dataset.rows },
  })
}

/**
 * Correlations of columns with gaps, each pair from the rows that have both, by sums and products of standardised
 * values taken block by block. NaN where the rows of a pair do not vary.
 */
export function pairwiseCorrelations(
  columns: readonly Float64Array[],
  context: Pick<EngineContext, 'progress'>,
): { r: Float64Array; n: Float64Array } {
  const size = columns.length
  const rows = columns[0]?.length ?? 0
  const moments = columns.map(columnMoments)
  const gaps = moments.map(({ missing }) => missing > 0)
  const anyGaps = gaps.includes(true)
  // [i * size + j] of a pair: product, and of i within the rows that have j: sum and squares.
  const products = new Float64Array(size * size)
  const sums = new Float64Array(size * size)
  const squares = new Float64Array(size * size)
  const n = new Float64Array(size * size)
  const step = Math.min(LONGEST_BLOCK, Math.max(SHORTEST_BLOCK, Math.floor(CACHED / Math.max(1, size))))
  const block = columns.map(() => new Float64Array(step))
  const present = columns.map(() => new Float64Array(step))
  const squared = columns.map(() => new Float64Array(anyGaps ? step : 0))
  for (let from = 0; from < rows; from += step) {
    const length = Math.min(step, rows - from)
    for (let i = 0; i < size; i++) {
      standardise(columns[i], from, length, moments[i], block[i], present[i])
      if (anyGaps) for (let row = 0; row < length; row++) squared[i][row] = block[i][row] * block[i][row]
    }
    for (let i = 0; i < size; i++) {
      const left = block[i]
      const hasLeft = present[i]
      for (let j = 0; j <= i; j++) {
        const right = block[j]
        const at = i * size + j
        if (!anyGaps || (!gaps[i] && !gaps[j])) {
          products[at] += dot(left, right, length)
          n[at] += length
          continue
        }
        // Standardised values are 0 where they are missing.
        const hasRight = present[j]
        products[at] += dot(left, right, length)
        n[at] += dot(hasLeft, hasRight, length)
        sums[at] += dot(left, hasRight, length)
        squares[at] += dot(squared[i], hasRight, length)
        if (i === j) continue
        sums[j * size + i] += dot(right, hasLeft, length)
        squares[j * size + i] += dot(squared[j], hasLeft, length)
      }
    }
    context.progress(Math.min(1, (from + length) / rows), 'correlations')
  }
  const r = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const at = i * size + j
      const mirrored = j * size + i
      n[mirrored] = n[at]
      const complete = !gaps[i] && !gaps[j]
      const value = complete
        ? varies(moments[i]) && varies(moments[j])
          ? products[at] / (n[at] - 1)
          : NaN
        : fromSums(products[at], n[at], sums[at], squares[at], sums[mirrored], squares[mirrored])
      r[at] = i === j && !Number.isNaN(value) ? 1 : Math.max(-1, Math.min(1, value))
      r[mirrored] = r[at]
    }
  }
  return { r, n }
}

const varies = ({ sd }: { readonly sd: number }) => sd > 0

function standardise(
  column: Float64Array,
  from: number,
  length: number,
  { mean, sd }: { readonly mean: number; readonly sd: number },
  into: Float64Array,
  present: Float64Array,
) {
  const moments = { mean, sd: sd > 0 ? sd : 1 }
  for (let row = 0; row < length; row++) {
    const value = column[from + row]
    const missing = Number.isNaN(value)
    into[row] = missing ? 0 : standardised(value, moments)
    present[row] = missing ? 0 : 1
  }
}

/** Correlation of two variables from their sums, squares and product over the same n rows. */
function fromSums(
  product: number,
  n: number,
  sumLeft: number,
  squaresLeft: number,
  sumRight: number,
  squaresRight: number,
): number {
  if (n < 2) return NaN
  const left = squaresLeft - (sumLeft * sumLeft) / n
  const right = squaresRight - (sumRight * sumRight) / n
  if (!(left > ROUNDING * squaresLeft) || !(right > ROUNDING * squaresRight)) return NaN
  return (product - (sumLeft * sumRight) / n) / Math.sqrt(left * right)
}

/** Four sums side by side do not wait for each other. */
function dot(a: Float64Array, b: Float64Array, length: number): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  const end = length - 3
  let row = 0
  for (; row < end; row += 4) {
    first += a[row] * b[row]
    second += a[row + 1] * b[row + 1]
    third += a[row + 2] * b[row + 2]
    fourth += a[row + 3] * b[row + 3]
  }
  for (; row < length; row++) first += a[row] * b[row]
  return first + second + (third + fourth)
}
