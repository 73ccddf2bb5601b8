import { createRandom, shuffle } from '../../src/base/random'
import { valueOf } from '../../src/base/result'
import type { Discovery, DiscoveryProblem } from '../../src/engine/discover/algorithm'
import { discover } from '../../src/engine/discover/discover'
import { comparePatterns } from '../../src/engine/discover/metrics'
import { rankingQuality, type RankingQuality } from '../../src/engine/discover/ranking-metrics'
import type { BenchmarkDraw } from '../../src/engine/examples/benchmark/draw'
import { patternFromGraph, patternFromParents } from '../../src/engine/graph/pattern'
import type { OptionValues } from '../../src/engine/options'

export interface Measured extends RankingQuality {
  /** null where there is no graph but a ranking. */
  readonly shd: number | null
  readonly seconds: number
  /** It was stopped, and this is the best it had so far. */
  readonly capped: boolean
}

/** Seconds of processor time after which a search is stopped: other work on the machine does not count. */
const cap = Number(process.env.BENCHMARK_CAP ?? 600)

const problemOf = ({ names, columns, targets }: BenchmarkDraw): DiscoveryProblem => ({
  names,
  columns,
  levels: names.map(() => 0),
  gaps: 'none',
  contexts: [],
  rows: { total: columns[0].length, used: columns[0].length, missing: {} },
  knowledge: { tiers: [], required: [], forbidden: [] },
  interventions: targets,
})

/** A search on one draw; the time is that of everything from the rows to the graph. */
export async function measureSearch(
  draw: BenchmarkDraw,
  algorithm: string,
  options: OptionValues,
): Promise<Measured> {
  const started = performance.now()
  const before = process.cpuUsage()
  const spent = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  const context = {
    random: createRandom(1),
    signal: {
      get aborted() {
        return spent() > cap
      },
    },
    progress: () => {},
    runModel: () => Promise.reject(new Error('this benchmark runs no model')),
  }
  const problem = problemOf(draw)
  // A method that reads observational rows only gets all rows, its strongest reading.
  const reads = algorithm === 'dagma' ? { ...problem, interventions: undefined } : problem
  const found = valueOf(await discover(reads, algorithm, options, context))
  const seconds = (performance.now() - started) / 1000
  return {
    ...rankingQuality(scoresInOrder(found, draw.names), draw.parents),
    shd: comparePatterns(patternFromGraph(found.graph), patternFromParents(draw.parents)).shd,
    seconds,
    capped: found.statistics['stopped early'] === 1,
  }
}

/** Row-major in the order of the names, which an algorithm may not keep. */
function scoresInOrder({ scores }: Discovery, names: readonly string[]): Float64Array {
  const { order, matrix } = scores!
  const place = names.map((name) => order.indexOf(name))
  return Float64Array.from(place.flatMap((a) => place.map((b) => matrix[a][b])))
}

export function measureRanking(
  draw: BenchmarkDraw,
  score: (draw: BenchmarkDraw) => ArrayLike<number>,
): Measured {
  const started = performance.now()
  const scores = score(draw)
  const seconds = (performance.now() - started) / 1000
  return { ...rankingQuality(scores, draw.parents), shd: null, seconds, capped: false }
}

/** Every column times a number of its own, log-uniform between a thousandth and a thousand. */
export function rescaled(draw: BenchmarkDraw): BenchmarkDraw {
  const random = createRandom(77)
  return {
    ...draw,
    columns: draw.columns.map((column) => {
      const factor = 10 ** (6 * random.uniform() - 3)
      return column.map((value) => value * factor)
    }),
  }
}

/** The same rows in a random order. */
export function shuffled(draw: BenchmarkDraw): BenchmarkDraw {
  const order = shuffle(
    Array.from({ length: draw.targets.length }, (_, row) => row),
    createRandom(78),
  )
  return {
    ...draw,
    columns: draw.columns.map((column) => Float64Array.from(order, (row) => column[row])),
    targets: Int32Array.from(order, (row) => draw.targets[row]),
  }
}
