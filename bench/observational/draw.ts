import type { Random } from '../../src/base/random'
import { datasetFromColumns } from '../../src/engine/data/from-columns'
import { valueOf } from '../../src/base/result'
import type { DiscoveryProblem } from '../../src/engine/discover/algorithm'
import { cpdagFromDag } from '../../src/engine/discover/classes/cpdag'
import { buildDiscoveryProblem } from '../../src/engine/discover/problem'
import { drawMechanism, mechanismValue } from '../../src/engine/examples/benchmark/mechanism'
import { patternFromParents, type Pattern } from '../../src/engine/graph/pattern'
import { topologicalOrder } from '../../src/engine/graph/topological'
import { numberedNames, randomDag } from '../../src/engine/simulate/random-dag'

/** Ways in which a variable depends on its parents; on the last two no network was trained. */
export const families = [
  'linear, Gaussian',
  'linear, uniform noise',
  'nonlinear',
  'products of causes',
  'noise that multiplies',
] as const
export type Family = (typeof families)[number]

export interface ObservationalDraw {
  readonly problem: DiscoveryProblem
  /** The class of the graph that the data come from. */
  readonly truth: Pattern
}

const NOISE = 0.5
const weight = (random: Random) => (random.uniform() < 0.5 ? -1 : 1) * (0.5 + random.uniform() / 2)

type RowValue = (causes: Float64Array, noise: number) => number

/** One drawn dependence of a variable on at least one cause; causes have unit variance, as has the noise. */
function drawDependence(family: Family, causes: number, random: Random): RowValue {
  const weights = Float64Array.from({ length: causes }, () => weight(random))
  const weighted = (values: Float64Array) => weights.reduce((sum, w, k) => sum + w * values[k], 0)
  if (family === 'nonlinear') {
    const mechanism = drawMechanism(random.uniform() < 0.5 ? 'sigmoid' : 'nn-additive', causes, random)
    return (values, noise) => mechanismValue(mechanism, values, NOISE * noise)
  }
  if (family === 'products of causes') {
    const partner = Int32Array.from({ length: causes }, () => random.integer(causes))
    return (values, noise) =>
      weights.reduce((sum, w, k) => sum + w * values[k] * (1 + values[partner[k]]), 0) + NOISE * noise
  }
  if (family === 'noise that multiplies')
    return (values, noise) => weighted(values) + (1 + Math.abs(weighted(values))) * NOISE * noise
  return (values, noise) => weighted(values) + NOISE * noise
}

function standardise(column: Float64Array): void {
  const centre = column.reduce((sum, value) => sum + value, 0) / column.length
  const variance = column.reduce((sum, value) => sum + (value - centre) ** 2, 0) / column.length
  column.forEach((value, row) => (column[row] = (value - centre) / Math.sqrt(variance)))
}

/** Observational rows of a random DAG in which a variable has `degree` neighbours in the mean; columns of unit variance. */
export function drawObservational(
  family: Family,
  size: number,
  degree: number,
  rows: number,
  random: Random,
): ObservationalDraw {
  const names = numberedNames(size)
  const graph = randomDag(names, degree, random.fork('graph'))
  const indexOf = new Map(graph.variables.map(({ id }, k) => [id, k]))
  const parents = names.map((): number[] => [])
  for (const { from, to } of graph.edges) parents[indexOf.get(to)!].push(indexOf.get(from)!)
  const order = topologicalOrder(graph)!.map((id) => indexOf.get(id)!)
  const columns = names.map(() => new Float64Array(rows))
  const draw = random.fork('rows')
  const noiseOf =
    family === 'linear, uniform noise' ? () => Math.sqrt(12) * (draw.uniform() - 0.5) : () => draw.normal()
  for (const variable of order) {
    const column = columns[variable]
    const causes = parents[variable].map((cause) => columns[cause])
    const value =
      causes.length > 0
        ? drawDependence(family, causes.length, random.fork(`mechanism ${variable}`))
        : (_: Float64Array, noise: number) => noise
    for (let row = 0; row < rows; row++)
      column[row] = value(
        Float64Array.from(causes, (cause) => cause[row]),
        noiseOf(),
      )
    standardise(column)
  }
  const data = valueOf(datasetFromColumns(Object.fromEntries(names.map((name, k) => [name, columns[k]]))))
  return {
    problem: valueOf(buildDiscoveryProblem(data)),
    truth: cpdagFromDag(patternFromParents(parents)),
  }
}
