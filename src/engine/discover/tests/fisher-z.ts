import { succeed } from '../../../base/result'
import { normalQuantile } from '../../stats/distributions'
import { correlationMatrix } from '../../stats/moments'
import { partialCorrelation } from '../../stats/partial-correlation'
import type { IndependenceTest, TestMethod } from './independence'

/**
 * Fisher's z test of zero partial correlation (Fisher 1924; Kalisch & Buehlmann 2007, section 2.2.2):
 * sqrt(rows - |S| - 3) * |atanh(r)| against the two-sided normal quantile.
 *
 * @param correlation row-major, size x size
 * @param critical two-sided critical value of the standard normal, for example 2.576 for alpha = .01
 */
export function fisherZTest(
  correlation: Float64Array,
  size: number,
  rows: number,
  critical: number,
): IndependenceTest {
  const partial = partialCorrelation(correlation, size)
  return {
    id: 'fisher-z',
    critical,
    largestSet: rows - 4,
    evidence(x, y, given, count) {
      const r = Math.abs(partial(x, y, given, count))
      return r < 1 ? Math.sqrt(rows - count - 3) * Math.atanh(r) : Infinity
    },
  }
}

export const fisherZ: TestMethod = {
  id: 'fisher-z',
  label: 'Partial correlation (Fisher z)',
  reference:
    'Fisher (1924), The distribution of the partial correlation coefficient, Metron 3; Kalisch & Bühlmann (2007), Estimating high-dimensional directed acyclic graphs with the PC-algorithm, JMLR 8.',
  assumptions: ['linear relations with roughly Gaussian noise'],
  reads: { numbers: true, categories: false, gaps: false },
  options: [],
  applies: () => succeed(true),
  prepare: ({ columns, names, rows }, alpha) =>
    fisherZTest(correlationMatrix(columns), names.length, rows.used, normalQuantile(1 - alpha / 2)),
}
