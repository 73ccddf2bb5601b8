import type { Random } from '../../../base/random'
import { studentQuantile } from '../../stats/distributions'
import type { Column } from '../dataset'
import { createBinFinder, type Bins } from './bins'
import { binsOf, summariseNumbers, type SummarisedNumbers } from './describe-columns'
import { quantilesInPlace } from './quantiles'
import { pearson, spearman } from './pair-correlation'
import { sampleOf, takeRows } from './sampling'

/** The mean of y among rows whose x lies in one bin. */
export interface BinMean {
  readonly from: number
  readonly to: number
  /** Mean of x in the bin: where the dot stands. */
  readonly x: number
  readonly y: number
  readonly rows: number
  /** 95 % by Student's t; null with fewer than two rows. */
  readonly interval: readonly [low: number, high: number] | null
}

export interface PairGrid {
  readonly x: Bins
  readonly y: Bins
  /** counts[yBin * xBins + xBin] */
  readonly counts: readonly number[]
  /** Rows outside the grid: far outliers in either column. */
  readonly outside: number
}

export interface NumbersPair {
  readonly form: 'numbers'
  readonly pearson: number
  readonly spearman: number
  /** Rows that Spearman's correlation used: all, or a random sample. */
  readonly spearmanRows: number
  /** At most `MOST_POINTS` rows drawn at random, ascending by row. */
  readonly points: { readonly x: readonly number[]; readonly y: readonly number[] }
  readonly grid: PairGrid
  /** Bins with about equally many rows; empty where there are too few. */
  readonly means: readonly BinMean[]
}

export const MOST_POINTS = 2000
const MOST_RANKED = 20_000
const GRID_BINS = 32
const MEAN_BINS = 12
const FEWEST_ROWS_PER_MEAN = 10
const LEVEL = 0.95

/** Two columns of numbers at the rows where both are known. */
export function describeNumbersPair(x: Column, y: Column, random: Random): NumbersPair {
  const rows = x.values.length
  const ranked = sampleOf(rows, MOST_RANKED, random.fork('ranks'))
  const points = sampleOf(rows, MOST_POINTS, random.fork('points'))
  const summaries = { x: summariseNumbers(x.values), y: summariseNumbers(y.values) }
  return {
    form: 'numbers',
    pearson: pearson(x.values, y.values, summaries.x.moments, summaries.y.moments),
    spearman: spearman(takeRows(x.values, ranked), takeRows(y.values, ranked)),
    spearmanRows: ranked.length,
    points: { x: [...takeRows(x.values, points)], y: [...takeRows(y.values, points)] },
    grid: countGrid(x, y, summaries),
    means: meansByBin(x.values, y.values),
  }
}

function countGrid(
  x: Column,
  y: Column,
  summaries: { readonly x: SummarisedNumbers; readonly y: SummarisedNumbers },
): PairGrid {
  const none: Bins = { edges: [0, 0], unit: 'number' }
  const across = binsOf(x, summaries.x, GRID_BINS) ?? none
  const up = binsOf(y, summaries.y, GRID_BINS) ?? none
  const findX = createBinFinder(across)
  const findY = createBinFinder(up)
  const columns = across.edges.length - 1
  const lines = up.edges.length - 1
  const counts = new Float64Array(columns * lines)
  let outside = 0
  for (let row = 0; row < x.values.length; row++) {
    const i = findX(x.values[row])
    const j = findY(y.values[row])
    if (i < 0 || j < 0 || i >= columns || j >= lines) outside++
    else counts[j * columns + i]++
  }
  return { x: across, y: up, counts: [...counts], outside }
}

/** Means of y over bins of x that hold about equally many rows; neighbours with the same edge are one bin. */
export function meansByBin(x: Float64Array, y: Float64Array): BinMean[] {
  const wanted = Math.min(MEAN_BINS, Math.floor(x.length / FEWEST_ROWS_PER_MEAN))
  if (wanted < 2) return []
  const probabilities = Array.from({ length: wanted + 1 }, (_, i) => i / wanted)
  const edges = quantilesInPlace(Float64Array.from(x), probabilities).filter(
    (edge, i, all) => edge !== all[i - 1],
  )
  if (edges.length < 2) return []
  const find = createBinFinder({ edges })
  const bins = edges.slice(1).map((to, i) => ({ from: edges[i], to, rows: 0, x: 0, y: 0, squares: 0 }))
  for (let row = 0; row < x.length; row++) {
    const bin = bins[find(x[row])]
    // Running mean and squares: Welford 1962, Technometrics 4.
    bin.rows++
    bin.x += (x[row] - bin.x) / bin.rows
    const before = y[row] - bin.y
    bin.y += before / bin.rows
    bin.squares += before * (y[row] - bin.y)
  }
  return bins
    .filter((bin) => bin.rows > 0)
    .map(({ squares, ...bin }) => ({ ...bin, interval: meanInterval(bin.y, squares, bin.rows) }))
}

/** The 95 % interval of a mean by Student's t, from the squares about it; null with fewer than two rows. */
export function meanInterval(mean: number, squares: number, rows: number): [number, number] | null {
  if (rows < 2) return null
  const half = studentQuantile((1 + LEVEL) / 2, rows - 1) * Math.sqrt(squares / (rows - 1) / rows)
  return [mean - half, mean + half]
}
