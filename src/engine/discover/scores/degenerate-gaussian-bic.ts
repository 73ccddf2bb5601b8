import { succeed } from '../../../base/result'
import { correlationMatrix } from '../../stats/moments'
import { embed } from '../embedding'
import type { LocalScore, ScoreMethod } from './local-score'

/** Residual variances are not taken below this share, so that a perfect fit keeps a finite score. */
const SMALLEST_VARIANCE = 1e-9
const ROWS_PER_PARENT = 4

/**
 * The Gaussian BIC of blocks of columns given blocks of columns, on the log-likelihood scale and without constants:
 * -N/2 log |residual covariance| - discount/2 * columns * parents' columns * log N (Andrews, Ramsey & Cooper 2019,
 * section 3). Columns that others determine explain nothing.
 *
 * @param correlation of all columns, row-major
 */
export function createBlockScore(
  correlation: Float64Array,
  blocks: readonly (readonly number[])[],
  rows: number,
  discount: number,
): LocalScore {
  const size = blocks.length
  const width = blocks.reduce((total, block) => total + block.length, 0)
  const widest = Math.max(...blocks.map((block) => block.length))
  const weight = (discount / 2) * Math.log(rows)
  const gained = new Float64Array(size)
  /** factor[k]: covariances of every column with the k-th one conditioned on, given the earlier ones and scaled. */
  const factor: Float64Array[] = []
  let active = 0

  const conditionOn = (columns: Iterable<number>) => {
    for (const column of columns) {
      let variance = 1
      for (let m = 0; m < active; m++) variance -= factor[m][column] ** 2
      if (variance <= SMALLEST_VARIANCE) continue
      const row = (factor[active] ??= new Float64Array(width))
      const scale = 1 / Math.sqrt(variance)
      row.set(correlation.subarray(column * width, (column + 1) * width))
      for (let m = 0; m < active; m++) {
        const earlier = factor[m]
        const share = earlier[column]
        for (let other = 0; other < width; other++) row[other] -= share * earlier[other]
      }
      for (let other = 0; other < width; other++) row[other] *= scale
      active++
    }
  }
  const residual = (a: number, b: number) => {
    let value = correlation[a * width + b]
    for (let m = 0; m < active; m++) value -= factor[m][a] * factor[m][b]
    return value
  }

  const most = 2 * widest
  const small = new Float64Array(most * most)
  /** log |residual covariance| of a block, given all that was conditioned on and one more block. */
  const logVolume = (block: readonly number[], added: readonly number[]) => {
    const all = [...added, ...block]
    let sum = 0
    for (let i = 0; i < all.length; i++) {
      let variance = residual(all[i], all[i])
      for (let j = 0; j < i; j++) {
        let entry = residual(all[i], all[j])
        for (let k = 0; k < j; k++) entry -= small[i * most + k] * small[j * most + k]
        entry *= small[j * most + j]
        small[i * most + j] = entry
        variance -= entry * entry
      }
      // The diagonal holds the reciprocal, 0 for a determined column.
      small[i * most + i] = variance > SMALLEST_VARIANCE ? 1 / Math.sqrt(variance) : 0
      if (i >= added.length) sum += Math.log(Math.max(variance, SMALLEST_VARIANCE))
    }
    return sum
  }
  const columnsOf = (parents: ArrayLike<number>) => Array.from(parents, (parent) => blocks[parent]).flat()

  return {
    size,
    mostParents: () => Math.max(1, Math.floor(rows / ROWS_PER_PARENT / widest)),
    cost: (variable, _, added) => weight * blocks[variable].length * blocks[added].length,
    score(variable, parents) {
      const columns = columnsOf(parents)
      active = 0
      conditionOn(columns)
      return (-rows / 2) * logVolume(blocks[variable], []) - weight * blocks[variable].length * columns.length
    },
    gains(variable, parents) {
      active = 0
      conditionOn(columnsOf(parents))
      const before = logVolume(blocks[variable], [])
      for (let z = 0; z < size; z++)
        gained[z] = z === variable ? 0 : (rows / 2) * (before - logVolume(blocks[variable], blocks[z]))
      for (let k = 0; k < parents.length; k++) gained[parents[k]] = 0
      return gained
    },
  }
}

export const degenerateGaussianBic: ScoreMethod = {
  id: 'degenerate-gaussian-bic',
  label: 'Degenerate Gaussian BIC (mixed data)',
  reference:
    'Andrews, Ramsey & Cooper (2019), Learning high-dimensional directed acyclic graphs with mixed data-types, PMLR 104.',
  assumptions: [
    'relations are linear, also in the yes/no columns of the categories; codes of ordered categories count as numbers',
  ],
  reads: { numbers: true, categories: true, gaps: false, interventions: false },
  usualPenalty: 2,
  options: [],
  applies: () => succeed(true),
  prepare(problem, penalty) {
    const { columns, blocks } = embed(problem)
    return createBlockScore(correlationMatrix(columns), blocks, problem.rows.used, penalty)
  },
}
