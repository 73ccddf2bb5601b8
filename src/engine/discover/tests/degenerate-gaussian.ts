import { succeed } from '../../../base/result'
import { normalQuantile } from '../../stats/distributions'
import { normalSizeOfChiSquare } from '../../stats/log-tails'
import { embed } from '../embedding'
import type { IndependenceTest, TestMethod } from './independence'
import { createSharedRows } from './shared-rows'
import { completeMoments, testWiseMoments, type TestMoments } from './test-moments'

/** Below this share of unexplained variance a column counts as determined by those before it. */
const DETERMINED = 1e-9

/**
 * The likelihood ratio test of independence of two blocks of columns given others, as if all were jointly Gaussian
 * (Andrews, Ramsey & Cooper 2019, section 4), with Bartlett's correction of its scale (Anderson 2003, "An Introduction
 * to Multivariate Statistical Analysis", section 9.4). Columns that others determine count for nothing.
 */
export function blockTest(
  id: string,
  moments: TestMoments,
  blocks: readonly (readonly number[])[],
  rows: number,
  critical: number,
): Pick<IndependenceTest, 'id' | 'critical' | 'largestSet' | 'evidence'> {
  const width = blocks.reduce((total, block) => total + block.length, 0)
  const members = new Int32Array(width)
  let matrix = new Float64Array(64)
  let factor = new Float64Array(64)
  let logVariance = 0

  /**
   * Adds columns first .. last - 1 to a Cholesky factor that holds the rows before `done`; returns how many of them are
   * not determined, and leaves the sum of the logs of their variances.
   */
  const extend = (first: number, last: number, done: number, order: number): number => {
    let free = 0
    logVariance = 0
    let at = done
    for (let member = first; member < last; member++, at++) {
      const row = at * order
      let variance = matrix[member * order + member]
      for (let j = 0; j < at; j++) {
        const other = j * order
        let entry = matrix[member * order + source[j]]
        for (let k = 0; k < j; k++) entry -= factor[row + k] * factor[other + k]
        // The diagonal holds the reciprocal, 0 for a determined column.
        entry *= factor[other + j]
        factor[row + j] = entry
        variance -= entry * entry
      }
      source[at] = member
      const counts = variance > DETERMINED
      factor[row + at] = counts ? 1 / Math.sqrt(variance) : 0
      if (!counts) continue
      free++
      logVariance += Math.log(variance)
    }
    return free
  }
  /** Which member stands in each row of the factor. */
  let source = new Int32Array(8)

  return {
    id,
    critical,
    largestSet: Math.min(blocks.length - 2, rows - 4),
    evidence(x, y, given, count) {
      let order = 0
      for (let k = 0; k < count; k++) for (const column of blocks[given[k]]) members[order++] = column
      const endOfSet = order
      for (const column of blocks[x]) members[order++] = column
      const endOfX = order
      for (const column of blocks[y]) members[order++] = column
      if (matrix.length < order * order) {
        matrix = new Float64Array(2 * order * order)
        factor = new Float64Array(2 * order * order)
        source = new Int32Array(2 * order)
      }
      const used = moments.correlations(members, order, matrix)
      const inSet = extend(0, endOfSet, 0, order)
      const ofY = extend(endOfX, order, endOfSet, order)
      const alone = logVariance
      const ofX = extend(endOfSet, endOfX, endOfSet, order)
      const scale = used - 1 - inSet - (ofX + ofY + 1) / 2
      if (ofX === 0 || ofY === 0 || scale <= 0) return Infinity
      const left = extend(endOfX, order, endOfX, order)
      if (left < ofY) return Infinity
      return normalSizeOfChiSquare(Math.max(0, scale * (alone - logVariance)), ofX * ofY)
    },
  }
}

export const degenerateGaussian: TestMethod = {
  id: 'degenerate-gaussian',
  label: 'Degenerate Gaussian (mixed data)',
  reference:
    'Andrews, Ramsey & Cooper (2019), Learning high-dimensional directed acyclic graphs with mixed data-types, PMLR 104.',
  assumptions: [
    'relations are linear, also in the yes/no columns of the categories; codes of ordered categories count as numbers',
  ],
  reads: { numbers: true, categories: true, gaps: true },
  options: [],
  applies: () => succeed(true),
  prepare(problem, alpha): IndependenceTest {
    const { columns, blocks } = embed(problem)
    const rows = problem.rows.used
    const critical = normalQuantile(1 - alpha / 2)
    if (problem.gaps === 'none')
      return blockTest('degenerate-gaussian', completeMoments(columns), blocks, rows, critical)
    const shared = createSharedRows(problem.columns)
    return {
      ...blockTest('degenerate-gaussian', testWiseMoments(columns), blocks, rows, critical),
      rowsUsed: (x, y, given, count) =>
        shared.of([x, y, ...given.subarray(0, count)], count + 2)?.length ?? rows,
    }
  },
}
