import type { Random } from '../../../base/random'
import type { Result } from '../../../base/result'
import type { OptionSpec, OptionValues } from '../../options'
import type { DiscoveryProblem } from '../algorithm'

/**
 * A test of "x and y are independent given a set". Evidence is on one scale for all set sizes, that of the absolute
 * value of a standard normal variable: the larger, the stronger the dependence; at or below `critical` the two count as
 * independent. Infinity means that this set cannot be judged. `size` entries of `given` are read; the array is the
 * caller's and reused.
 */
export interface IndependenceTest {
  readonly id: string
  readonly critical: number
  /** Largest conditioning set that the test can handle. */
  readonly largestSet: number
  evidence(x: number, y: number, given: Int32Array, size: number): number
  /** Rows that have all of x, y and the set; absent where no value is missing. */
  rowsUsed?(x: number, y: number, given: Int32Array, size: number): number
}

/** A test as an option of the searches that use one: one file, one line in `registry.ts`. */
export interface TestMethod {
  readonly id: string
  readonly label: string
  readonly reference: string
  readonly assumptions: readonly string[]
  readonly reads: { readonly numbers: boolean; readonly categories: boolean; readonly gaps: boolean }
  /** Options of this test alone; the searches show them under its name. */
  readonly options: readonly OptionSpec[]
  /** Data it cannot read, by column name. */
  applies(problem: DiscoveryProblem, options: OptionValues): Result<true>
  prepare(problem: DiscoveryProblem, alpha: number, options: OptionValues, random: Random): IndependenceTest
}
