/**
 * A test of "x and y are independent given a set". Evidence is on one scale for all set sizes: the larger, the
 * stronger the dependence; at or below `critical` the two count as independent. Infinity means that this set cannot
 * be judged. `size` entries of `given` are read; the array is the caller's and reused.
 */
export interface IndependenceTest {
  readonly id: string
  readonly critical: number
  /** Largest conditioning set that the test can handle. */
  readonly largestSet: number
  evidence(x: number, y: number, given: Int32Array, size: number): number
}
