// Neural discovery from end to end in Node, by number of variables: the benchmark's draws, every variable set.
import { createRandom } from '../src/base/random'
import { runModel } from '../src/cli/run-model'
import { noKnowledge, type DiscoveryProblem } from '../src/engine/discover/algorithm'
import { discover } from '../src/engine/discover/discover'
import { neuralStrict } from '../src/engine/discover/neural/algorithms'
import { networkOperations } from '../src/engine/discover/neural/stages'
import { benchmarkSizes, drawBenchmark } from '../src/engine/examples/benchmark/draw'
import { strictModel } from '../src/engine/neural/registry'
import type { Table } from './table'

const ROWS = 1000
const SEED = 60
const SIZES = (process.env.NEURAL_SIZES ?? '20,100,250,500,1000').split(',').map(Number)

function problemOf(variables: number): DiscoveryProblem {
  const [, edges] = benchmarkSizes.find(([size]) => size === variables)!
  const setting = { family: 'linear', variables, edges, rows: ROWS } as const
  const { names, columns, targets } = drawBenchmark(setting, createRandom(SEED))
  return {
    names,
    columns,
    levels: names.map(() => 0),
    gaps: 'none',
    rows: { total: ROWS, used: ROWS, missing: {} },
    knowledge: noKnowledge,
    contexts: [],
    interventions: targets,
  }
}

async function row(variables: number): Promise<(string | number)[]> {
  let peak = 0
  const started = process.cpuUsage()
  const found = await discover(
    problemOf(variables),
    neuralStrict.id,
    {},
    {
      random: createRandom(SEED),
      signal: { aborted: false },
      progress: () => void (peak = Math.max(peak, process.memoryUsage.rss())),
      runModel,
    },
  )
  const { user, system } = process.cpuUsage(started)
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  const { model, seconds } = found.value
  return [
    variables,
    ...model!.stages.map((stage) => stage.seconds),
    seconds,
    (user + system) / 1e6,
    networkOperations(strictModel.manifest, variables) / 1e9,
    Math.round(peak / 1e6),
  ]
}

export default async function neuralBenchmark(): Promise<Table> {
  // Loads the runtime and the model, which later runs find there.
  await row(SIZES[0])
  const rows: (string | number)[][] = []
  for (const variables of SIZES) rows.push(await row(variables))
  return {
    title: `Neural discovery (${neuralStrict.id}, ${ROWS} rows), seconds`,
    columns: [
      'variables',
      'order searches',
      'features',
      'network, wasm',
      'all',
      'processor',
      'GFLOP of the network',
      'peak MB',
    ],
    rows,
    note: 'Node, one thread of wasm. Stages are by the clock; "processor" is what the run took of it, whatever else ran.',
  }
}
