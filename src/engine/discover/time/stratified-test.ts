import { logChiSquareUpperTail, normalSizeOfLogTail, normalSizeOfChiSquare } from '../../stats/log-tails'
import { correlationMatrix } from '../../stats/moments'
import { partialCorrelation } from '../../stats/partial-correlation'
import { standardisedColumns } from '../../stats/standardised'
import type { IndependenceTest } from '../tests/independence'
import { fisherZTest } from '../tests/fisher-z'
import type { Strata } from './context-strata'
import { createMechanismTest } from './mechanism-test'

/**
 * Tests over the columns and one more variable that stands for the context: its index is columns.length.
 *
 * - Two columns, the context not held fixed: partial correlation over all rows (Fisher's z).
 * - Two columns, the context held fixed: Fisher's z in each stratum, the squares summed, so that neither means nor
 *   slopes nor variances that differ between the strata pass for dependence.
 * - A column and the context: whether its regression on the set is the same in all strata, in its coefficients and in
 *   the size of its residuals.
 */
export function stratifiedTest(
  columns: readonly Float64Array[],
  strata: Strata,
  critical: number,
): IndependenceTest {
  const size = columns.length
  const rows = columns[0].length
  const overall = fisherZTest(correlationMatrix(columns), size, rows, critical)
  const parts = Array.from({ length: strata.count }, (_, code) => {
    const kept = Array.from(strata.of.keys()).filter((row) => strata.of[row] === code)
    const part = columns.map((column) => Float64Array.from(kept, (row) => column[row]))
    return { rows: kept.length, partial: partialCorrelation(correlationMatrix(part), size) }
  })
  const mechanism = createMechanismTest(standardisedColumns(columns), strata)
  const set = new Int32Array(size)

  const withinStrata = (x: number, y: number, count: number) => {
    let total = 0
    let judged = 0
    for (const { rows: own, partial } of parts) {
      const scale = own - count - 3
      const r = Math.abs(partial(x, y, set, count))
      if (!(scale > 0 && r < 1)) continue
      total += scale * Math.atanh(r) ** 2
      judged++
    }
    return judged === 0 ? Infinity : normalSizeOfChiSquare(total, judged)
  }
  const change = (variable: number, count: number) => {
    const tails = mechanism(variable, set, count)
    if (tails === null) return Infinity
    // The smaller of two p-values, times two (Bonferroni).
    const logTails = tails.map(({ statistic, df }) => logChiSquareUpperTail(Math.max(0, statistic), df))
    return normalSizeOfLogTail(Math.min(...logTails) + Math.LN2)
  }

  return {
    id: 'stratified',
    critical,
    largestSet: Math.min(strata.fewestRows - 5, size),
    evidence(x, y, given, count) {
      let kept = 0
      let fixed = false
      for (let k = 0; k < count; k++) {
        if (given[k] === size) fixed = true
        else set[kept++] = given[k]
      }
      if (x === size) return change(y, kept)
      if (y === size) return change(x, kept)
      return fixed ? withinStrata(x, y, kept) : overall.evidence(x, y, set, kept)
    },
  }
}
