import type { IndependenceTest } from './independence'

/** The 95 % quantile of the standard normal. */
const MARGIN = 1.645

/**
 * Where values are missing, a larger set leaves fewer rows, and too few make everything look independent. This test
 * judges a set only when the rows it leaves would still show the dependence that the pair has without any set, nineteen
 * times in twenty: in a share of the rows, evidence z becomes normal with mean z sqrt(share) and variance 1 - share.
 * With ever more rows, or none missing, every set is judged.
 */
export function poweredTest(test: IndependenceTest): IndependenceTest {
  const rowsOf = test.rowsUsed?.bind(test)
  if (!rowsOf) return test
  const none = new Int32Array(1)
  return {
    ...test,
    evidence(x, y, given, size) {
      const strength = test.evidence(x, y, given, size)
      if (size === 0 || strength > test.critical) return strength
      const alone = test.evidence(x, y, none, 0)
      const share = rowsOf(x, y, given, size) / rowsOf(x, y, none, 0)
      if (alone <= test.critical || share === 1) return strength
      const expected = alone * Math.sqrt(share) - MARGIN * Math.sqrt(1 - share)
      return expected > test.critical ? strength : Infinity
    },
  }
}
