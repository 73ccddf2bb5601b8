import type { OptionValues } from '../../options'
import type { DiscoveryProblem } from '../algorithm'
import { chooseScore } from '../scores/choose-score'

/** Variables and rows that a calibration looks at, for how many milliseconds, and in stretches of how many. */
const VARIABLES = 40
const ROWS = 2000
const CALIBRATION = 80
const STRETCH = 4

/** Seconds that scoring one more parent of a variable takes on this machine, with two parents there already. */
export function secondsPerScoring(problem: DiscoveryProblem, options: OptionValues): number {
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
  // The fastest of several stretches: others may have had to share the processor.
  for (let k = 0; performance.now() - began < CALIBRATION;) {
    const from = performance.now()
    let scored = 0
    do {
      score.gains(k % size, size > 2 ? [(k + 1) % size, (k + 2 + Math.floor(k / size)) % size] : [])
      scored += size
      k++
    } while (performance.now() - from < STRETCH)
    fastest = Math.min(fastest, (performance.now() - from) / scored)
  }
  return fastest / 1000
}
