import { summariseNumbers } from './number-summary'

/** Columns that say the same as an earlier one: equal, or equal after a change of unit and origin. */
export interface Copy {
  /** Position of the column and of the earlier one it copies. */
  readonly column: number
  readonly of: number
  /** "a copy of stone_mm", "same as stone_mm ÷ 10". */
  readonly sentence: string
}

interface Candidate {
  readonly name: string
  /** NaN is missing. */
  readonly values: Float64Array
}

interface Standard extends Candidate {
  readonly index: number
  readonly mean: number
  readonly deviation: number
  readonly missing: number
}

const TOLERANCE = 1e-9
const PROBES = 12
const FEWEST_ROWS = 8

/** Compares numeric columns pairwise, a few probe rows first; missing cells must fall in the same rows. */
export function findCopies(columns: readonly Candidate[]): Copy[] {
  const standards = columns.map((column, index) => standardise(column, index))
  const found: Copy[] = []
  const copied = new Set<number>()
  for (const later of standards) {
    if (!later) continue
    for (const earlier of standards.slice(0, later.index)) {
      if (!earlier || copied.has(earlier.index)) continue
      const sign = agreement(earlier, later)
      if (sign === 0 || isCoincidence(earlier, later)) continue
      found.push({ column: later.index, of: earlier.index, sentence: describe(earlier, later, sign) })
      copied.add(later.index)
      break
    }
  }
  return found
}

function standardise(column: Candidate, index: number): Standard | null {
  const { values } = column
  const { present, sum } = summariseNumbers(values)
  const mean = sum / present
  let squares = 0
  for (let row = 0; row < values.length; row++) {
    const off = values[row] - mean
    if (off === off) squares += off * off
  }
  const deviation = Math.sqrt(squares / present)
  if (!(deviation > 0) || !Number.isFinite(deviation)) return null
  return { ...column, index, mean, deviation, missing: values.length - present }
}

/** 1 when the standardised columns agree, -1 when one is the other reversed, 0 otherwise. */
function agreement(a: Standard, b: Standard): 1 | -1 | 0 {
  if (a.missing !== b.missing) return 0
  const rows = a.values.length
  const stride = Math.max(1, Math.floor(rows / PROBES))
  let sign: 1 | -1 | 0 = 0
  const fits = (row: number): boolean => {
    const missing = Number.isNaN(a.values[row])
    if (missing || Number.isNaN(b.values[row])) return missing === Number.isNaN(b.values[row])
    const left = (a.values[row] - a.mean) / a.deviation
    const right = (b.values[row] - b.mean) / b.deviation
    if (sign === 0 && Math.abs(left) > 1e-6) sign = left * right > 0 ? 1 : -1
    return Math.abs(left - (sign || 1) * right) < TOLERANCE * (1 + Math.abs(left))
  }
  for (let row = 0; row < rows; row += stride) if (!fits(row)) return 0
  for (let row = 0; row < rows; row++) if (!fits(row)) return 0
  return sign
}

/** In few rows columns agree by chance: then only equal columns with several values count as copies. */
function isCoincidence(a: Standard, b: Standard): boolean {
  if (a.values.length - a.missing >= FEWEST_ROWS) return false
  return new Set(a.values).size < 3 || a.values.some((value, row) => !Object.is(value, b.values[row]))
}

function describe(earlier: Standard, later: Standard, sign: 1 | -1): string {
  const slope = (sign * later.deviation) / earlier.deviation
  const origin = later.mean - slope * earlier.mean
  const scale = Math.max(Math.abs(later.mean), later.deviation)
  const hasOrigin = Math.abs(origin) > 1e-8 * scale
  if (!hasOrigin && Math.abs(slope - 1) < 1e-9) return `a copy of ${earlier.name}`
  if (Math.abs(slope + 1) < 1e-9) return `same as ${round(origin)} − ${earlier.name}`
  const scaled =
    Math.abs(slope - 1) < 1e-9
      ? earlier.name
      : Math.abs(slope) < 1 && isWhole(1 / slope)
        ? `${earlier.name} ÷ ${round(1 / slope)}`
        : `${earlier.name} × ${round(slope)}`
  const shift = !hasOrigin ? '' : origin > 0 ? ` + ${round(origin)}` : ` − ${round(-origin)}`
  return `same as ${scaled}${shift}`
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6

const round = (value: number): string => String(Number(value.toPrecision(6)))
