import { mean } from '../../stats/moments'

/** Steps to one standard deviation, a power of two. */
const STEPS = 2 ** 20

/**
 * A complete column with mean 0, variance 1 and no negative skewness in steps of a millionth: all that is done with it
 * standardises it anyway, and searches break ties by the last digit, so that digits which units and order of rows leave
 * behind must go; nor need the network read the same data with other signs. A column without variance, or of values too
 * large to square, is returned as it is.
 */
export function inStandardUnits(column: Float64Array): Float64Array {
  const centre = mean(column)
  const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - centre) ** 2, 0) / column.length)
  if (!(spread > 0) || !Number.isFinite(spread)) return column
  const standard = column.map((value) => Math.round(((value - centre) / spread) * STEPS) / STEPS + 0)
  const skewness = standard.reduce((sum, value) => sum + value ** 3, 0)
  return skewness < 0 ? standard.map((value) => 0 - value) : standard
}
