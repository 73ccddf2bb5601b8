import { fail, type Problem, type Result } from '../../../base/result'
import { columnNamed, type Column, type Dataset } from '../dataset'
import { didYouMean } from './nearest-name'

/** What one step made of the data. */
export interface Performed {
  readonly dataset: Dataset
  readonly sentence: string
  /** Cells that had a value before, or new cells without one. */
  readonly madeMissing: number
}

export type PerformStep<Step> = (dataset: Dataset, step: Step) => Result<Performed>

const sharedAvailable = typeof SharedArrayBuffer !== 'undefined'

/** Room for a column of so many rows, in shared memory where the data are. */
export function newValues(rows: number, dataset: Dataset): Float64Array<ArrayBufferLike> {
  const shared =
    sharedAvailable && dataset.columns.some(({ values }) => values.buffer instanceof SharedArrayBuffer)
  return new Float64Array(shared ? new SharedArrayBuffer(8 * rows) : new ArrayBuffer(8 * rows))
}

export const count = (n: number): string => n.toLocaleString('en-US')

export const plural = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`

/** " 3 values became missing.", or nothing. */
export const lostWords = (n: number): string =>
  n === 0 ? '' : ` ${plural(n, 'value', 'values')} became missing.`

export function countMissing(values: Float64Array): number {
  let missing = 0
  for (const value of values) if (Number.isNaN(value)) missing++
  return missing
}

export function unknownColumn(dataset: Dataset, name: string): Problem {
  const hint = didYouMean(
    name,
    dataset.columns.map((column) => column.name),
  )
  return {
    code: 'unknown-column',
    message: `There is no column “${name}” at this point.${hint}`,
    where: { name },
  }
}

export function findColumn(dataset: Dataset, name: string): Result<Column> {
  const column = columnNamed(dataset, name)
  return column ? { ok: true, value: column } : { ok: false, problems: [unknownColumn(dataset, name)] }
}

/** As long as a variable's name may be, because columns become variables. */
const LONGEST_NAME = 200

/** Is the name one a column can have, and free? `besides` names the column it may be taken from. */
export function checkNewName(dataset: Dataset, name: string, besides: string): Result<string> {
  const trimmed = name.trim()
  if (trimmed === '') return fail('empty-name', 'The column needs a name.')
  if (trimmed.length > LONGEST_NAME)
    return fail('long-name', `The name has ${trimmed.length} characters; at most ${LONGEST_NAME} fit.`)
  if (trimmed !== besides && columnNamed(dataset, trimmed))
    return fail('duplicate-name', `There is already a column “${trimmed}”.`, { name: trimmed })
  return { ok: true, value: trimmed }
}

/** The dataset with `column` in the place of the one called `name`, or right after it when it has another name. */
export function withColumn(dataset: Dataset, column: Column, name: string): Dataset {
  const columns = dataset.columns.flatMap((other) =>
    other.name !== name ? [other] : column.name === name ? [column] : [other, column],
  )
  return { ...dataset, columns }
}
