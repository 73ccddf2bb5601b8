/**
 * Half the summed residual variances when each variable is explained by the others with the weights W:
 * tr((I - W)' C (I - W)) / 2, with its gradient -C (I - W) in `gradient`. All matrices row-major, size x size.
 */
export function leastSquaresLoss(
  covariance: Float64Array,
  weights: Float64Array,
  size: number,
  gradient: Float64Array,
): number {
  for (let k = 0; k < gradient.length; k++) gradient[k] = -covariance[k]
  let trace = 0
  for (let i = 0; i < size; i++) {
    const row = i * size
    for (let k = 0; k < size; k++) {
      const shared = covariance[row + k]
      const from = k * size
      for (let j = 0; j < size; j++) gradient[row + j] += shared * weights[from + j]
    }
  }
  // (I - W)' C (I - W) = -(I - W)' gradient.
  for (let k = 0; k < gradient.length; k++) trace += weights[k] * gradient[k]
  for (let i = 0; i < size; i++) trace -= gradient[i * size + i]
  return trace / 2
}
