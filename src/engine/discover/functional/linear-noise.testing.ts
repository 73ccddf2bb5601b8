import type { Random } from '../../../base/random'
import type { Dataset } from '../../data/dataset'
import type { CausalGraph } from '../../graph/graph'
import { dataFrom } from '../patterns.testing'

/** Noise of mean 0 and variance 1. */
export const noises = {
  gaussian: (random: Random) => random.normal(),
  uniform: (random: Random) => (random.uniform() - 0.5) * Math.sqrt(12),
  laplace: (random: Random) =>
    (Math.log(1 - random.uniform()) * (random.uniform() < 0.5 ? -1 : 1)) / Math.SQRT2,
  skewed: (random: Random) => -Math.log(1 - random.uniform()) - 1,
} as const

/** Rows of a linear model over a DAG: weights of either sign with sizes uniform in [0.5, 1], the given noise. */
export function linearNoiseData(
  graph: CausalGraph,
  rows: number,
  random: Random,
  noise: (random: Random) => number,
): Dataset {
  const weights = graph.edges.map(() => (random.uniform() < 0.5 ? -1 : 1) * (0.5 + 0.5 * random.uniform()))
  const columns = new Map<string, Float64Array>()
  const columnOf = (name: string): Float64Array => {
    const known = columns.get(name)
    if (known) return known
    const column = Float64Array.from({ length: rows }, () => noise(random))
    graph.edges.forEach((edge, k) => {
      if (edge.to !== name) return
      const cause = columnOf(edge.from)
      for (let row = 0; row < rows; row++) column[row] += weights[k] * cause[row]
    })
    columns.set(name, column)
    return column
  }
  const names = graph.variables.map((variable) => variable.name)
  return dataFrom(names.map(columnOf), names)
}
