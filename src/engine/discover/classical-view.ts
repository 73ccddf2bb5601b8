import { invertPositiveDefinite } from '../stats/dense'
import { normalUpperTail } from '../stats/distributions'
import { correlationMatrix } from '../stats/moments'
import type { Association, ClassicalView, DiscoveryProblem } from './algorithm'

/** Fewer rows than this beyond the variables leave a partial correlation too loose to be worth reading. */
const ROWS_TO_SPARE = 10

/**
 * Reads pairs of a problem's columns, by index: their correlation over the rows that have both, and their partial
 * correlation given all other columns over complete rows, each with Fisher's z test of zero (Fisher 1924). Absent is what
 * too few rows, a constant or a column that is a linear combination of others leave undefined.
 */
export function classicalViewer({
  columns,
}: Pick<DiscoveryProblem, 'columns'>): (i: number, j: number) => Omit<ClassicalView, 'orders'> {
  let precision: Precision | null | undefined
  return (i, j) => {
    if (precision === undefined) precision = precisionOf(columns)
    const correlation = correlationOf(columns[i], columns[j])
    const partial = precision && partialOf(precision, columns.length, i, j)
    return { ...(correlation ? { correlation } : {}), ...(partial ? { partial } : {}) }
  }
}

interface Precision {
  readonly inverse: Float64Array
  readonly rows: number
}

function precisionOf(columns: readonly Float64Array[]): Precision | null {
  const complete = completeRowsOf(columns)
  const rows = complete[0]?.length ?? 0
  if (rows - columns.length < ROWS_TO_SPARE) return null
  const inverse = invertPositiveDefinite(correlationMatrix(complete), columns.length)
  return inverse && { inverse, rows }
}

function completeRowsOf(columns: readonly Float64Array[]): readonly Float64Array[] {
  const keep = (columns[0] ?? new Float64Array(0)).map((_, row) =>
    Number(columns.every((column) => !Number.isNaN(column[row]))),
  )
  return keep.every((kept) => kept === 1)
    ? columns
    : columns.map((column) => column.filter((_, row) => keep[row]))
}

function partialOf({ inverse, rows }: Precision, size: number, i: number, j: number): Association | null {
  const scale = Math.sqrt(inverse[i * size + i] * inverse[j * size + j])
  return association(-inverse[i * size + j] / scale, rows - (size - 2))
}

function correlationOf(x: Float64Array, y: Float64Array): Association | null {
  const [left, right] = completeRowsOf([x, y])
  return association(correlationMatrix([left, right])[1], left.length)
}

/** Fisher's z: sqrt(rows - 3) atanh(r) against the standard normal, on both sides; null where r is none. */
function association(r: number, rows: number): Association | null {
  if (Number.isNaN(r) || rows <= 3) return null
  const value = Math.max(-1, Math.min(1, r))
  const size = Math.sqrt(rows - 3) * Math.atanh(Math.abs(value))
  return { value, pValue: Math.min(1, 2 * normalUpperTail(size)) }
}
