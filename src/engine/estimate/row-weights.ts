import { fail, succeed, type Result } from '../../base/result'
import type { Dataset } from '../data/dataset'
import type { CompletenessModel } from '../data/missing/completeness'
import type { Diagnostic, EffectProblem } from './estimator'
import { info } from './report'

/** Some rows of a problem, which may repeat, with their weights where rows have weights. */
export interface RowSample {
  readonly rows: ArrayLike<number>
  /** One for each entry of `rows`. */
  readonly weights?: Float64Array
}

export const everyRow = ({ outcome, weights }: EffectProblem): RowSample => ({
  rows: Int32Array.from(outcome.values, (_, row) => row),
  ...(weights ? { weights } : {}),
})

export const sampleAt = ({ weights }: EffectProblem, rows: ArrayLike<number>): RowSample => ({
  rows,
  ...(weights ? { weights: Float64Array.from(rows, (row) => weights[row]) } : {}),
})

/** Mean over the sample of one value a row of the problem. */
export function averageOver(values: ArrayLike<number>, { rows, weights }: RowSample): number {
  let [total, mass] = [0, 0]
  for (let k = 0; k < rows.length; k++) {
    const weight = weights ? weights[k] : 1
    total += weight * values[rows[k]]
    mass += weight
  }
  return total / mass
}

/**
 * Standard error from influence values, one a row, already weighted: the estimate's error is about their sum. Where
 * the weights were estimated, that estimation counts.
 */
export function influenceError({ completeness }: EffectProblem, influence: Float64Array): number {
  const whole = completeness ? completeness.spread(influence) : influence
  let squares = 0
  for (const value of whole) squares += value * value
  return Math.sqrt(squares)
}

/** How the rows were weighted, for the diagnostic that names the standard error. */
export const weightedError = ({ weights, completeness }: EffectProblem, plain: string): string =>
  completeness
    ? 'analytic, sandwich that counts the estimation of the weights'
    : weights
      ? 'analytic, sandwich, rows weighted'
      : plain

/**
 * The sampling weights of the rows `index`: the column whose role is `weight`, scaled to mean 1; null where the data
 * have none. A weight that is missing, zero or negative is refused with its row.
 */
export function samplingWeights(dataset: Dataset, index: Int32Array): Result<Float64Array | null> {
  const columns = dataset.columns.filter(({ role }) => role === 'weight')
  if (columns.length === 0) return succeed(null)
  if (columns.length > 1) {
    const names = columns.map(({ name }) => `“${name}”`).join(' and ')
    return fail(
      'several-weights',
      `The data have ${columns.length} columns of weights, ${names}: keep the role for one of them.`,
      {
        name: columns[1].name,
      },
    )
  }
  const [{ name, values }] = columns
  const weights = Float64Array.from(index, (row) => values[row])
  const bad = weights.findIndex((weight) => !(weight > 0))
  if (bad >= 0) {
    const row = index[bad] + 1
    const found = Number.isNaN(weights[bad]) ? 'is missing' : `is ${weights[bad]}`
    return fail('bad-weight', `The weight “${name}” ${found} in row ${row}: weights must be positive.`, {
      name,
      row,
    })
  }
  return succeed(scaledToMeanOne(weights))
}

function scaledToMeanOne(weights: Float64Array): Float64Array {
  const mean = weights.reduce((total, weight) => total + weight, 0) / weights.length
  return weights.map((weight) => weight / mean)
}

/** The problem with its complete rows weighted to stand for all rows; sampling weights are multiplied. */
export function weighByCompleteness(problem: EffectProblem, completeness: CompletenessModel): EffectProblem {
  const { weights } = problem
  const product = completeness.weights.map((weight, row) => weight * (weights ? weights[row] : 1))
  return { ...problem, weights: scaledToMeanOne(product), completeness }
}

/** Kish's effective number of rows (sum w)^2 / sum w^2. */
export function effectiveRows(weights: ArrayLike<number>): number {
  let [sum, squares] = [0, 0]
  for (let row = 0; row < weights.length; row++) {
    sum += weights[row]
    squares += weights[row] * weights[row]
  }
  return (sum * sum) / squares
}

/** What a reader must know of sampling weights; those of completeness have their own words. */
export function weightDiagnostics({ weights, completeness }: EffectProblem): Diagnostic[] {
  if (!weights || completeness) return []
  return [
    info('sampling-weights', 'Effective rows under the sampling weights', Math.round(effectiveRows(weights))),
  ]
}
