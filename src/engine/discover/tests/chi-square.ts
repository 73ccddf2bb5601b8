import { succeed } from '../../../base/result'
import { tableTest } from './g-square'
import type { TestMethod } from './independence'

/** Pearson's statistic, summed over the strata. */
export const chiSquare: TestMethod = {
  id: 'chi-square',
  label: 'Chi-square of tables (Pearson)',
  reference:
    'Pearson (1900), Philosophical Magazine 50; Bishop, Fienberg & Holland (1975), Discrete Multivariate Analysis, section 4.2.',
  assumptions: [
    'enough rows in every cell of the tables; sets that leave fewer than five a cell are not judged',
  ],
  reads: { numbers: false, categories: true, gaps: true },
  options: [],
  applies: () => succeed(true),
  prepare: (problem, alpha) =>
    tableTest('chi-square', problem, alpha, (count, expected) => (count - expected) ** 2 / expected),
}
