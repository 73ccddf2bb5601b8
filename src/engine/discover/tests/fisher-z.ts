import { succeed } from '../../../base/result'
import { pairwiseMoments } from '../../kernels/pairwise-moments'
import { normalQuantile } from '../../stats/distributions'
import { correlationMatrix } from '../../stats/moments'
import { partialCorrelation } from '../../stats/partial-correlation'
import type { IndependenceTest, TestMethod } from './independence'
import { createSharedRows } from './shared-rows'
import { testWiseMoments, type TestMoments } from './test-moments'

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
    evidence: (x, y, given, count) => sizeOf(partial(x, y, given, count), rows, count),
  }
}

/** The same test where every set of variables has moments and rows of its own. */
export function fisherZFromMoments(
  moments: TestMoments,
  size: number,
  rows: number,
  critical: number,
): Pick<IndependenceTest, 'id' | 'critical' | 'largestSet' | 'evidence'> {
  const members = new Int32Array(size)
  const order = Int32Array.from({ length: size }, (_, k) => k + 2)
  const matrices: Float64Array[] = []
  const partials: ReturnType<typeof partialCorrelation>[] = []
  return {
    id: 'fisher-z',
    critical,
    largestSet: Math.min(size - 2, rows - 4),
    evidence(x, y, given, count) {
      const width = count + 2
      members[0] = x
      members[1] = y
      for (let k = 0; k < count; k++) members[k + 2] = given[k]
      const matrix = (matrices[width] ??= new Float64Array(width * width))
      const partial = (partials[width] ??= partialCorrelation(matrix, width))
      const used = moments.correlations(members, width, matrix)
      for (let k = 0; k < width; k++) if (matrix[k * width + k] === 0) return Infinity
      return sizeOf(partial(0, 1, order, count), used, count)
    },
  }
}

function sizeOf(partial: number, rows: number, count: number): number {
  const r = Math.abs(partial)
  return r < 1 && rows - count > 3 ? Math.sqrt(rows - count - 3) * Math.atanh(r) : Infinity
}

/** Test-wise deletion; pairs without a set are read off one matrix. */
function fisherZWithGaps(columns: readonly Float64Array[], critical: number): IndependenceTest {
  const size = columns.length
  const rows = columns[0].length
  const { counts, correlation } = pairwiseMoments(columns)
  const shared = createSharedRows(columns)
  const test = fisherZFromMoments(testWiseMoments(columns), size, rows, critical)
  const members = new Int32Array(size)
  return {
    ...test,
    evidence: (x, y, given, count) =>
      count > 0
        ? test.evidence(x, y, given, count)
        : sizeOf(correlation[x * size + y], counts[x * size + y], 0),
    rowsUsed(x, y, given, count) {
      if (count === 0) return counts[x * size + y]
      members[0] = x
      members[1] = y
      for (let k = 0; k < count; k++) members[k + 2] = given[k]
      return shared.of(members, count + 2)?.length ?? rows
    },
  }
}

export const fisherZ: TestMethod = {
  id: 'fisher-z',
  label: 'Partial correlation (Fisher z)',
  reference:
    'Fisher (1924), The distribution of the partial correlation coefficient, Metron 3; Kalisch & Bühlmann (2007), Estimating high-dimensional directed acyclic graphs with the PC-algorithm, JMLR 8.',
  assumptions: ['linear relations with roughly Gaussian noise'],
  reads: { numbers: true, categories: false, gaps: true },
  options: [],
  applies: () => succeed(true),
  prepare({ columns, names, rows, gaps }, alpha) {
    const critical = normalQuantile(1 - alpha / 2)
    return gaps === 'none'
      ? fisherZTest(correlationMatrix(columns), names.length, rows.used, critical)
      : fisherZWithGaps(columns, critical)
  },
}
