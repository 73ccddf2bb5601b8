import type { Random } from '../../../base/random'
import type { Dataset } from '../../data/dataset'
import type { CausalGraph } from '../../graph/graph'
import { dataFrom } from '../patterns.testing'

/** Smooth functions with a slope, so that a partial correlation sees them too. */
export const curves: readonly ((random: Random) => (x: number) => number)[] = [
  (random) => {
    const steep = 1.5 + random.uniform()
    return (x) => 2 * Math.tanh(steep * x)
  },
  (random) => {
    const bend = 0.3 + 0.3 * random.uniform()
    return (x) => 0.3 * x + bend * x ** 3
  },
  (random) => {
    const bend = 0.6 + 0.6 * random.uniform()
    return (x) => Math.exp(bend * x)
  },
]

/** Rows of an additive noise model over a DAG; every variable has variance of about 1 before its noise. */
export function nonlinearData(
  graph: CausalGraph,
  rows: number,
  random: Random,
  noise: (random: Random) => number,
): Dataset {
  const functions = graph.edges.map(() => curves[random.integer(curves.length)](random))
  const columns = new Map<string, Float64Array>()
  const columnOf = (name: string): Float64Array => {
    const known = columns.get(name)
    if (known) return known
    const column = Float64Array.from({ length: rows }, () => noise(random))
    graph.edges.forEach((edge, k) => {
      if (edge.to !== name) return
      const cause = columnOf(edge.from)
      const scale = Math.sqrt(cause.reduce((sum, value) => sum + value * value, 0) / rows)
      for (let row = 0; row < rows; row++) column[row] += functions[k](cause[row] / scale)
    })
    columns.set(name, column)
    return column
  }
  const names = graph.variables.map((variable) => variable.name)
  return dataFrom(names.map(columnOf), names)
}
