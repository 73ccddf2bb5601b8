import { createRandom } from '../src/base/random'
import { valueOf } from '../src/base/result'
import { datasetFromColumns } from '../src/engine/data/from-columns'
import { discover } from '../src/engine/discover/discover'
import { buildDiscoveryProblem } from '../src/engine/discover/problem'
import type { CausalGraph } from '../src/engine/graph/graph'
import { ARROW_MARK, marksOf, NONE, TAIL_MARK } from '../src/engine/graph/mark-matrix'
import { pagOf } from '../src/engine/graph/pag'
import { numberedNames, randomDag } from '../src/engine/simulate/random-dag'
import { randomLinearModel, sampleModel } from '../src/engine/simulate/structural-model'
import type { Table } from './table'

const MEASURED = 100
const HIDDEN = 10
const ROWS = 1000
const GRAPHS = 5
const degrees = [2, 4]
const algorithms = ['fci', 'gfci', 'boss-fci']
const marks = { adjacency: null, arrowhead: ARROW_MARK, tail: TAIL_MARK }

const quiet = (seed: number) => ({
  random: createRandom(seed),
  signal: { aborted: false },
  progress: () => {},
  runModel: () => Promise.reject(new Error('this benchmark runs no model')),
})

/** How many ends of edges carry the mark, null for any, in the found graph, in the real one and in both. */
function count(found: CausalGraph, real: CausalGraph, mark: number | null): number[] {
  const [a, b] = [marksOf(found).at, marksOf(real).at]
  const has = (code: number) => (mark === null ? code !== NONE : code === mark)
  const where = (is: (slot: number) => boolean) => [...a.keys()].filter(is).length
  return [where((s) => has(a[s])), where((s) => has(b[s])), where((s) => has(a[s]) && has(b[s]))]
}

async function measure(algorithm: string, degree: number) {
  const totals = new Map(Object.keys(marks).map((name) => [name, [0, 0, 0]]))
  let seconds = 0
  let slowest = 0
  for (let k = 0; k < GRAPHS; k++) {
    const random = createRandom(1000 * degree + k)
    const names = numberedNames(MEASURED + HIDDEN)
    const dag = randomDag(names, degree, random.fork('graph'))
    const variables = dag.variables.map((variable, v) =>
      v < MEASURED ? variable : { ...variable, latent: true },
    )
    const columns = sampleModel(randomLinearModel(dag, random.fork('model')), ROWS, random.fork('rows'))
    const measured = Object.fromEntries(names.slice(0, MEASURED).map((name, j) => [name, columns[j]]))
    const problem = valueOf(buildDiscoveryProblem(valueOf(datasetFromColumns(measured))))
    const found = valueOf(await discover(problem, algorithm, {}, quiet(k)))
    const real = valueOf(pagOf({ ...dag, variables }))
    for (const [name, mark] of Object.entries(marks)) {
      const total = totals.get(name)!
      count(found.graph, real, mark).forEach((value, i) => (total[i] += value))
    }
    seconds += found.seconds
    slowest = Math.max(slowest, found.seconds)
  }
  const shares = [...totals.values()].flatMap(([found, real, both]) => [both / found, both / real])
  return [degree, algorithm, seconds / GRAPHS, slowest, ...shares]
}

/** The searches that allow hidden causes, with their default options, against the PAG of the graph. */
export default async function hiddenCausesBenchmark(): Promise<Table> {
  const rows: (string | number)[][] = []
  for (const degree of degrees)
    for (const algorithm of algorithms) rows.push(await measure(algorithm, degree))
  return {
    title: `Hidden causes: ${MEASURED} measured and ${HIDDEN} hidden variables, ${ROWS} rows, linear Gaussian, ${GRAPHS} random graphs`,
    columns: [
      'degree',
      'algorithm',
      'seconds',
      'slowest',
      ...Object.keys(marks).flatMap((name) => [`${name} precision`, `${name} recall`]),
    ],
    rows,
    note: 'Share of the joins, arrowheads and tails found that the PAG of the true graph has, and the other way round.',
  }
}
