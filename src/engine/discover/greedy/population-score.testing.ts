import type { StructuralModel } from '../../simulate/structural-model'
import { createGaussianScore } from '../scores/gaussian-bic'
import type { LocalScore } from '../scores/local-score'

/** So many that the smallest dependence of a test model pays, so few that rounding does not. */
const ROWS = 1e9

/**
 * The Gaussian score of the exact covariances that a linear model implies: in as many rows without an intervention as
 * with each of the targets set to noise of its own. Each variable is judged by the rows in which it was not set.
 */
export function populationScore(model: StructuralModel, targets: readonly number[] = []): LocalScore {
  const covariances = [null, ...targets].map((target) => ({ target, matrix: covarianceOf(model, target) }))
  const momentsOf = model.variables.map((_, v) => {
    const seen = covariances.filter(({ target }) => target !== v)
    return { correlation: correlationOf(seen.map(({ matrix }) => matrix)), rows: ROWS * seen.length }
  })
  return createGaussianScore(momentsOf, 1)
}

/** Row-major; the target has variance 1 and owes nothing to its parents. */
function covarianceOf({ variables }: StructuralModel, target: number | null): Float64Array {
  const size = variables.length
  const position = new Map(variables.map(({ name }, k) => [name, k]))
  // noise[v][u]: how much of the noise of u arrives in v.
  const noise = new Map<number, Float64Array>()
  const arriving = (v: number): Float64Array => {
    const known = noise.get(v)
    if (known) return known
    const { parents, mechanism } = variables[v]
    if (mechanism.kind !== 'linear') throw new Error('only linear models have such a score')
    const row = new Float64Array(size)
    row[v] = v === target ? 1 : mechanism.noise
    parents.forEach((name, k) => {
      if (v === target) return
      const above = arriving(position.get(name)!)
      for (let u = 0; u < size; u++) row[u] += mechanism.weights[k] * above[u]
    })
    noise.set(v, row)
    return row
  }
  const covariance = new Float64Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      covariance[a * size + b] = arriving(a).reduce((sum, value, u) => sum + value * arriving(b)[u], 0)
    }
  }
  return covariance
}

/** Correlations in equally many rows of each covariance. */
function correlationOf(covariances: readonly Float64Array[]): Float64Array {
  const size = Math.sqrt(covariances[0].length)
  const pooled = covariances[0].map((_, k) => covariances.reduce((sum, matrix) => sum + matrix[k], 0))
  const scale = Float64Array.from({ length: size }, (_, v) => 1 / Math.sqrt(pooled[v * size + v]))
  return pooled.map((value, k) => {
    const [a, b] = [Math.floor(k / size), k % size]
    return a === b ? 1 : value * scale[a] * scale[b]
  })
}
