import { createRandom } from '../src/base/random'
import { benchmarkSizes, drawBenchmark, type BenchmarkDraw } from '../src/engine/examples/benchmark/draw'
import type { MechanismFamily } from '../src/engine/examples/benchmark/mechanism'
import { mean, variance } from '../src/engine/stats/moments'
import { measureRanking, measureSearch, rescaled, shuffled, type Measured } from './benchmark/measure'
import { publishedScores } from './benchmark/published'
import { simpleRivals } from './benchmark/rivals'
import type { Table } from './table'

const ROWS = 1000
const families: readonly MechanismFamily[] = ['linear', 'nn', 'nn-additive', 'sigmoid', 'polynomial']

/** Sizes to run: BENCHMARK_SIZES=10,100 for some of them. */
const sizes = process.env.BENCHMARK_SIZES?.split(',').map(Number) ?? benchmarkSizes.map(([size]) => size)
const graphsAt = (size: number) =>
  Number(process.env.BENCHMARK_GRAPHS ?? (size <= 100 ? 20 : size <= 500 ? 3 : 2))

/** Methods to run: BENCHMARK_METHODS='GIES;BOSS' for some of them. */
const wanted = process.env.BENCHMARK_METHODS?.split(';')

interface Method {
  readonly name: string
  readonly largest: number
  /** Fewer graphs for slow rivals, and where nothing may change. */
  readonly graphs?: number
  measure(draw: BenchmarkDraw): Promise<Measured> | Measured
}

/** Interventional BOSS as the recipe has it: squares of parents, a stricter penalty where variables are many. */
const bossOptions = (size: number) =>
  size <= 100
    ? { basis: 'quadratic', penalty: 1.5, restarts: 3 }
    : { basis: 'quadratic', penalty: 2, restarts: 0 }
const boss = (change: (draw: BenchmarkDraw) => BenchmarkDraw, more = {}) => {
  return (draw: BenchmarkDraw) =>
    measureSearch(change(draw), 'boss', { ...bossOptions(draw.names.length), ...more })
}
const unchanged = (draw: BenchmarkDraw) => draw

const methods: readonly Method[] = [
  { name: 'BOSS', largest: 1000, measure: boss(unchanged) },
  { name: 'BOSS, targets hidden', largest: 1000, measure: boss(unchanged, { targets: 'hidden' }) },
  { name: 'BOSS, columns rescaled', largest: 100, graphs: 5, measure: boss(rescaled) },
  { name: 'BOSS, rows shuffled', largest: 100, graphs: 5, measure: boss(shuffled) },
  { name: 'GIES', largest: 100, graphs: 5, measure: (draw) => measureSearch(draw, 'gies', {}) },
  {
    name: 'DAGMA, raw units',
    largest: 100,
    graphs: 5,
    measure: (draw) => measureSearch(draw, 'dagma', { scale: 'raw' }),
  },
  ...Object.entries(simpleRivals).map(([name, score]) => ({
    name,
    largest: 1000,
    measure: (draw: BenchmarkDraw) => measureRanking(draw, score),
  })),
]

const percent = (value: number) => Number((100 * value).toFixed(1))
const standardError = (values: readonly number[]) =>
  values.length > 1 ? Math.sqrt(variance(values) / values.length) : 0

async function cell(size: number, family: MechanismFamily): Promise<(string | number)[][]> {
  const edges = benchmarkSizes.find(([variables]) => variables === size)![1]
  const draws = Array.from({ length: graphsAt(size) }, (_, k) =>
    drawBenchmark({ family, variables: size, edges, rows: ROWS }, createRandom(1_000_000 + 1000 * size + k)),
  )
  const rows: (string | number)[][] = []
  for (const { name, largest, graphs = Infinity, measure } of methods) {
    if (size > largest || (wanted && !wanted.includes(name))) continue
    const measured: Measured[] = []
    for (const draw of draws.slice(0, graphs)) measured.push(await measure(draw))
    const precision = measured.map(({ averagePrecision }) => averagePrecision)
    const distances = measured.flatMap(({ shd }) => shd ?? [])
    rows.push([
      size,
      family,
      name,
      measured.length,
      percent(mean(precision)),
      percent(standardError(precision)),
      distances.length > 0 ? Number(mean(distances).toFixed(1)) : '',
      distances.length > 0 ? Number(standardError(distances).toFixed(1)) : '',
      percent(mean(measured.map(({ auc }) => auc))),
      percent(mean(measured.map(({ orientation }) => orientation))),
      Number(mean(measured.map(({ seconds }) => seconds)).toFixed(2)),
      measured.filter(({ capped }) => capped).length,
    ])
    console.error(rows.at(-1)!.join('  '))
  }
  for (const [name, [precision, distance]] of Object.entries(publishedScores[size]?.[family] ?? {}))
    rows.push([size, family, `${name}, as published`, 5, precision, '', distance ?? '', '', '', '', '', ''])
  return rows
}

/** Interventional BOSS on the regenerated benchmark of neural discovery, its ablations and its rivals on the same rows. */
export default async function neuralBenchmark(): Promise<Table> {
  const rows: (string | number)[][] = []
  for (const size of sizes) for (const family of families) rows.push(...(await cell(size, family)))
  return {
    title: `The benchmark of neural discovery, regenerated: ${ROWS} rows, every variable set in some`,
    columns: [
      'variables',
      'family',
      'method',
      'graphs',
      'mAP %',
      '±',
      'SHD',
      '±',
      'AUC %',
      'orientation %',
      'seconds',
      'stopped',
    ],
    rows,
    note: '± is the standard error over graphs. Published numbers are of other graphs. GIES and BOSS know which variable was set in each row, DAGMA and the rankings do not use it. `stopped`: graphs on which a search was stopped after BENCHMARK_CAP seconds of processor time (600); their best answer so far counts.',
  }
}
