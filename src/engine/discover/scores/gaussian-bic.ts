import { succeed } from '../../../base/result'
import type { LocalScore, ScoreMethod } from './local-score'
import { momentsByVariable, type Moments } from './moments'

/** Residual variances are not taken below this share, so that a perfect fit keeps a finite score. */
const SMALLEST_VARIANCE = 1e-9

/** A parent needs this many rows at least: with fewer, perfect fits to noise would win. */
const ROWS_PER_PARENT = 4

/**
 * The Gaussian BIC of one variable given parents, on the log-likelihood scale and without constants (Schwarz 1978):
 * -N/2 log(residual variance) - discount/2 * |parents| * log N. A discount of 1 is the BIC itself.
 *
 * @param momentsOf for each variable the moments of the rows in which nobody set it
 */
export function createGaussianScore(momentsOf: readonly Moments[], discount: number): LocalScore {
  const size = momentsOf.length
  const gained = new Float64Array(size)
  const unexplained = new Float64Array(size)
  const shared = new Float64Array(size)
  const factorRows: Float64Array[] = []
  let room = 16
  let factor = new Float64Array(room * room)

  /**
   * Conditions on the parents one by one: row k of the factor is the covariance of parent k, given the earlier ones,
   * with every variable, over its own standard deviation. Returns how many rows were needed.
   */
  const condition = (correlation: Float64Array, parents: ArrayLike<number>) => {
    let count = 0
    for (let k = 0; k < parents.length; k++) {
      const parent = parents[k]
      if (factorRows.length === count) factorRows.push(new Float64Array(size))
      let variance = 1
      for (let m = 0; m < count; m++) variance -= factorRows[m][parent] * factorRows[m][parent]
      if (variance <= SMALLEST_VARIANCE) continue
      const row = factorRows[count]
      const scale = 1 / Math.sqrt(variance)
      const start = parent * size
      for (let column = 0; column < size; column++) row[column] = correlation[start + column]
      for (let m = 0; m < count; m++) {
        const earlier = factorRows[m]
        const weight = earlier[parent]
        for (let column = 0; column < size; column++) row[column] -= weight * earlier[column]
      }
      for (let column = 0; column < size; column++) row[column] *= scale
      count++
    }
    return count
  }

  /** The last pivot of the Cholesky factor of the parents and the variable; parents determined by others count for nothing. */
  const residualVariance = (correlation: Float64Array, variable: number, parents: ArrayLike<number>) => {
    const count = parents.length
    if (count >= room) {
      room = 2 * count
      factor = new Float64Array(room * room)
    }
    for (let i = 0; i <= count; i++) {
      const member = i < count ? parents[i] : variable
      const rowI = i * room
      let variance = 1
      for (let j = 0; j < i; j++) {
        const rowJ = j * room
        let entry = correlation[member * size + parents[j]]
        for (let k = 0; k < j; k++) entry -= factor[rowI + k] * factor[rowJ + k]
        entry *= factor[rowJ + j]
        factor[rowI + j] = entry
        variance -= entry * entry
      }
      if (i === count) return variance
      // The diagonal holds the reciprocal, 0 for a determined parent.
      factor[rowI + i] = variance > SMALLEST_VARIANCE ? 1 / Math.sqrt(variance) : 0
    }
    return 1
  }

  return {
    size,
    mostParents: (variable) => Math.max(1, Math.floor(momentsOf[variable].rows / ROWS_PER_PARENT)),
    cost: (variable) => (discount / 2) * Math.log(momentsOf[variable].rows),
    score(variable, parents) {
      const { correlation, rows } = momentsOf[variable]
      const variance = residualVariance(correlation, variable, parents)
      return (
        (-rows / 2) * Math.log(Math.max(variance, SMALLEST_VARIANCE)) -
        (discount / 2) * parents.length * Math.log(rows)
      )
    },
    gains(variable, parents) {
      const { correlation, rows } = momentsOf[variable]
      const count = condition(correlation, parents)
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

export const gaussianBic: ScoreMethod = {
  id: 'gaussian-bic',
  label: 'Gaussian BIC',
  reference: 'Schwarz (1978), Estimating the dimension of a model, Annals of Statistics 6.',
  assumptions: ['linear relations with roughly Gaussian noise'],
  reads: { numbers: true, categories: false, gaps: false, interventions: true },
  options: [],
  applies: () => succeed(true),
  prepare: (problem, penalty) => createGaussianScore(momentsByVariable(problem), penalty),
}
