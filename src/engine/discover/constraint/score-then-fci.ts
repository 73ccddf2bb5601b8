import { patternFromGraph } from '../../graph/pattern'
import { resolveOptions, type OptionSpec, type OptionValues } from '../../options'
import type { DiscoveryAlgorithm, DiscoveryProblem } from '../algorithm'
import { forecastFci } from './fci-forecast'
import { fciAssumptions, fciOptions } from './fci-options'
import { fciApplies, runFci, type FirstSearch } from './run-fci'

/** Pairs that the first search joins, for each variable, as a forecast reckons. */
const USUAL_JOINED = 3
/** Rows in which a variable was set are refused, so that there is nothing to choose about them. */
const OF_INTERVENTIONS = 'targets'

/**
 * FCI that starts from the graph of a search by score (Ogarrio, Spirtes & Ramsey 2016, algorithm GFCI): tests take edges
 * away and orient what is left, its unshielded colliders are kept. With exact scores and tests the result is the PAG.
 */
export function scoreThenFci(
  first: DiscoveryAlgorithm,
  record: Pick<DiscoveryAlgorithm, 'id' | 'label' | 'reference'>,
): DiscoveryAlgorithm {
  const ofFirst = first.options.filter(({ id }) => id !== OF_INTERVENTIONS)
  const optionsOfFirst = (options: OptionValues): OptionValues => {
    const given = Object.fromEntries(ofFirst.map(({ id }) => [id, options[id]]))
    const resolved = resolveOptions(first.options, given)
    return resolved.ok ? resolved.value : given
  }
  const firstSearch =
    (options: OptionValues): FirstSearch =>
    async (problem, context) => {
      const found = await first.run(problem, optionsOfFirst(options), context)
      if (!found.ok) return found
      const { graph, statistics, assumptions } = found.value
      return {
        ok: true,
        value: {
          pattern: patternFromGraph(graph),
          assumptions: assumptions.filter((assumption) => !first.assumptions.includes(assumption)),
          statistics: {
            score: statistics.score,
            [`edges found by ${first.label}`]: graph.edges.length,
            ...(statistics['stopped early'] ? { 'stopped early': 1 } : {}),
          },
        },
      }
    }
  const algorithm: DiscoveryAlgorithm = {
    ...record,
    output: 'pag',
    assumptions: fciAssumptions,
    handles: { ...first.handles, interventions: false, contexts: false },
    options: withoutRepeats([...ofFirst, ...fciOptions]),

    applies(problem, options) {
      const results = [
        fciApplies(problem, options, record.label),
        first.applies(problem, optionsOfFirst(options)),
      ]
      const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
      return problems.length > 0 ? { ok: false, problems } : { ok: true, value: true }
    },

    forecast(problem: DiscoveryProblem, options) {
      const byScore = first.forecast(problem, optionsOfFirst(options))
      const byTests = forecastFci(problem, options, USUAL_JOINED * problem.names.length)
      return {
        seconds: byScore.seconds + byTests.seconds,
        note: `${byScore.note}, then ${byTests.note}`,
      }
    },

    run: (problem, options, context) => runFci(algorithm, problem, options, context, firstSearch(options)),
  }
  return algorithm
}

const withoutRepeats = (options: readonly OptionSpec[]): OptionSpec[] => [
  ...new Map(options.map((option) => [option.id, option])).values(),
]
