import type { OptionValues } from '../../options'
import type { CostForecast, DiscoveryProblem } from '../algorithm'
import { chooseScore } from '../scores/choose-score'
import type { LocalScore } from '../scores/local-score'

/** Variables and rows that a calibration looks at, for how many milliseconds, and in stretches of how many. */
const VARIABLES = 40
const ROWS = 2000
const CALIBRATION = 50
const STRETCH = 4

/** Seconds that a call of `work` takes on this machine with the score that the options name; `call` counts the calls. */
function secondsPerCall(
  problem: DiscoveryProblem,
  options: OptionValues,
  work: (score: LocalScore, call: number) => void,
): number {
  const size = Math.min(problem.names.length, VARIABLES)
  const used = Math.min(problem.rows.used, ROWS)
  const sample: DiscoveryProblem = {
    ...problem,
    names: problem.names.slice(0, size),
    columns: problem.columns.slice(0, size).map((column) => column.subarray(0, used)),
    levels: problem.levels.slice(0, size),
    unordered: problem.unordered?.filter((column) => column < size),
    rows: { ...problem.rows, used },
    interventions: undefined,
  }
  const method = chooseScore(problem, options)
  if (!method.ok) return 0
  const score = method.value.prepare(sample, Number(options.penalty ?? 1), options)
  const began = performance.now()
  let fastest = Infinity
  let call = 0
  // The fastest of several stretches: others may have had to share the processor.
  while (performance.now() - began < CALIBRATION) {
    const from = performance.now()
    const first = call
    do work(score, call++)
    while (performance.now() - from < STRETCH)
    fastest = Math.min(fastest, (performance.now() - from) / (call - first))
  }
  // Scores that read categories alone go through the rows each time; the others have made sums of them.
  const longer = method.value.reads.numbers ? 1 : problem.rows.used / used
  return (longer * fastest) / 1000
}

/** Seconds that scoring one more parent of a variable takes, with two parents there already. */
function secondsPerAddition(problem: DiscoveryProblem, options: OptionValues): number {
  const size = Math.min(problem.names.length, VARIABLES)
  const secondsPerVariable = secondsPerCall(problem, options, (score, call) => {
    const parents = size > 2 ? [(call + 1) % size, (call + 2 + Math.floor(call / size)) % size] : []
    score.gains(
      call % size,
      parents.filter((parent) => parent !== call % size),
    )
  })
  return secondsPerVariable / size
}

/** Seconds that scoring a variable with so many parents takes. */
export function secondsPerSet(problem: DiscoveryProblem, options: OptionValues, parents: number): number {
  const size = Math.min(problem.names.length, VARIABLES)
  return secondsPerCall(problem, options, (score, call) => {
    const others = Array.from({ length: parents }, (_, k) => (call + 1 + k) % size)
    score.score(call % size, others)
  })
}

/** Products of two numbers a second, for the correlations of all columns. */
const PRODUCTS = 1e9
/** Seconds for the moves of one variable apart from their scores: lists, paths, relabelling. */
const SECONDS_PER_VARIABLE = 1e-3

/** Of a search by moves; `refreshes`: how often the moves at one variable are worked out. */
export function forecastMoves(
  problem: DiscoveryProblem,
  options: OptionValues,
  refreshes: number,
): CostForecast {
  const size = problem.names.length
  const scorings = refreshes * size * size
  return {
    seconds:
      (problem.rows.used * size * size) / 2 / PRODUCTS +
      scorings * secondsPerAddition(problem, options) +
      size * SECONDS_PER_VARIABLE,
    note: `about ${scorings.toLocaleString('en')} edges to score`,
  }
}
