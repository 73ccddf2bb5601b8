import { normalQuantile } from '../../stats/distributions'
import type { OptionValues } from '../../options'
import type { CostForecast, DiscoveryProblem } from '../algorithm'
import { chooseTest } from '../tests/choose-test'
import { fciLimits } from './fci-options'
import { expectedJoined, secondsPerTest } from './test-forecast'

/** Seconds around each test, and for warming up; measured on linear data. */
const AROUND_A_TEST = 2e-6
const WARMING_UP = 0.05
/** How much further members, and each further member of a set beyond the neighbours, multiply the tests of such sets. */
const PER_MEMBER = 6
const WITHOUT_NEAR_END = 5
/** Larger sets than this are not reckoned with: where they are tried, the forecast is too low. */
const LARGEST_RECKONED = 5

/**
 * A guess from how many pairs depend on each other at all. `joinedByStart` is how many pairs a first search is expected
 * to join; without it all pairs are tested.
 */
export function forecastFci(
  problem: DiscoveryProblem,
  options: OptionValues,
  joinedByStart?: number,
): CostForecast {
  const size = problem.names.length
  const pairs = (size * (size - 1)) / 2
  const critical = normalQuantile(1 - Number(options.alpha) / 2)
  const threshold = Math.tanh(critical / Math.sqrt(Math.max(1, problem.rows.used - 3)))
  const dependent = expectedJoined(problem, threshold)
  const tested = joinedByStart ?? pairs
  const joined = Math.min(dependent, tested)
  const near = tested + joined * (1 + (2 * joined) / Math.max(1, size))
  const { possibleDSep } = fciLimits(options)
  const beyond = possibleDSep
    ? near *
      PER_MEMBER ** (Math.min(possibleDSep.depth, LARGEST_RECKONED) - 2) *
      (possibleDSep.pathLength > 3 ? WITHOUT_NEAR_END : 1)
    : 0
  const tests = Math.round(near + beyond / 2)
  const method = chooseTest(problem, options)
  const each = method.ok ? secondsPerTest(problem, method.value, options) : 0
  return {
    seconds: WARMING_UP + tests * (each + AROUND_A_TEST),
    note: `about ${tests.toLocaleString('en')} tests`,
  }
}
