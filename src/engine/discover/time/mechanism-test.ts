import { cholesky, solveLower, solveLowerTransposed } from '../../stats/dense'
import type { Strata } from './context-strata'

/** A statistic that is chi-square with `df` degrees of freedom where nothing changes. */
export interface ChangeStatistic {
  readonly statistic: number
  readonly df: number
}

/**
 * Whether one regression describes a variable in all strata:
 *
 * - the likelihood ratio of a regression for each stratum against one for all (Chow 1960, Econometrica 28);
 * - the same ratio for the means of the absolute residuals of the one regression (Levene 1960), which sees variances
 *   and does not mind heavy tails.
 *
 * Both with Bartlett's correction of their scale. The result is null where rows are too few or the set is collinear.
 *
 * @param columns of about unit size
 */
export function createMechanismTest(columns: readonly Float64Array[], strata: Strata) {
  const rows = columns[0].length
  const { count: places, of } = strata
  return (
    variable: number,
    given: Int32Array,
    count: number,
  ): readonly [ChangeStatistic, ChangeStatistic] | null => {
    const width = count + 1
    const wide = width + 1
    const members = [...Array.from(given.subarray(0, count), (k) => columns[k]), columns[variable]]
    // Per stratum the products of 1, the set and the variable.
    const products = Array.from({ length: places }, () => new Float64Array(wide * wide))
    for (let r = 0; r < rows; r++) {
      const own = products[of[r]]
      own[0]++
      for (let i = 1; i < wide; i++) {
        const value = members[i - 1][r]
        own[i * wide] += value
        for (let j = 1; j <= i; j++) own[i * wide + j] += value * members[j - 1][r]
      }
    }
    const pooled = new Float64Array(wide * wide)
    let apart = 0
    for (const own of products) {
      for (let k = 0; k < pooled.length; k++) pooled[k] += own[k]
      const squares = regression(own, width)?.squares
      if (squares === undefined) return null
      apart += squares
    }
    const whole = regression(pooled, width)
    const free = rows - places * width
    if (whole === null || free <= 0 || !(apart > 0)) return null
    const slopes = (places - 1) * width
    const scale = rows - width - (slopes + 2) / 2
    const coefficients = { statistic: scale * Math.log(whole.squares / apart), df: slopes }

    const sums = new Float64Array(places)
    let squares = 0
    for (let r = 0; r < rows; r++) {
      let residual = members[count][r] - whole.coefficients[0]
      for (let k = 0; k < count; k++) residual -= whole.coefficients[k + 1] * members[k][r]
      const size = Math.abs(residual)
      sums[of[r]] += size
      squares += size * size
    }
    let mean = 0
    let between = 0
    for (let code = 0; code < places; code++) {
      mean += sums[code] / rows
      between += sums[code] ** 2 / products[code][0]
    }
    const total = squares - rows * mean * mean
    const within = squares - between
    const spread = { statistic: (rows - 1 - (places + 1) / 2) * Math.log(total / within), df: places - 1 }
    return [coefficients, spread]
  }
}

/** Least squares from the lower triangle of products, the response last; null where the set is collinear. */
function regression(products: Float64Array, width: number) {
  const wide = width + 1
  const factor = new Float64Array(width * width)
  const solution = new Float64Array(width)
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) factor[i * width + j] = factor[j * width + i] = products[i * wide + j]
    solution[i] = products[width * wide + i]
  }
  if (!cholesky(factor, width)) return null
  solveLower(factor, width, solution)
  let explained = 0
  for (let i = 0; i < width; i++) explained += solution[i] * solution[i]
  solveLowerTransposed(factor, width, solution)
  return { coefficients: solution, squares: products[width * wide + width] - explained }
}
