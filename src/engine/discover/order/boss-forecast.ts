import type { CostForecast, DiscoveryProblem } from '../algorithm'
import { emptyKnowledgeIndex } from '../knowledge/knowledge'
import type { OrderTrees } from './order-trees'

/** Sweeps that a forecast reckons with, the building of the order included. */
const USUAL_SWEEPS = 4
/** Milliseconds that a calibration may search. */
const CALIBRATION = 60
/** Variables and rows that a calibration looks at. */
const SAMPLE = { variables: 40, rows: 2000 }

/** A part of the problem, small enough to search for a moment; without what is known or was set. */
export function sampleOf(problem: DiscoveryProblem): DiscoveryProblem {
  const size = Math.min(problem.names.length, SAMPLE.variables)
  const rows = Math.min(problem.rows.used, SAMPLE.rows)
  return {
    ...problem,
    names: problem.names.slice(0, size),
    levels: problem.levels.slice(0, size),
    columns: problem.columns.slice(0, size).map((column) => column.subarray(0, rows)),
    rows: { ...problem.rows, used: rows },
    unordered: problem.unordered?.filter((column) => column < size),
    interventions: undefined,
  }
}

/**
 * Runs the search on some of the variables for a moment to learn how fast this machine is.
 *
 * @param growTrees prepares the score for a problem
 */
export function forecastBoss(
  problem: DiscoveryProblem,
  restarts: number,
  growTrees: (sample: DiscoveryProblem, knowledge: ReturnType<typeof emptyKnowledgeIndex>) => OrderTrees,
): CostForecast {
  const sample = sampleOf(problem)
  const size = sample.names.length
  const ratio = problem.names.length / size
  const knowledge = emptyKnowledgeIndex(size)
  const started = performance.now()
  growTrees(sample, knowledge)
  const setUp = (performance.now() - started) * ratio ** 2 * (problem.rows.used / sample.rows.used)
  const millisecondsPerPlacement = () => {
    const fresh = growTrees(sample, knowledge)
    const began = performance.now()
    const search = fresh.search([])
    let moves = 0
    while (moves < USUAL_SWEEPS * size && performance.now() - began < CALIBRATION) {
      search.improve(moves++ % size)
    }
    return (performance.now() - began) / (moves * 2 * size)
  }
  // The first time warms the machine up.
  const perPlacement = Math.min(millisecondsPerPlacement(), millisecondsPerPlacement())
  // Among more variables a larger part of the placements is answered by what the trees hold already.
  const easier = ratio ** -0.25
  const placements = (restarts + 1) * USUAL_SWEEPS * 2 * problem.names.length ** 2
  return {
    seconds: (setUp + placements * perPlacement * easier) / 1000,
    note: `about ${placements.toLocaleString('en')} placements to score`,
  }
}
