import { calendarEdges, calendarUnit, type CalendarUnit } from './calendar-edges'
import type { ColumnMoments } from './column-moments'

/** Where the bins of one column lie. A value on an edge belongs to the bin on its right, the last edge to the last bin. */
export interface Bins {
  /** Ascending, one more than there are bins; two equal edges when every value is the same. */
  readonly edges: readonly number[]
  /** 'value': each bin holds one whole number, its middle; 'whole': the whole numbers between its edges. */
  readonly unit: 'number' | 'value' | 'whole' | CalendarUnit
}

/** Quantiles that choose the bins; `low` and `high` stand about one hundredth of the rows inside the ends. */
export interface Spread {
  readonly low: number
  readonly q1: number
  readonly median: number
  readonly q3: number
  readonly high: number
}

/** The quantiles of a `Spread` in its order. */
export const SPREAD_PROBABILITIES = [0.01, 0.25, 0.5, 0.75, 0.99] as const

const MOST_BINS = 48
/** An axis ends this many interquartile ranges past the quartiles when what lies beyond would squeeze the rest. */
const FENCE = 6
/** The whole range is drawn unless it is this much longer than the part inside the fences. */
const WORTH_CUTTING = 1.5
/** Below this the width of a bin is no proper double. */
const SMALLEST_RANGE = 1e-290
/** Days that a calendar date can be, both ways from 1970. */
const CALENDAR_LIMIT = 1e8

/** The part of the axis that is worth drawing: without far outliers, which are counted instead. */
export function drawnRange({ min, max }: ColumnMoments, { low, q1, q3, high }: Spread): [number, number] {
  const spread = q3 - q1
  const from = Math.max(min, Math.min(low, q1 - FENCE * spread))
  const to = Math.min(max, Math.max(high, q3 + FENCE * spread))
  if (!(to > from)) return [min, max]
  return [
    to - min > WORTH_CUTTING * (to - from) ? from : min,
    max - from > WORTH_CUTTING * (to - from) ? to : max,
  ]
}

/** Round widths of numbers, and those that stay whole at every power of ten. */
const ROUND = [1, 2, 2.5, 5]
const ROUND_WHOLE = [1, 2, 5]

/** The smallest of the factors times a power of ten that is at least `width`. */
function niceWidth(
  width: number,
  factors: readonly number[],
): { readonly factor: number; readonly exponent: number } {
  const exponent = Math.floor(Math.log10(width))
  const factor = factors.find((each) => each * 10 ** exponent >= width * (1 - 1e-9))
  return factor ? { factor, exponent } : { factor: 1, exponent: exponent + 1 }
}

/** Multiples of a nice width that cover low to high; exact decimals where doubles allow. */
function niceEdges(low: number, high: number, width: number, factors: readonly number[]): number[] {
  const { factor, exponent } = niceWidth(width, factors)
  const multiple = (k: number) =>
    exponent >= 0 ? k * factor * 10 ** exponent : (k * factor) / 10 ** -exponent
  const step = multiple(1)
  const first = Math.floor(low / step + 1e-9)
  const count = Math.ceil(high / step - 1e-9) - first
  const edges = Array.from({ length: Math.max(1, count) + 1 }, (_, i) => multiple(first + i))
  if (edges[0] > low) edges[0] = low
  if (edges.at(-1)! < high) edges[edges.length - 1] = high
  return edges
}

/** As many equal bins as keep neighbouring edges apart; used where the numbers leave no room for round ones. */
function plainEdges(low: number, high: number): number[] {
  const count = 10
  const edges = Array.from({ length: count + 1 }, (_, i) => low * (1 - i / count) + high * (i / count))
  edges[0] = low
  edges[count] = high
  return ascending(edges) ? edges : [low, high]
}

const ascending = (edges: readonly number[]) => edges.every((edge, i) => i === 0 || edge > edges[i - 1])

/**
 * Bins for a picture of one column: calendar units for dates, single numbers for short ranges of whole numbers,
 * else round widths near 2 IQR / n^(1/3) (Freedman & Diaconis 1981). Null without known values. `most` bins at most,
 * but for calendar units longer than a century.
 */
export function chooseBins(
  moments: ColumnMoments,
  spread: Spread,
  kind: 'date' | 'number',
  most: number = MOST_BINS,
): Bins | null {
  const { known, min, max } = moments
  if (known === 0) return null
  if (min === max) return { edges: [min, max], unit: 'number' }
  const [low, high] = drawnRange(moments, spread)
  const range = high - low
  if (kind === 'date' && Math.max(Math.abs(min), Math.abs(max)) < CALENDAR_LIMIT) {
    const unit = calendarUnit(low, high, most)
    return { edges: calendarEdges(low, high, unit), unit }
  }
  if (!Number.isFinite(range) || range < SMALLEST_RANGE)
    return { edges: plainEdges(low, high), unit: 'number' }
  if (moments.whole && range < most && Math.abs(low) + Math.abs(high) < 2 ** 51) {
    return { edges: Array.from({ length: range + 2 }, (_, i) => low - 0.5 + i), unit: 'value' }
  }
  const freedmanDiaconis = (2 * (spread.q3 - spread.q1)) / Math.cbrt(known)
  // Sturges 1926, where the middle half of the values is one number.
  const sturges = range / (Math.log2(known) + 1)
  const wanted = Math.max(range / most, Math.min(freedmanDiaconis || sturges, range / 4))
  if (moments.whole && Math.abs(low) + Math.abs(high) < 2 ** 51) {
    // Half a step to the left no whole number lies on an edge, and the last bin is as wide as the rest.
    const edges = edgesWithin(most, low, high + 1, Math.max(1, wanted), ROUND_WHOLE)
    return { edges: edges.map((edge) => edge - 0.5), unit: 'whole' }
  }
  const edges = edgesWithin(most, low, high, wanted, ROUND)
  return { edges: ascending(edges) ? edges : plainEdges(low, high), unit: 'number' }
}

/** Round edges for at most `most` bins: they may add a bin at either end. */
function edgesWithin(
  most: number,
  low: number,
  high: number,
  width: number,
  factors: readonly number[],
): number[] {
  const edges = niceEdges(low, high, width, factors)
  if (edges.length - 1 <= most) return edges
  return niceEdges(low, high, (1.01 * (edges.at(-1)! - edges[0])) / most, factors)
}

/**
 * A function from a value to its bin; -1 below the first edge, the number of bins above the last. One division where
 * the bins are equally wide, else a search by halves.
 */
export function createBinFinder({ edges }: Pick<Bins, 'edges'>): (value: number) => number {
  const bins = edges.length - 1
  const first = edges[0]
  const last = edges[bins]
  const perUnit = bins / (last - first)
  const equal =
    Number.isFinite(perUnit) &&
    edges.every((edge, i) => Math.abs((edge - first) * perUnit - i) < 1e-6 * Math.max(1, bins))
  return (value) => {
    if (value < first) return -1
    if (value >= last) return value === last ? bins - 1 : bins
    let at: number
    if (equal) {
      at = Math.min(bins - 1, Math.floor((value - first) * perUnit))
      // Rounding may put a value next to an edge on the wrong side of it.
      while (value < edges[at]) at--
      while (value >= edges[at + 1]) at++
      return at
    }
    at = 0
    let end = bins - 1
    while (at < end) {
      const middle = (at + end + 1) >> 1
      if (edges[middle] <= value) at = middle
      else end = middle - 1
    }
    return at
  }
}

export interface BinCounts {
  readonly counts: readonly number[]
  /** Values outside the edges: far outliers that the axis leaves out. */
  readonly below: number
  readonly above: number
}

/** How many of the known values lie in each bin. */
export function countBins(values: Float64Array, bins: Pick<Bins, 'edges'>): BinCounts {
  const find = createBinFinder(bins)
  const size = bins.edges.length - 1
  const counts = new Float64Array(size + 2)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (!Number.isNaN(value)) counts[find(value) + 1]++
  }
  return { counts: Array.from(counts.subarray(1, size + 1)), below: counts[0], above: counts[size + 1] }
}
