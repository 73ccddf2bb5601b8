import { succeed } from '../../../base/result'
import { naturalLog } from '../../kernels/natural-log'
import type { LocalScore, ScoreMethod } from './local-score'
import { momentsByVariable, type BasisWidth, type Moments } from './moments'

/** Residual variances are not taken below this share, so that a perfect fit keeps a finite score. */
const SMALLEST_VARIANCE = 1e-9

/** A parent needs this many rows for each of its columns at least: with fewer, perfect fits to noise would win. */
const ROWS_PER_PARENT = 4

const atLeastSmallest = (variance: number) => (variance > SMALLEST_VARIANCE ? variance : SMALLEST_VARIANCE)

/**
 * The Gaussian BIC of one variable given parents, on the log-likelihood scale and without constants (Schwarz 1978):
 * -N/2 log(residual variance) - discount/2 * width * |parents| * log N. A discount of 1 is the BIC itself. The compiled
 * order search does the same in the same order of arithmetic (gaussian-score.c).
 *
 * @param momentsOf for each variable the moments of the rows in which nobody set it
 * @param width basis columns with which a parent enters: itself, or itself and its square
 */
export function createGaussianScore(
  momentsOf: readonly Moments[],
  discount: number,
  width: BasisWidth = 1,
): LocalScore {
  const size = momentsOf.length
  const columns = size * width
  const gained = new Float64Array(size)
  const unexplained = new Float64Array(columns)
  const shared = new Float64Array(columns)
  const row = new Float64Array(columns)
  // The columns conditioned on, row m of the inverse of their Cholesky factor, and the covariance of the variable
  // with the m-th of them made orthogonal and scaled; `active` entries hold.
  let active = 0
  const conditioned = new Int32Array(columns)
  const weights: Float64Array[] = []
  const projection = new Float64Array(columns)
  const scratch = new Float64Array(columns)
  let lost = new Float64Array(16)

  const momentOf = ({ correlation, removed }: Moments, a: number, b: number) => {
    let value = correlation[a * columns + b]
    if (!removed) return value
    for (const one of removed.rows) value -= one[a] * one[b]
    return value * (removed.scale[a] * removed.scale[b])
  }
  const varianceOf = ({ removed }: Moments, column: number) =>
    removed && removed.scale[column] === 0 ? 0 : 1

  /** Adds a column to those conditioned on, unless they determine it. */
  const conditionOn = (moments: Moments, variable: number, column: number) => {
    if (weights.length === active) weights.push(new Float64Array(active + 1))
    const added = weights[active].fill(0)
    for (let i = 0; i < active; i++) scratch[i] = momentOf(moments, conditioned[i], column)
    let variance = varianceOf(moments, column)
    for (let m = 0; m < active; m++) {
      const earlier = weights[m]
      let loading = 0
      for (let i = 0; i <= m; i++) loading += earlier[i] * scratch[i]
      variance -= loading * loading
      for (let i = 0; i <= m; i++) added[i] -= loading * earlier[i]
    }
    if (!(variance > SMALLEST_VARIANCE)) return
    const scale = 1 / Math.sqrt(variance)
    for (let i = 0; i < active; i++) added[i] *= scale
    added[active] = scale
    conditioned[active] = column
    let covered = 0
    for (let i = 0; i <= active; i++)
      covered += added[i] * momentOf(moments, conditioned[i], variable * width)
    projection[active++] = covered
  }
  const condition = (moments: Moments, variable: number, parents: ArrayLike<number>) => {
    active = 0
    for (let k = 0; k < parents.length; k++) {
      for (let part = 0; part < width; part++) conditionOn(moments, variable, parents[k] * width + part)
    }
  }
  const residualVariance = (moments: Moments, variable: number) => {
    let left = varianceOf(moments, variable * width)
    for (let m = 0; m < active; m++) left -= projection[m] * projection[m]
    return atLeastSmallest(left)
  }
  /** The covariance of all columns with the m-th that is conditioned on, made orthogonal to the earlier ones. */
  const orthogonalRow = ({ correlation, removed }: Moments, m: number) => {
    const weight = scratch
    for (let i = 0; i <= m; i++)
      weight[i] = removed ? weights[m][i] * removed.scale[conditioned[i]] : weights[m][i]
    row.fill(0)
    for (let i = 0; i <= m; i++) {
      const start = conditioned[i] * columns
      for (let z = 0; z < columns; z++) row[z] += weight[i] * correlation[start + z]
    }
    if (!removed) return
    for (const taken of removed.rows) {
      let sum = 0
      for (let i = 0; i <= m; i++) sum += weight[i] * taken[conditioned[i]]
      for (let z = 0; z < columns; z++) row[z] += -sum * taken[z]
    }
    for (let z = 0; z < columns; z++) row[z] *= removed.scale[z]
  }
  const cross = new Float64Array(width === 2 ? size : 0)
  const explainedBy = (variable: number, candidate: number) => {
    const left = atLeastSmallest(unexplained[variable * width])
    const first = candidate * width
    const usable = unexplained[first] > SMALLEST_VARIANCE
    let explained = usable ? (shared[first] * shared[first]) / (unexplained[first] * left) : 0
    if (width === 1) return explained
    let ofSecond = unexplained[first + 1]
    let withSecond = shared[first + 1]
    if (usable) {
      const slope = cross[candidate] / unexplained[first]
      ofSecond -= slope * cross[candidate]
      withSecond -= slope * shared[first]
    }
    if (ofSecond > SMALLEST_VARIANCE) explained += (withSecond * withSecond) / (ofSecond * left)
    return explained
  }
  const penalties = momentsOf.map(({ rows }) => (discount / 2) * width * naturalLog(rows))

  return {
    size,
    mostParents: (variable) => Math.max(1, Math.floor(momentsOf[variable].rows / (ROWS_PER_PARENT * width))),
    cost: (variable) => penalties[variable],
    score(variable, parents) {
      const moments = momentsOf[variable]
      condition(moments, variable, parents)
      return (
        (-moments.rows / 2) * naturalLog(residualVariance(moments, variable)) -
        penalties[variable] * parents.length
      )
    },
    gains(variable, parents) {
      const moments = momentsOf[variable]
      condition(moments, variable, parents)
      for (let z = 0; z < columns; z++) {
        unexplained[z] = varianceOf(moments, z)
        shared[z] = momentOf(moments, variable * width, z)
      }
      for (let v = 0; v < cross.length; v++) cross[v] = momentOf(moments, 2 * v, 2 * v + 1)
      for (let m = 0; m < active; m++) {
        orthogonalRow(moments, m)
        for (let z = 0; z < columns; z++) {
          unexplained[z] -= row[z] * row[z]
          shared[z] -= projection[m] * row[z]
        }
        for (let v = 0; v < cross.length; v++) cross[v] -= row[2 * v] * row[2 * v + 1]
      }
      for (let z = 0; z < size; z++) {
        gained[z] =
          z === variable ? 0 : (-moments.rows / 2) * naturalLog(atLeastSmallest(1 - explainedBy(variable, z)))
      }
      for (let k = 0; k < parents.length; k++) gained[parents[k]] = 0
      return gained
    },
    losses(variable, parents) {
      const moments = momentsOf[variable]
      condition(moments, variable, parents)
      const left = residualVariance(moments, variable)
      if (lost.length < parents.length) lost = new Float64Array(2 * parents.length)
      let i = 0
      for (let k = 0; k < parents.length; k++) {
        // Coefficients of the parent's columns and their block of the inverse covariance.
        const slope = [0, 0]
        const spread = [0, 0]
        let both = 0
        let own = 0
        for (; i < active && Math.floor(conditioned[i] / width) === parents[k]; i++, own++) {
          for (let m = i; m < active; m++) {
            slope[own] += projection[m] * weights[m][i]
            spread[own] += weights[m][i] * weights[m][i]
            if (own === 1) both += weights[m][i - 1] * weights[m][i]
          }
        }
        let more = own > 0 ? (slope[0] * slope[0]) / spread[0] : 0
        if (own > 1) {
          const part = both / spread[0]
          const rest = spread[1] - part * both
          const change = slope[1] - part * slope[0]
          if (rest > 0) more += (change * change) / rest
        }
        lost[k] = (moments.rows / 2) * naturalLog((left + more) / left)
      }
      return lost
    },
  }
}

export const gaussianBic: ScoreMethod = {
  id: 'gaussian-bic',
  label: 'Gaussian BIC',
  reference: 'Schwarz (1978), Estimating the dimension of a model, Annals of Statistics 6.',
  assumptions: ['linear relations with roughly Gaussian noise'],
  reads: { numbers: true, categories: false, gaps: false, interventions: true },
  usualPenalty: 2,
  options: [],
  applies: () => succeed(true),
  prepare: (problem, penalty) => createGaussianScore(momentsByVariable(problem), penalty),
}
