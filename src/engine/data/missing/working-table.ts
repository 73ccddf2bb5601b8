import { shuffle, type Random } from '../../../base/random'
import { mean, variance } from '../../stats/moments'
import type { ImputationColumns, ModelColumn } from './imputation-columns'

/** A column of the models in the working rows, with the gaps of one imputation filled in. */
export interface WorkingColumn {
  readonly model: ModelColumn
  /** Where its block starts in a row of the design, and how wide it is. */
  readonly at: number
  readonly width: number
  /** Scale of numbers: design = (value - centre) / spread. */
  readonly centre: number
  readonly spread: number
  /** Working rows without a value, and those with one that models are fitted on. */
  readonly gaps: Int32Array
  readonly fitted: Int32Array
  /** The values of the fitted rows. */
  readonly values: Float64Array
}

/** The rows and columns that take part in the chain: rows with gaps, and enough of the others to fit on. */
export interface WorkingTable {
  /** Positions of the working rows in the dataset. */
  readonly rows: Int32Array
  readonly columns: readonly WorkingColumn[]
  /** Columns of the design, the intercept first. */
  readonly width: number
  /** Rows that models are fitted on. */
  readonly fittedRows: number
}

/** Models are fitted on at most this many rows, drawn at random. */
export const MOST_FITTED_ROWS = 10_000

export function layOut({ columns }: ImputationColumns, total: number, random: Random): WorkingTable {
  const everyRow = Int32Array.from({ length: total }, (_, row) => row)
  const chosen = new Uint8Array(total)
  const sample =
    total <= MOST_FITTED_ROWS ? everyRow : shuffle(everyRow.slice(), random).subarray(0, MOST_FITTED_ROWS)
  for (const row of sample) chosen[row] = 1
  const gappy = columns.filter(({ missing }) => missing > 0)
  // A column with few values is fitted on all of them: the sample might miss them.
  const scarce = gappy.filter(({ missing }) => total - missing <= MOST_FITTED_ROWS)
  const rows = everyRow.filter(
    (row) =>
      chosen[row] === 1 ||
      gappy.some(({ column }) => Number.isNaN(column.values[row])) ||
      scarce.some(({ column }) => !Number.isNaN(column.values[row])),
  )
  let width = 1
  const laidOut = columns.map((model): WorkingColumn => {
    const { values, kind } = model.column
    const at = width
    const own = kind === 'nominal' ? Math.max(0, (model.categories?.length ?? 1) - 1) : 1
    width += own
    const places = Int32Array.from(rows, (_, k) => k)
    const everyValue = scarce.includes(model)
    const fitted = places.filter(
      (k) => (everyValue || chosen[rows[k]] === 1) && !Number.isNaN(values[rows[k]]),
    )
    const present = Float64Array.from(fitted, (k) => values[rows[k]])
    return {
      model,
      at,
      width: own,
      ...scaleOf(present),
      gaps: places.filter((k) => Number.isNaN(values[rows[k]])),
      fitted,
      values: present,
    }
  })
  return { rows, columns: laidOut, width, fittedRows: sample.length }
}

function scaleOf(values: Float64Array) {
  const spread = Math.sqrt(variance(values, 'population'))
  return { centre: mean(values), spread: spread > 0 ? spread : 1 }
}

/** The design of one imputation, rows x width; `write` puts a value of a column into it. */
export interface FilledDesign {
  readonly matrix: Float64Array
  write(column: WorkingColumn, row: number, value: number): void
}

/** Observed values as they are; gaps get a random observed value to start from. */
export function startingDesign(table: WorkingTable, random: Random): FilledDesign {
  const { rows, columns, width } = table
  const matrix = new Float64Array(rows.length * width)
  const write: FilledDesign['write'] = ({ model, at, width: own, centre, spread }, row, value) => {
    const start = row * width + at
    if (model.column.kind !== 'nominal') {
      matrix[start] = (value - centre) / spread
      return
    }
    for (let k = 0; k < own; k++) matrix[start + k] = model.categories![k + 1] === value ? 1 : 0
  }
  for (let row = 0; row < rows.length; row++) matrix[row * width] = 1
  for (const column of columns) {
    const { values } = column.model.column
    for (let row = 0; row < rows.length; row++) {
      const value = values[rows[row]]
      const known = !Number.isNaN(value)
      write(column, row, known ? value : column.values[random.integer(column.values.length)])
    }
  }
  return { matrix, write }
}
