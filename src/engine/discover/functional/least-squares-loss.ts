import { addSquareProduct } from '../../kernels/m-matrix'

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
  addSquareProduct(covariance, weights, size, gradient)
  let trace = 0
  // (I - W)' C (I - W) = -(I - W)' gradient.
  for (let k = 0; k < gradient.length; k++) trace += weights[k] * gradient[k]
  for (let i = 0; i < size; i++) trace -= gradient[i * size + i]
  return trace / 2
}
