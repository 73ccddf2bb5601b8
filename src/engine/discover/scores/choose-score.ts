import { succeed, type Result } from '../../../base/result'
import type { OptionSpec, OptionValues } from '../../options'
import type { DiscoveryProblem } from '../algorithm'
import { refuse } from '../refusals'
import type { ScoreMethod } from './local-score'
import { scoreMethods } from './registry'

/** Options of every search that maximises a score: which score, how strict, and what the scores themselves can be told. */
export const scoreOptions: readonly OptionSpec[] = [
  {
    id: 'score',
    label: 'Score',
    help: 'What decides which of two graphs fits better.',
    type: 'choice',
    default: 'auto',
    choices: [
      { id: 'auto', label: 'by the kinds of the columns' },
      ...scoreMethods.entries.map(({ id, label }) => ({ id, label })),
    ],
  },
  {
    id: 'penalty',
    label: 'Penalty discount',
    help: 'How much each edge has to earn: 1 is the score as published, larger values give fewer edges. Unless told otherwise 2 for Gaussian scores and 1 for tables of categories.',
    type: 'number',
    default: 2,
    min: 0.1,
    max: 100,
  },
  ...scoreMethods.entries.flatMap(({ options }) => options),
]

/**
 * The score that the options name. `auto`: the Gaussian BIC for numbers, BDeu where every column is categories, the
 * degenerate Gaussian BIC as soon as numbers meet categories without an order. Refused by name: what it cannot read.
 */
export function chooseScore(problem: DiscoveryProblem, options: OptionValues): Result<ScoreMethod> {
  const wanted = String(options.score ?? 'auto')
  const found = scoreMethods.find(wanted === 'auto' ? suitableScore(problem) : wanted)
  if (!found.ok) return found
  const method = found.value
  const { numbers, categories, gaps, interventions } = method.reads
  const readable = refuse(problem, method.label, [
    ...(numbers ? [] : (['numbers'] as const)),
    ...(categories ? [] : (['unordered categories'] as const)),
    ...(gaps ? [] : (['gaps'] as const)),
    ...(interventions ? [] : (['interventions'] as const)),
  ])
  const problems = [readable, method.applies(problem, options)].flatMap((result) =>
    result.ok ? [] : result.problems,
  )
  return problems.length > 0 ? { ok: false, problems } : succeed(method)
}

function suitableScore({ levels, unordered = [], interventions }: DiscoveryProblem): string {
  const set = interventions?.some((target) => target !== -1) ?? false
  if (!set && levels.every((count) => count > 0)) return 'bdeu'
  return unordered.length > 0 ? 'degenerate-gaussian-bic' : 'gaussian-bic'
}

/** The options with the usual penalty of the score that they come to use, where they name none. */
export function withUsualPenalty(problem: DiscoveryProblem, options: OptionValues): OptionValues {
  const method = options.penalty === undefined ? chooseScore(problem, options) : null
  return method?.ok ? { ...options, penalty: method.value.usualPenalty } : options
}
