import type { BenchmarkDraw } from '../../src/engine/examples/benchmark/draw'
import { cholesky, invertPositiveDefinite } from '../../src/engine/stats/dense'
import { correlationMatrix, variance } from '../../src/engine/stats/moments'

/** Scores for ordered pairs, scores[a * size + b] for a -> b, without any search. */
export const simpleRivals: Readonly<Record<string, (draw: BenchmarkDraw) => Float64Array>> = {
  correlation: ({ columns }) => correlationMatrix(columns).map(Math.abs),
  'partial correlation': ({ columns }) => partialCorrelations(columns),
  'variance order': ({ columns }) => varianceOrder(columns),
}

/** Correlations with a little ridge, .003 + .1 n / N, so that they can be inverted with fewer rows than columns. */
function steadied(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length
  const matrix = correlationMatrix(columns)
  for (let k = 0; k < size; k++) matrix[k * size + k] += 0.003 + (0.1 * size) / columns[0].length
  return matrix
}

function partialCorrelations(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length
  const inverse = invertPositiveDefinite(steadied(columns), size)!
  return inverse.map((value, at) => {
    const [i, j] = [Math.floor(at / size), at % size]
    return Math.abs(value) / Math.sqrt(inverse[i * size + i] * inverse[j * size + j])
  })
}

/**
 * Each variable is regressed on those of smaller variance, as sortnregress does (Reisach, Seiler & Weichwald 2021): reads
 * the scale of the columns and nothing else about direction.
 */
function varianceOrder(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length
  const spread = columns.map((column) => variance(column))
  const order = Array.from(spread.keys()).toSorted((a, b) => spread[a] - spread[b])
  const lower = steadied(order.map((variable) => columns[variable]))
  cholesky(lower, size)
  const scores = new Float64Array(size * size)
  const weights = new Float64Array(size)
  for (let k = 1; k < size; k++) {
    // The regression of variable k on those before it, from row k of the Cholesky factor.
    for (let i = k - 1; i >= 0; i--) {
      let value = lower[k * size + i]
      for (let m = i + 1; m < k; m++) value -= lower[m * size + i] * weights[m]
      weights[i] = value / lower[i * size + i]
      scores[order[i] * size + order[k]] = Math.abs(weights[i])
    }
  }
  return scores
}
