// Observations alone: the neural model beside PC, BOSS and FGES, by the class of graphs that such data can show.
import { createRandom } from '../src/base/random'
import { datasetFromColumns } from '../src/engine/data/from-columns'
import { valueOf } from '../src/base/result'
import { runModel } from '../src/cli/run-model'
import { discover } from '../src/engine/discover/discover'
import { neuralBroad } from '../src/engine/discover/neural/algorithms'
import type { GraphDistance } from '../src/engine/discover/metrics'
import { knownNetwork, networkProblem } from '../src/engine/discover/networks.testing'
import { buildDiscoveryProblem } from '../src/engine/discover/problem'
import type { OptionValues } from '../src/engine/options'
import { sampleNetwork } from '../src/engine/simulate/discrete-sampling'
import { drawObservational, families, type ObservationalDraw } from './observational/draw'
import { classDistance } from './observational/score'
import type { Table } from './table'

const ROWS = 1000
const DEGREE = 3
const SEED = 80_000
/** Fewer sizes or draws: OBSERVATIONAL_SIZES=10,20 OBSERVATIONAL_DRAWS=3. */
const sizes = (process.env.OBSERVATIONAL_SIZES ?? '10,20,50').split(',').map(Number)
const draws = Number(process.env.OBSERVATIONAL_DRAWS ?? 10)
const networks = ['sachs', 'child', 'alarm']
const neural = neuralBroad.id

const searches = ['pc', 'boss', 'fges']
const forCategories: Readonly<Record<string, OptionValues>> = {
  pc: { test: 'g-square' },
  boss: { score: 'bdeu', penalty: 1, equivalentSampleSize: 1 },
  fges: { score: 'bdeu', penalty: 1, equivalentSampleSize: 1 },
}

const context = (seed: number) => ({
  random: createRandom(seed),
  signal: { aborted: false },
  progress: () => {},
  runModel,
})

interface Contest {
  readonly label: string
  readonly variables: number
  /** The k-th data set, as `algorithm` may read it. */
  draw(k: number, algorithm: string): ObservationalDraw
  options(algorithm: string): OptionValues
}

const simulated = (family: (typeof families)[number], size: number): Contest => ({
  label: family,
  variables: size,
  draw: (k) => drawObservational(family, size, DEGREE, ROWS, createRandom(SEED + 100 * size + k)),
  options: () => ({}),
})

/** The network reads the codes as numbers, the searches as categories. */
function sampled(name: string): Contest {
  const { network, truth } = knownNetwork(name)
  const names = network.variables.map((variable) => variable.name)
  const asNumbers = (seed: number) => {
    const columns = sampleNetwork(network, ROWS, createRandom(seed))
    const data = datasetFromColumns(Object.fromEntries(names.map((one, k) => [one, columns[k]])), {
      kinds: Object.fromEntries(names.map((one) => [one, 'ordinal'])),
    })
    return valueOf(buildDiscoveryProblem(valueOf(data)))
  }
  return {
    label: `${name}, sampled`,
    variables: names.length,
    draw: (k, algorithm) => ({
      problem: algorithm === neural ? asNumbers(SEED + k) : networkProblem(network, ROWS, SEED + k),
      truth,
    }),
    options: (algorithm) => forCategories[algorithm] ?? {},
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const error = (values: readonly number[]) => {
  const centre = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return values.length > 1 ? Math.sqrt(squares / (values.length - 1) / values.length) : 0
}

async function measure(contest: Contest, algorithm: string): Promise<(string | number)[]> {
  const found: (GraphDistance & { readonly seconds: number })[] = []
  for (let k = 0; k < draws; k++) {
    const { problem, truth } = contest.draw(k, algorithm)
    const answer = valueOf(await discover(problem, algorithm, contest.options(algorithm), context(k)))
    found.push({ ...classDistance(answer, truth), seconds: answer.seconds })
  }
  const of = (name: keyof (typeof found)[number]) => found.map((one) => one[name])
  const rounded = (value: number) => Number(value.toFixed(3))
  return [
    contest.variables,
    contest.label,
    algorithm,
    draws,
    ...[
      mean(of('shd')),
      error(of('shd')),
      mean(of('adjacencyF1')),
      mean(of('arrowheadF1')),
      mean(of('seconds')),
    ].map(rounded),
  ]
}

export default async function observationalBenchmark(): Promise<Table> {
  const contests = [
    ...sizes.flatMap((size) => families.map((family) => simulated(family, size))),
    ...networks.map(sampled),
  ]
  const rows: (string | number)[][] = []
  for (const contest of contests) {
    for (const algorithm of [neural, ...searches]) {
      rows.push(await measure(contest, algorithm))
      console.error(rows.at(-1)!.join('  '))
    }
  }
  return {
    title: `Observations alone: ${ROWS} rows, ${DEGREE} neighbours in the mean, against the class of the true graph`,
    columns: ['variables', 'data', 'method', 'draws', 'SHD', '±', 'adjacency F1', 'arrowhead F1', 'seconds'],
    rows,
    note: `± is the standard error over draws, seeds from ${SEED}. A DAG or a network’s answer counts by its Markov equivalence class. No network was trained on products of causes or noise that multiplies. Of sampled networks the model reads codes as ordered numbers, the searches categories (PC with G², BOSS and FGES with BDeu, equivalent sample size 1).`,
  }
}
