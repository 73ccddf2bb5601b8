import type { Problem } from '../../base/result'
import type { RowsUsed } from '../data/dataset'
import { pairwiseMoments } from '../kernels/pairwise-moments'
import { correlationMatrix } from '../stats/moments'
import { linearDependencies } from './linear-dependency'
import type { SearchColumn } from './search-columns'

type NamedColumn = SearchColumn & {
  readonly name: string
  /** In all rows of the data. */ readonly everywhere: Float64Array
}

/** Columns with gaps that agree exactly count as copies only over this many shared rows: a few may agree by chance. */
const SHARED_FOR_COPY = 30
const COPY = 1 - 1e-10

/** Constant and duplicate columns and exact linear combinations, by name. */
export function degeneracies(columns: readonly NamedColumn[], rows: RowsUsed): Problem[] {
  const constant = columns.filter(({ values }) => isConstant(values))
  const varying = columns.filter(({ values }) => !isConstant(values))
  const numbers = varying.filter(({ unordered }) => !unordered)
  return [
    ...constant.map((column) => constantProblem(column, rows)),
    ...collinear(numbers, rows.used),
    ...copiedNumbers(numbers),
    ...copiedCategories(varying.filter(({ unordered }) => unordered)),
  ]
}

/** Every value that is there is the same. */
const isConstant = (values: Float64Array) => {
  const first = values.find((value) => !Number.isNaN(value))
  return values.every((value) => value === first || Number.isNaN(value))
}

const hasGaps = ({ values }: SearchColumn) => values.some((value) => Number.isNaN(value))

function constantProblem({ name, everywhere }: NamedColumn, { total, used, missing }: RowsUsed): Problem {
  const worst = Object.entries(missing).toSorted(([, a], [, b]) => b - a)[0]
  const message =
    isConstant(everywhere) || !worst
      ? `“${name}” has the same value everywhere, so nothing can be learned about it. Leave it out.`
      : `“${name}” has the same value in all ${used} rows used. It varies in the others, but “${worst[0]}” is missing in ${worst[1]} of ${total} rows: leave out one of the two.`
  return { code: 'constant-column', message, where: { name } }
}

const copyProblem = (name: string, other: string, manner: string): Problem => ({
  code: 'duplicate-column',
  message: `“${name}” is an exact copy of “${other}”, up to ${manner}. Leave one of the two out.`,
  where: { name },
})

/** Among the columns without gaps. */
function collinear(numbers: readonly NamedColumn[], rows: number): Problem[] {
  const columns = numbers.filter((column) => !hasGaps(column))
  const correlation = correlationMatrix(columns.map(({ values }) => values))
  return linearDependencies(correlation, columns.length).flatMap(({ column, determinedBy }) => {
    const { name } = columns[column]
    const others = determinedBy.map((index) => columns[index].name)
    if (others.length === 1) return [copyProblem(name, others[0], 'shift and scale')]
    // With no more rows than columns every further column is a combination of the others: only copies are news then.
    if (rows <= columns.length + 1) return []
    // Categories are no numbers to be added: where a row has either of two causes, never both, their effect is the sum.
    if ([column, ...determinedBy].every((index) => columns[index].levels > 0)) return []
    const quoted = others.map((other) => `“${other}”`)
    const message = `“${name}” is an exact linear combination of ${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}. Leave one of them out.`
    return [{ code: 'collinear-column', message, where: { name } }]
  })
}

/** Pairs of which at least one has gaps. */
function copiedNumbers(numbers: readonly NamedColumn[]): Problem[] {
  const gaps = numbers.map(hasGaps)
  if (!gaps.includes(true)) return []
  const size = numbers.length
  const { counts, correlation } = pairwiseMoments(numbers.map(({ values }) => values))
  return numbers.flatMap(({ name }, b) => {
    const original = numbers.findIndex(
      (_, a) =>
        a < b &&
        (gaps[a] || gaps[b]) &&
        counts[a * size + b] >= SHARED_FOR_COPY &&
        Math.abs(correlation[a * size + b]) > COPY,
    )
    return original < 0 ? [] : [copyProblem(name, numbers[original].name, 'shift and scale')]
  })
}

/** Columns of unordered categories that divide the rows alike. */
function copiedCategories(columns: readonly NamedColumn[]): Problem[] {
  const originals = new Map<string, string>()
  return columns.flatMap(({ name, values }) => {
    const first = new Map<number, number>()
    const division = Array.from(values, (value) => {
      if (!first.has(value)) first.set(value, first.size)
      return Number.isNaN(value) ? '' : first.get(value)
    }).join(' ')
    const original = originals.get(division)
    if (original !== undefined) return [copyProblem(name, original, 'the names of the categories')]
    originals.set(division, name)
    return []
  })
}
