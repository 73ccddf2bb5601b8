import { fail, succeed, type Problem, type Result } from '../../../base/result'
import { normalQuantile } from '../../stats/distributions'
import { columnNamed, type Column, type Dataset } from '../dataset'
import { countCategories, type CategoryCount } from './categories'
import { unknownColumn } from './describe-columns'
import { infiniteCell, picturedAs } from './pictured'
import { columnMoments, standardised as inDeviations } from './column-moments'

/** How one column differs between the rows in which another is missing and those in which it is known. */
export interface GapContrast {
  readonly name: string
  /** 'mean': means compared; 'share': shares of `label`; 'missing': shares of rows in which `name` itself is missing. */
  readonly compared: 'mean' | 'share' | 'missing'
  /** The category whose share differs most. */
  readonly label?: string
  /** Mean or share where the chosen column is missing, and where it is known. */
  readonly inGaps: number
  readonly inKnown: number
  /** Rows behind each of the two. */
  readonly rows: { readonly inGaps: number; readonly inKnown: number }
  /** Difference in standard deviations (Austin 2009, Statistics in Medicine 28, section 3); NaN when nothing varies. */
  readonly standardised: number
  /**
   * By the large-sample standard error of Hedges & Olkin 1985, chapter 5, equation 15; all intervals hold together
   * with at least 95 % (Bonferroni).
   */
  readonly interval: readonly [low: number, high: number] | null
}

export interface GapContrasts {
  readonly column: string
  readonly missing: number
  readonly known: number
  /** Largest difference first, those that cannot be computed last. */
  readonly contrasts: readonly GapContrast[]
}

const LEVEL = 0.95

/** A contrast before it is known how many there are. */
type Compared = Omit<GapContrast, 'interval'>

/**
 * Compares the rows with and without a value of one column in every other column. A difference says that the gaps go
 * with what is known; none says nothing about whether they go with the missing values themselves.
 */
export function gapContrasts(dataset: Dataset, name: string): Result<GapContrasts> {
  const chosen = columnNamed(dataset, name)
  if (!chosen) return unknownColumn(dataset, name)
  const others = dataset.columns.filter(
    (column) => column !== chosen && column.role !== 'left-out' && column.kind !== 'id',
  )
  const problems = others.flatMap((column): readonly Problem[] => infiniteCell(column)?.problems ?? [])
  if (problems.length > 0) return { ok: false, problems }
  const gap = Uint8Array.from(chosen.values, (value) => Number(Number.isNaN(value)))
  const missing = gap.reduce((total, each) => total + each, 0)
  const known = dataset.rows - missing
  if (missing === 0 || known === 0) {
    const which = missing === 0 ? 'no row' : 'every row'
    return fail(
      'nothing-to-compare',
      `“${name}” is missing in ${which}, so there are no two groups to compare.`,
      {
        name,
      },
    )
  }
  const compared = others.flatMap((column) => contrastsOf(column, gap))
  const computed = compared.filter(({ standardised }) => !Number.isNaN(standardised)).length
  const z = normalQuantile(1 - (1 - LEVEL) / (2 * Math.max(1, computed)))
  return succeed({
    column: name,
    missing,
    known,
    contrasts: compared
      .toSorted((a, b) => sizeOf(b) - sizeOf(a))
      .map((contrast) => ({ ...contrast, interval: intervalOf(contrast, z) })),
  })
}

const sizeOf = ({ standardised }: Compared) => (Number.isNaN(standardised) ? -1 : Math.abs(standardised))

function contrastsOf(column: Column, gap: Uint8Array): Compared[] {
  const [present, gaps] = splitColumn(column.values, gap)
  const left = columnMoments(gaps)
  const right = columnMoments(present)
  const ownGaps =
    left.missing + right.missing > 0
      ? [compareShares(column.name, 'missing', left.missing, gaps.length, right.missing, present.length)]
      : []
  const rows = { inGaps: left.known, inKnown: right.known }
  if (left.known === 0 || right.known === 0) return ownGaps
  if (picturedAs(column) === 'number') {
    const spread = Math.hypot(left.sd / Math.SQRT2, right.sd / Math.SQRT2)
    const standardised = spread > 0 ? inDeviations(left.mean, { mean: right.mean, sd: spread }) : NaN
    const contrast: Compared = {
      name: column.name,
      compared: 'mean',
      inGaps: left.mean,
      inKnown: right.mean,
      rows,
      standardised,
    }
    return [contrast, ...ownGaps]
  }
  const [before, after] = [gaps, present].map((values) => countsOf({ ...column, values }))
  const shares = countCategories(column, Infinity).parts.map(({ value, label }) => ({
    ...compareShares(
      column.name,
      'share',
      before.get(value) ?? 0,
      left.known,
      after.get(value) ?? 0,
      right.known,
    ),
    label,
  }))
  const most = shares.reduce<(typeof shares)[number] | null>(
    // Of a yes/no column the second category is the one that is spoken of.
    (best, share) =>
      best === null || sizeOf(share) > sizeOf(best) || (shares.length === 2 && sizeOf(share) === sizeOf(best))
        ? share
        : best,
    null,
  )
  return most ? [most, ...ownGaps] : ownGaps
}

/** The values where `gap` is 0, and where it is 1. */
function splitColumn(values: Float64Array, gap: Uint8Array): [Float64Array, Float64Array] {
  const sides = [new Float64Array(values.length), new Float64Array(values.length)]
  const filled = [0, 0]
  for (let row = 0; row < values.length; row++) {
    const side = gap[row]
    sides[side][filled[side]++] = values[row]
  }
  return [sides[0].subarray(0, filled[0]), sides[1].subarray(0, filled[1])]
}

const countsOf = (column: Column) =>
  new Map(countCategories(column, Infinity).parts.map(({ value, count }: CategoryCount) => [value, count]))

function compareShares(
  name: string,
  compared: 'share' | 'missing',
  countGaps: number,
  rowsGaps: number,
  countPresent: number,
  rowsPresent: number,
): Compared {
  const inGaps = countGaps / rowsGaps
  const inKnown = countPresent / rowsPresent
  const spread = Math.sqrt((inGaps * (1 - inGaps) + inKnown * (1 - inKnown)) / 2)
  const standardised = spread > 0 ? (inGaps - inKnown) / spread : NaN
  return {
    name,
    compared,
    inGaps,
    inKnown,
    rows: { inGaps: rowsGaps, inKnown: rowsPresent },
    standardised,
  }
}

function intervalOf({ standardised, rows }: Compared, z: number): [number, number] | null {
  const [a, b] = [rows.inGaps, rows.inKnown]
  if (Number.isNaN(standardised) || a < 2 || b < 2) return null
  const half = z * Math.sqrt(1 / a + 1 / b + (standardised * standardised) / (2 * (a + b)))
  return [standardised - half, standardised + half]
}
