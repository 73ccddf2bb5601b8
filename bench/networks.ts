// Known networks: how close the searches that read categories come to the true graph, from samples of two sizes.
import { createRandom } from '../src/base/random'
import { valueOf } from '../src/base/result'
import { discover } from '../src/engine/discover/discover'
import { comparePatterns } from '../src/engine/discover/metrics'
import { knownNetwork, networkProblem } from '../src/engine/discover/networks.testing'
import type { OptionValues } from '../src/engine/options'
import { patternFromGraph } from '../src/engine/graph/pattern'
import type { Table } from './table'

const SEEDS = Number(process.env.SEEDS ?? 10)
const networks = ['asia', 'sachs', 'child', 'alarm']
const sizes = [1000, 5000]
/** Exact search takes up to this many variables here. */
const MOST_FOR_EXACT = 11
/** Options of a score as it was published; a prior worth one row and one worth ten behave very differently. */
const bdeu = (equivalentSampleSize: number) => ({ score: 'bdeu', penalty: 1, equivalentSampleSize })
const bic = { score: 'discrete-bic', penalty: 1 }
const searches: readonly { algorithm: string; label: string; options: OptionValues }[] = [
  { algorithm: 'pc', label: 'PC, G²', options: { test: 'g-square' } },
  { algorithm: 'boss', label: 'BOSS, BDeu 10', options: bdeu(10) },
  { algorithm: 'boss', label: 'BOSS, BDeu 1', options: bdeu(1) },
  { algorithm: 'boss', label: 'BOSS, BIC', options: bic },
  { algorithm: 'fges', label: 'FGES, BDeu 1', options: bdeu(1) },
  { algorithm: 'fges', label: 'FGES, BIC', options: bic },
  { algorithm: 'exact', label: 'exact, BDeu 1', options: bdeu(1) },
  { algorithm: 'exact', label: 'exact, BIC', options: bic },
]

const quiet = (seed: number) => ({
  random: createRandom(seed),
  signal: { aborted: false },
  progress: () => {},
  runModel: () => Promise.reject(new Error('this benchmark runs no model')),
})

const meanAndError = (values: readonly number[]) => {
  const mean = values.reduce((total, value) => total + value, 0) / values.length
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
  return [mean, Math.sqrt(squares / (values.length - 1) / values.length)]
}

async function measure(name: string, rows: number, { algorithm, label, options }: (typeof searches)[number]) {
  const { network, truth } = knownNetwork(name)
  const found: { shd: number; adjacencyF1: number; arrowheadF1: number; seconds: number }[] = []
  for (let seed = 0; seed < SEEDS; seed++) {
    const problem = networkProblem(network, rows, 1000 + seed)
    const { graph, seconds } = valueOf(await discover(problem, algorithm, options, quiet(seed)))
    found.push({ ...comparePatterns(patternFromGraph(graph), truth), seconds })
  }
  return [
    name,
    rows,
    label,
    ...meanAndError(found.map(({ shd }) => shd)),
    ...meanAndError(found.map(({ adjacencyF1 }) => adjacencyF1)),
    ...meanAndError(found.map(({ arrowheadF1 }) => arrowheadF1)),
    meanAndError(found.map(({ seconds }) => seconds))[0],
  ]
}

export default async function networksBenchmark(): Promise<Table> {
  const rows: (string | number)[][] = []
  for (const name of networks) {
    for (const size of sizes) {
      for (const search of searches) {
        if (search.algorithm === 'exact' && knownNetwork(name).truth.size > MOST_FOR_EXACT) continue
        rows.push(await measure(name, size, search))
        console.error(rows.at(-1)!.join('  '))
      }
    }
  }
  return {
    title: `Known networks: means and standard errors over ${SEEDS} samples`,
    columns: [
      'network',
      'rows',
      'search',
      'SHD',
      'error',
      'adjacency F1',
      'error',
      'arrowhead F1',
      'error',
      'seconds',
    ],
    rows,
    note: 'Against the CPDAG of the network; a reversal costs 1. Penalties as the scores were published; the number after BDeu is its equivalent sample size; all other options are the defaults. The CPDAG of sachs has no arrowheads: one found makes its F1 0.',
  }
}
