import type { Random } from '../../base/random'
import { isBidirected, isDirected, type CausalGraph, type VariableId } from '../graph/graph'
import { topologicalOrder } from '../graph/topological'

export interface LinearModel {
  /** Row-major, over `graph.variables`. */
  readonly covariance: Float64Array
  /** Direct effect of the one on the other; 0 without an edge. */
  coefficient(from: VariableId, to: VariableId): number
}

/** A random linear Gaussian model of a DAG or ADMG: each bidirected edge is a cause of its own of both ends. */
export function randomLinearModel(graph: CausalGraph, random: Random): LinearModel {
  const ids = graph.variables.map((variable) => variable.id)
  const size = ids.length
  const hidden = graph.edges.filter(isBidirected)
  const weight = () => (random.uniform() < 0.5 ? -1 : 1) * (0.3 + 1.2 * random.uniform())
  const coefficients = new Map<string, number>()
  // Each variable as a combination of independent noises: its own, then one of each bidirected edge.
  const width = size + hidden.length
  const loadings = new Map<VariableId, Float64Array>()
  for (const id of topologicalOrder(graph)!) {
    const row = new Float64Array(width)
    row[ids.indexOf(id)] = 0.5 + random.uniform()
    hidden.forEach((edge, k) => {
      if (edge.from === id || edge.to === id) row[size + k] = weight()
    })
    for (const edge of graph.edges) {
      if (!isDirected(edge)) continue
      const [cause, effect] = edge.markTo === 'arrow' ? [edge.from, edge.to] : [edge.to, edge.from]
      if (effect !== id) continue
      const size = weight()
      coefficients.set(`${cause} ${effect}`, size)
      loadings.get(cause)!.forEach((value, k) => (row[k] += size * value))
    }
    loadings.set(id, row)
  }
  const covariance = new Float64Array(size * size)
  ids.forEach((a, i) =>
    ids.forEach((b, j) => {
      const [left, right] = [loadings.get(a)!, loadings.get(b)!]
      covariance[i * size + j] = left.reduce((sum, value, k) => sum + value * right[k], 0)
    }),
  )
  return { covariance, coefficient: (from, to) => coefficients.get(`${from} ${to}`) ?? 0 }
}

/** Variance or covariance of two variables left once the given ones are regressed out. */
export function partialCovariance(
  { covariance }: LinearModel,
  graph: CausalGraph,
  a: VariableId,
  b: VariableId,
  given: readonly VariableId[],
): number {
  const size = graph.variables.length
  const position = (id: VariableId) => graph.variables.findIndex((variable) => variable.id === id)
  const matrix = covariance.slice()
  // Sweeping one variable after the other out of the matrix.
  for (const id of given) {
    const p = position(id)
    const pivot = matrix[p * size + p]
    const row = matrix.slice(p * size, (p + 1) * size)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) matrix[i * size + j] -= (row[i] * row[j]) / pivot
  }
  return matrix[position(a) * size + position(b)]
}

/** Asymptotic variance (times the number of rows) of the coefficient of x in the regression of y on x and z. */
export const coefficientVariance = (
  model: LinearModel,
  graph: CausalGraph,
  [x, others]: readonly [VariableId, readonly VariableId[]],
  y: VariableId,
  z: readonly VariableId[],
): number =>
  partialCovariance(model, graph, y, y, [x, ...others, ...z]) /
  partialCovariance(model, graph, x, x, [...others, ...z])
