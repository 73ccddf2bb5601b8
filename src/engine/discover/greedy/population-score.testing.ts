import type { StructuralModel } from '../../simulate/structural-model'
import { createGaussianScore } from '../scores/gaussian-bic'
import type { LocalScore } from '../scores/local-score'

/** So many that the smallest dependence of a test model pays, so few that rounding does not. */
const ROWS = 1e9

/** The Gaussian score of the exact correlations that a linear model implies. */
export function populationScore(model: StructuralModel): LocalScore {
  const moments = { correlation: populationCorrelation(model), rows: ROWS }
  return createGaussianScore(
    model.variables.map(() => moments),
    1,
  )
}

/** Correlations of all variables of a linear model, row-major. */
export function populationCorrelation(model: StructuralModel): Float64Array {
  const { variables } = model
  const size = variables.length
  const position = new Map(variables.map(({ name }, k) => [name, k]))
  // total[v][u]: effect of the noise of u on v.
  const total = new Map<number, Float64Array>()
  const effects = (v: number): Float64Array => {
    const known = total.get(v)
    if (known) return known
    const { parents, mechanism } = variables[v]
    if (mechanism.kind !== 'linear') throw new Error('only linear models have such a score')
    const row = new Float64Array(size)
    row[v] = mechanism.noise
    parents.forEach((name, k) => {
      const above = effects(position.get(name)!)
      for (let u = 0; u < size; u++) row[u] += mechanism.weights[k] * above[u]
    })
    total.set(v, row)
    return row
  }
  const rows = variables.map((_, v) => effects(v))
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, u) => sum + value * b[u], 0)
  const deviations = rows.map((row) => Math.sqrt(product(row, row)))
  const correlation = new Float64Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      correlation[a * size + b] = a === b ? 1 : product(rows[a], rows[b]) / (deviations[a] * deviations[b])
    }
  }
  return correlation
}
