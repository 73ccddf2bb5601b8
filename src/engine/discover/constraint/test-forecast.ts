import { createRandom } from '../../../base/random'
import { pairwiseMoments } from '../../kernels/pairwise-moments'
import type { OptionValues } from '../../options'
import type { DiscoveryProblem } from '../algorithm'
import type { TestMethod } from '../tests/independence'

/** How many pairs are marginally dependent, extrapolated from at most 2000 pairs and 400 rows. */
export function expectedJoined(problem: DiscoveryProblem, threshold: number): number {
  const size = problem.names.length
  const pairs = (size * (size - 1)) / 2
  const sampled = Math.min(size, 64)
  const stride = size / sampled
  const every = Math.max(1, Math.floor(problem.rows.used / 400))
  const columns = Array.from({ length: sampled }, (_, k) =>
    problem.columns[Math.floor(k * stride)].filter((_, row) => row % every === 0),
  )
  const { correlation } = pairwiseMoments(columns)
  let joined = 0
  for (let a = 0; a < sampled; a++) {
    for (let b = 0; b < a; b++) if (Math.abs(correlation[a * sampled + b]) > threshold) joined++
  }
  return (joined * pairs) / ((sampled * (sampled - 1)) / 2)
}

/** Columns and milliseconds that the calibration takes at most. */
const CALIBRATION_COLUMNS = 6
const CALIBRATION_TIME = 40

/** Seconds that one test of a pair given a third takes, measured on a few of the columns. */
export function secondsPerTest(problem: DiscoveryProblem, method: TestMethod, options: OptionValues): number {
  const size = Math.min(CALIBRATION_COLUMNS, problem.names.length)
  if (size < 3) return 0
  const few: DiscoveryProblem = {
    ...problem,
    names: problem.names.slice(0, size),
    columns: problem.columns.slice(0, size),
    levels: problem.levels.slice(0, size),
    unordered: problem.unordered?.filter((column) => column < size),
  }
  const test = method.prepare(few, 0.01, options, createRandom(1))
  const given = new Int32Array(1)
  const started = performance.now()
  let tests = 0
  while (tests < 2000 && performance.now() - started < CALIBRATION_TIME) {
    given[0] = tests % size
    test.evidence((tests + 1) % size, (tests + 2) % size, given, 1)
    tests++
  }
  return (performance.now() - started) / 1000 / tests
}
