import { chiSquareUpperTail } from './distributions'
import { solvePositiveDefinite } from './dense'
import type { ChiSquareTest } from './stratified-tables'

export interface ResidualCovarianceTest extends ChiSquareTest {
  /** Where both sides are one column: their residual correlation and its standard error; else null. */
  readonly correlation: { readonly value: number; readonly standardError: number } | null
}

/**
 * Are the residuals of two sides uncorrelated, one column each or several (the indicators of a category)? The
 * generalised covariance measure of Shah & Peters 2020, Annals of Statistics 48, section 3, over all pairs of columns
 * at once: the means of the products against their own covariances. It holds where either side's regression on what
 * is given is right, whatever the variances. `spent` parameters of a regression shrink the residuals; that is made up
 * for. Degrees of freedom 0 where the products are collinear.
 */
export function residualCovarianceTest(
  left: readonly Float64Array[],
  right: readonly Float64Array[],
  spent: number,
): ResidualCovarianceTest {
  const rows = left[0].length
  const products = left.flatMap((a) => right.map((b) => a.map((value, row) => value * b[row])))
  const size = products.length
  const sums = Float64Array.from(products, total)
  const covariance = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let row = 0; row < rows; row++) sum += products[i][row] * products[j][row]
      covariance[i * size + j] = sum - (sums[i] * sums[j]) / rows
      covariance[j * size + i] = covariance[i * size + j]
    }
  const solved = solvePositiveDefinite(covariance, size, sums)
  if (!solved) return { statistic: NaN, degreesOfFreedom: 0, p: NaN, correlation: null }
  const shrinkage = (rows - spent) / rows
  const statistic = shrinkage * sums.reduce((sum, value, i) => sum + value * solved[i], 0)
  return {
    statistic,
    degreesOfFreedom: size,
    p: chiSquareUpperTail(statistic, size),
    correlation: size === 1 ? correlationOf(left[0], right[0], sums[0], covariance[0] / shrinkage) : null,
  }
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0)

function correlationOf(a: Float64Array, b: Float64Array, product: number, spread: number) {
  const scale = Math.sqrt(squares(a) * squares(b))
  return { value: product / scale, standardError: Math.sqrt(spread) / scale }
}
