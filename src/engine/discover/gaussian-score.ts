import type { Moments } from './moments'

/** Residual variances are not taken below this share, so that a perfect fit keeps a finite score. */
const SMALLEST_VARIANCE = 1e-9

/**
 * The Gaussian BIC of one variable given parents, on the log-likelihood scale and without constants (Schwarz 1978):
 * -N/2 log(residual variance) - discount/2 * |parents| * log N. A discount of 1 is the BIC itself.
 */
export interface GaussianScore {
  readonly size: number
  /** What one more parent costs. */
  parentCost(variable: number): number
  score(variable: number, parents: ArrayLike<number>): number
  /**
   * For every variable z the log-likelihood that z adds as a parent on top of `parents`; 0 for the variable itself,
   * the parents and what they determine. The array is reused by the next call.
   */
  gains(variable: number, parents: ArrayLike<number>): Float64Array
}

export function createGaussianScore(momentsOf: readonly Moments[], discount: number): GaussianScore {
  const size = momentsOf.length
  const gained = new Float64Array(size)
  const unexplained = new Float64Array(size)
  const shared = new Float64Array(size)
  const factorRows: Float64Array[] = []

  /**
   * Conditions on the parents one by one: row k of the factor is the covariance of parent k, given the earlier ones,
   * with every variable, over its own standard deviation. Returns how many rows were needed.
   */
  const condition = (correlation: Float64Array, parents: ArrayLike<number>, columns: 'all' | number) => {
    let count = 0
    for (let k = 0; k < parents.length; k++) {
      const parent = parents[k]
      if (factorRows.length === count) factorRows.push(new Float64Array(size))
      let variance = 1
      for (let m = 0; m < count; m++) variance -= factorRows[m][parent] ** 2
      if (variance <= SMALLEST_VARIANCE) continue
      const row = factorRows[count]
      const scale = 1 / Math.sqrt(variance)
      const fill = (column: number) => {
        let entry = correlation[parent * size + column]
        for (let m = 0; m < count; m++) entry -= factorRows[m][parent] * factorRows[m][column]
        row[column] = entry * scale
      }
      if (columns === 'all') {
        row.set(correlation.subarray(parent * size, parent * size + size))
        for (let m = 0; m < count; m++) {
          const earlier = factorRows[m]
          const weight = earlier[parent]
          for (let column = 0; column < size; column++) row[column] -= weight * earlier[column]
        }
        for (let column = 0; column < size; column++) row[column] *= scale
      } else {
        for (let later = k + 1; later < parents.length; later++) fill(parents[later])
        fill(columns)
      }
      count++
    }
    return count
  }

  return {
    size,
    parentCost: (variable) => (discount / 2) * Math.log(momentsOf[variable].rows),
    score(variable, parents) {
      const { correlation, rows } = momentsOf[variable]
      const count = condition(correlation, parents, variable)
      let variance = 1
      for (let k = 0; k < count; k++) variance -= factorRows[k][variable] ** 2
      return (
        (-rows / 2) * Math.log(Math.max(variance, SMALLEST_VARIANCE)) -
        (discount / 2) * parents.length * Math.log(rows)
      )
    },
    gains(variable, parents) {
      const { correlation, rows } = momentsOf[variable]
      const count = condition(correlation, parents, 'all')
      unexplained.fill(1)
      shared.set(correlation.subarray(variable * size, variable * size + size))
      for (let k = 0; k < count; k++) {
        const row = factorRows[k]
        const own = row[variable]
        for (let z = 0; z < size; z++) {
          unexplained[z] -= row[z] * row[z]
          shared[z] -= own * row[z]
        }
      }
      const rest = Math.max(unexplained[variable], SMALLEST_VARIANCE)
      for (let z = 0; z < size; z++) {
        const explained = (shared[z] * shared[z]) / (unexplained[z] * rest)
        const usable = z !== variable && unexplained[z] > SMALLEST_VARIANCE
        gained[z] = usable ? (-rows / 2) * Math.log(Math.max(1 - explained, SMALLEST_VARIANCE)) : 0
      }
      for (let k = 0; k < parents.length; k++) gained[parents[k]] = 0
      return gained
    },
  }
}
