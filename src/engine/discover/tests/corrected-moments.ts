import { solvePositiveDefinite } from '../../stats/dense'
import { createSharedRows, type SharedRows } from './shared-rows'
import type { TestMoments } from './test-moments'

/** Causes of gaps may have gaps with causes of their own; such chains are followed this far. */
const LONGEST_CHAIN = 4

/**
 * Moments corrected for rows that are missing because of other variables (Tu, Zhang, Ackermann, Bertelsmann, Kjellström
 * & Zhang 2019, "Causal discovery in the presence of missing data", section 4.2, permutation-based correction). There
 * the members are regressed on the causes W of their gaps in the rows that have all of them, and residuals are added to
 * predictions from values of W drawn from all rows with W. Of linear relations only the moments matter, so what those
 * draws come to on average is computed directly: B cov(W) B' + cov(residuals).
 *
 * @param causes causes[j]: the columns that cause the gaps of column j
 */
export function correctedMoments(
  columns: readonly Float64Array[],
  causes: readonly (readonly number[])[],
): TestMoments & {
  readonly shared: SharedRows
  readonly withCauses: (members: readonly number[]) => number[]
} {
  const shared = createSharedRows(columns)
  const withCauses = (members: readonly number[]) => [
    ...new Set([...members, ...members.flatMap((member) => causes[member])]),
  ]

  /** Covariances of the members and the number of rows behind them. */
  const covariances = (members: readonly number[], chain: number): { matrix: Float64Array; rows: number } => {
    const drivers = [...new Set(members.flatMap((member) => causes[member]))]
    const all = withCauses(members)
    const raw = covarianceOverRows(columns, shared.of(all, all.length), all)
    const size = all.length
    const count = members.length
    const plain = () => ({ matrix: cutOut(raw.matrix, size, positionsOf(members, all)), rows: raw.rows })
    if (drivers.length === 0 || chain === LONGEST_CHAIN || raw.rows <= drivers.length + 2) return plain()
    const at = positionsOf(drivers, all)
    const own = cutOut(raw.matrix, size, at)
    const weights = members.map((_, k) =>
      solvePositiveDefinite(
        own,
        drivers.length,
        at.map((driver) => raw.matrix[k * size + driver]),
      ),
    )
    if (weights.some((weight) => weight === null)) return plain()
    const target = covariances(drivers, chain + 1).matrix
    const matrix = new Float64Array(count * count)
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        // cov(i, j) + b_i (cov(W) in all rows - cov(W) in these rows) b_j'
        let value = raw.matrix[i * size + j]
        for (let k = 0; k < drivers.length; k++) {
          for (let l = 0; l < drivers.length; l++) {
            const cell = k * drivers.length + l
            value += weights[i]![k] * (target[cell] - own[cell]) * weights[j]![l]
          }
        }
        matrix[i * count + j] = value
      }
    }
    return { matrix, rows: raw.rows }
  }

  return {
    shared,
    withCauses,
    correlations(members, count, target) {
      const { matrix, rows } = covariances(Array.from(members.subarray(0, count)), 0)
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < count; j++) {
          const scale = Math.sqrt(matrix[i * count + i] * matrix[j * count + j])
          target[i * count + j] = scale > 0 ? Math.max(-1, Math.min(1, matrix[i * count + j] / scale)) : 0
        }
      }
      return rows
    },
  }
}

const positionsOf = (members: readonly number[], all: readonly number[]) =>
  members.map((member) => all.indexOf(member))

function cutOut(matrix: Float64Array, size: number, at: readonly number[]): Float64Array {
  const cut = new Float64Array(at.length ** 2)
  at.forEach((i, row) => at.forEach((j, column) => (cut[row * at.length + column] = matrix[i * size + j])))
  return cut
}

function covarianceOverRows(
  columns: readonly Float64Array[],
  rows: Int32Array | null,
  members: readonly number[],
): { matrix: Float64Array; rows: number } {
  const length = rows?.length ?? columns[0].length
  const centred = members.map((member) => {
    const values = rows ? Float64Array.from(rows, (row) => columns[member][row]) : columns[member]
    const mean = values.reduce((total, value) => total + value, 0) / length
    return values.map((value) => value - mean)
  })
  const size = members.length
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let product = 0
      for (let k = 0; k < length; k++) product += centred[i][k] * centred[j][k]
      matrix[i * size + j] = matrix[j * size + i] = product / length
    }
  }
  return { matrix, rows: length }
}
