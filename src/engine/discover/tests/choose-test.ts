import { succeed, type Result } from '../../../base/result'
import type { OptionSpec, OptionValues } from '../../options'
import type { DiscoveryProblem } from '../algorithm'
import { refuse } from '../refusals'
import type { TestMethod } from './independence'
import { testMethods } from './registry'

/** Options of every search that asks tests: which test, and what the tests themselves can be told. */
export const testOptions: readonly OptionSpec[] = [
  {
    id: 'test',
    label: 'Test',
    help: 'What decides whether two variables are independent given others.',
    type: 'choice',
    default: 'auto',
    choices: [
      { id: 'auto', label: 'by the kinds of the columns' },
      ...testMethods.entries.map(({ id, label }) => ({ id, label })),
    ],
  },
  ...testMethods.entries.flatMap(({ options }) => options),
]

/**
 * The test that the options name. `auto`: Fisher's z for numbers, G² where every column is categories, the degenerate
 * Gaussian test as soon as numbers meet categories without an order. Refused by name: what the test cannot read.
 */
export function chooseTest(problem: DiscoveryProblem, options: OptionValues): Result<TestMethod> {
  const wanted = String(options.test ?? 'auto')
  const found = testMethods.find(wanted === 'auto' ? suitableTest(problem) : wanted)
  if (!found.ok) return found
  const method = found.value
  const { numbers, categories, gaps } = method.reads
  const readable = refuse(problem, method.label, [
    ...(numbers ? [] : (['numbers'] as const)),
    ...(categories ? [] : (['unordered categories'] as const)),
    ...(gaps ? [] : (['gaps'] as const)),
  ])
  const problems = [readable, method.applies(problem, options)].flatMap((result) =>
    result.ok ? [] : result.problems,
  )
  return problems.length > 0 ? { ok: false, problems } : succeed(method)
}

function suitableTest({ levels, unordered = [] }: DiscoveryProblem): string {
  if (levels.every((count) => count > 0)) return 'g-square'
  return unordered.length > 0 ? 'degenerate-gaussian' : 'fisher-z'
}
