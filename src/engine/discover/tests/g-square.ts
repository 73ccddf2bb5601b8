import { succeed } from '../../../base/result'
import { normalQuantile } from '../../stats/distributions'
import { normalSizeOfChiSquare } from '../../stats/log-tails'
import type { DiscoveryProblem } from '../algorithm'
import type { IndependenceTest, TestMethod } from './independence'
import { createStratifiedCounts, type CellTerm } from './stratified-counts'

/** With fewer rows a cell, over the strata that compare anything, chi-square is no guide and the set is not judged. */
const ROWS_PER_CELL = 5

/** A test of independence within every stratum whose statistic is a sum over the cells of all tables. */
export function tableTest(
  id: string,
  problem: DiscoveryProblem,
  alpha: number,
  term: CellTerm,
): IndependenceTest {
  const counts = createStratifiedCounts(problem)
  return {
    id,
    critical: normalQuantile(1 - alpha / 2),
    largestSet: problem.names.length - 2,
    evidence(x, y, given, size) {
      const { statistic, degreesOfFreedom, rows, cells } = counts.sums(x, y, given, size, term)
      const judged = degreesOfFreedom > 0 && rows >= ROWS_PER_CELL * cells
      return judged ? normalSizeOfChiSquare(Math.max(0, statistic), degreesOfFreedom) : Infinity
    },
    ...(problem.gaps === 'some'
      ? { rowsUsed: (x, y, given, size) => counts.rowsOf(x, y, given, size).length }
      : {}),
  }
}

/** Spirtes, Glymour & Scheines 2000, section 5.5; Bishop, Fienberg & Holland 1975, section 4.2. */
export const gSquare: TestMethod = {
  id: 'g-square',
  label: 'G² of tables (likelihood ratio)',
  reference:
    'Bishop, Fienberg & Holland (1975), Discrete Multivariate Analysis, section 4.2; Spirtes, Glymour & Scheines (2000), Causation, Prediction, and Search, section 5.5.',
  assumptions: [
    'enough rows in every cell of the tables; sets that leave fewer than five a cell are not judged',
  ],
  reads: { numbers: false, categories: true, gaps: true },
  options: [],
  applies: () => succeed(true),
  prepare: (problem, alpha) =>
    tableTest('g-square', problem, alpha, (count, expected) =>
      count > 0 ? 2 * count * Math.log(count / expected) : 0,
    ),
}
