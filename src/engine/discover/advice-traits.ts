import type { OptionValues } from '../options'
import type { DiscoveryAlgorithm, DiscoveryProblem } from './algorithm'
import { chooseScore } from './scores/choose-score'
import { chooseTest } from './tests/choose-test'

/**
 * What matters for advice, read from what an algorithm says of itself: its output, its options and the assumptions
 * that are printed with its results. A new algorithm, test or score is advised without a line here.
 */
export interface AdviceTraits {
  readonly allowsHiddenCauses: boolean
  readonly assumesLinear: boolean
  /** Tells the direction of an arrow from the shape of the noise. */
  readonly needsNonGaussian: boolean
  /** All directions, not only those that a class of equivalent graphs shares. */
  readonly decidesDirections: boolean
  /** Looks for effects that arrive some rows later. */
  readonly readsSeries: boolean
  readonly comparesScores: boolean
}

/** The tests and scores that an algorithm can be run with, one setting each; one empty setting for neither. */
export function methodChoices(algorithm: DiscoveryAlgorithm): OptionValues[] {
  let settings: OptionValues[] = [{}]
  for (const spec of algorithm.options) {
    if ((spec.id !== 'test' && spec.id !== 'score') || spec.type !== 'choice') continue
    const ids = [spec.default, ...spec.choices.map(({ id }) => id).filter((id) => id !== spec.default)]
    settings = ids.flatMap((id) => settings.map((setting) => ({ ...setting, [spec.id]: id })))
  }
  return settings
}

/** The assumptions of a run: the algorithm's own, and those of the test and the score that it comes to use. */
export function assumptionsWith(
  algorithm: DiscoveryAlgorithm,
  problem: DiscoveryProblem,
  options: OptionValues,
): readonly string[] {
  const methods = [
    ...(options.test === undefined ? [] : [chooseTest(problem, options)]),
    ...(options.score === undefined ? [] : [chooseScore(problem, options)]),
  ]
  const added = methods.flatMap((found) => (found.ok ? found.value.assumptions : []))
  return [...new Set([...algorithm.assumptions, ...added])]
}

const LINEAR = /(?<![\w-])linear/i
const NON_GAUSSIAN = /non-?gaussian|not gaussian/i
const LAG = /lag/i

export function traitsOf(algorithm: DiscoveryAlgorithm, assumptions: readonly string[]): AdviceTraits {
  return {
    allowsHiddenCauses: algorithm.output === 'pag',
    // What a network was trained on is a mixture: its words name kinds of data, not what must hold.
    assumesLinear: !algorithm.trained && assumptions.some((assumption) => LINEAR.test(assumption)),
    needsNonGaussian: !algorithm.trained && assumptions.some((assumption) => NON_GAUSSIAN.test(assumption)),
    decidesDirections: algorithm.output === 'dag',
    readsSeries: algorithm.options.some(({ id }) => LAG.test(id)),
    comparesScores: algorithm.options.some(({ id }) => id === 'score' || id === 'penalty'),
  }
}
