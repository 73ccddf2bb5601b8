import { fail, succeed } from '../../../base/result'
import { normalQuantile } from '../../stats/distributions'
import type { DiscoveryAlgorithm, DiscoveryProblem } from '../algorithm'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { graphFromPattern, pointsTo, type Pattern } from '../../graph/pattern'
import { refuse } from '../refusals'
import { chooseTest, testOptions } from '../tests/choose-test'
import { poweredTest } from '../tests/powered-test'
import { tallyTest } from '../tests/tallied-test'
import { correctedTest } from './corrected-test'
import { missingnessCauses } from './missingness-causes'
import { searchPc } from './pc-search'
import { expectedJoined, secondsPerTest } from './test-forecast'
import { keptApart, unseenPairs, unseenPairsInWords } from './unseen-pairs'

/** Depth -1 stands for no cap. */
const NO_CAP = -1
/** An arrow against the found direction counts this much of the evidence for the adjacency. */
const AGAINST = 1e-3

export const pc: DiscoveryAlgorithm = {
  id: 'pc',
  label: 'PC-stable',
  reference:
    'Colombo & Maathuis (2014), Order-independent constraint-based causal structure learning, JMLR 15; Spirtes, Glymour & Scheines (2000), Causation, Prediction, and Search; Ramsey (2016), Improving accuracy and scalability of the PC algorithm by maximizing p-value.',
  output: 'cpdag',
  assumptions: [
    'no hidden common causes',
    'no cycles',
    'every independence in the data comes from the graph (faithfulness)',
    'rows independent of each other and not selected',
  ],
  handles: { categories: true, gaps: true, interventions: false, contexts: false },
  options: [
    {
      id: 'alpha',
      label: 'Significance level',
      help: 'Two variables stay joined while every test of their independence gives a p-value below this.',
      type: 'number',
      default: 0.01,
      min: 1e-12,
      max: 0.5,
    },
    {
      id: 'depth',
      label: 'Largest conditioning set',
      help: 'How many variables a test may hold fixed at most; -1 for no limit.',
      type: 'number',
      default: NO_CAP,
      min: NO_CAP,
      max: 50,
      integer: true,
    },
    {
      id: 'separatingSets',
      label: 'Separating sets',
      help: 'Which set decides whether the variable between two separated ones is a common effect.',
      type: 'choice',
      default: 'max-p',
      choices: [
        { id: 'max-p', label: 'of all, the one with the largest p-value' },
        { id: 'first', label: 'the first one found' },
      ],
    },
    {
      id: 'missing',
      label: 'Missing values',
      help: 'Every test uses the rows that have what it looks at. Where other variables decide what is missing, that can join variables that are not; the correction takes such edges out.',
      type: 'choice',
      default: 'test-wise',
      choices: [
        { id: 'test-wise', label: 'the rows that each test can use' },
        { id: 'mvpc', label: 'corrected for what causes the gaps (MVPC)' },
      ],
    },
    ...testOptions,
  ],

  applies(problem, options) {
    const method = chooseTest(problem, options)
    const results = [refuse(problem, 'PC', ['interventions', 'contexts']), method]
    const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
    if (problems.length > 0) return { ok: false, problems }
    const corrected = options.missing === 'mvpc' && problem.gaps === 'some'
    if (!corrected || (method.ok && CORRECTED.includes(method.value.id))) return succeed(true)
    return fail(
      'correction-unsupported',
      'The correction for missing values needs the partial correlation or the degenerate Gaussian test. Choose one of them, or let every test use the rows it can.',
    )
  },

  forecast(problem, options) {
    const size = problem.names.length
    const method = chooseTest(problem, options)
    const rows = problem.rows.used
    const threshold = Math.tanh(criticalValue(Number(options.alpha)) / Math.sqrt(Math.max(1, rows - 3)))
    const joined = expectedJoined(problem, threshold)
    const pairs = (size * (size - 1)) / 2
    const degree = (2 * joined) / Math.max(1, size)
    // Depth 1 tests each joined pair against its neighbours, often ending early; deeper levels add about as much.
    const tests = Math.round(pairs + joined * (1 + degree))
    const each = method.ok ? secondsPerTest(problem, method.value, options) : 0
    const seconds = (rows * pairs) / 2e9 + tests * each
    return { seconds, note: `about ${tests.toLocaleString('en')} tests` }
  },

  async run(problem, options, context) {
    const started = performance.now()
    const known = indexKnowledge(problem.names, problem.knowledge)
    if (!known.ok) return known
    const method = chooseTest(problem, options)
    if (!method.ok) return method
    const alpha = Number(options.alpha)
    const pacer = createPacer(context)
    const prepare = (data: DiscoveryProblem) =>
      method.value.prepare(data, alpha, options, context.random.fork('test'))

    const corrected = options.missing === 'mvpc' && problem.gaps === 'some'
    const missingness = corrected ? await missingnessCauses(problem, prepare, pacer) : null
    const chosen = missingness ? correctedTest(problem, missingness.causes, alpha) : prepare(problem)
    const { test, tally } = tallyTest(poweredTest(chosen))
    const unseen = unseenPairs(test, problem.names.length)
    const knowledge = keptApart(known.value, unseen)
    const depth = Number(options.depth) === NO_CAP ? problem.names.length : Number(options.depth)
    const rule = options.separatingSets === 'first' ? 'first' : 'max-p'
    const found = await searchPc(test, knowledge, { depth, rule }, pacer, (pattern) =>
      context.partial?.(graphFromPattern(pattern, problem.names)),
    )
    const { skeleton, pattern, conflicts } = found
    const { unjudged, smallestRows, medianRows } = tally()
    return succeed({
      algorithm: 'pc',
      graph: graphFromPattern(pattern, problem.names),
      scores: { order: problem.names, matrix: directionalEvidence(pattern, skeleton.evidence, knowledge) },
      rows: problem.rows,
      options,
      assumptions: [
        ...pc.assumptions,
        ...method.value.assumptions,
        ...(problem.gaps === 'none' ? [] : [corrected ? CORRECTED_ASSUMPTION : TEST_WISE_ASSUMPTION]),
        ...unseenPairsInWords(unseen, problem.names),
      ],
      statistics: {
        tests: skeleton.tests + (missingness?.tests ?? 0),
        'largest conditioning set': skeleton.depth,
        'colliders left out as contradictory': conflicts,
        ...(unjudged > 0 ? { 'tests that could not be judged': unjudged } : {}),
        ...(smallestRows === undefined ? {} : { 'fewest rows behind a test': smallestRows }),
        ...(medianRows === undefined ? {} : { 'median rows behind a test': medianRows }),
        ...(unseen.length > 0 ? { 'pairs kept apart for want of shared rows': unseen.length } : {}),
        ...(missingness
          ? {
              'variables whose gaps others cause': missingness.causes.filter((list) => list.length > 0)
                .length,
            }
          : {}),
        ...(problem.rows.used < problem.names.length ? { 'fewer rows than variables': 1 } : {}),
        ...(skeleton.stopped ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

/** Tests whose moments can be corrected for what causes gaps. */
const CORRECTED = ['fisher-z', 'degenerate-gaussian']
const TEST_WISE_ASSUMPTION =
  'what is missing in the rows of a test has nothing to do with what it looks at; otherwise there may be too many edges'
const CORRECTED_ASSUMPTION =
  'no variable decides whether its own values are missing, and being missing causes nothing'

const criticalValue = (alpha: number) => normalQuantile(1 - alpha / 2)

/** matrix[i][j]: the weakest evidence that i and j are dependent (a z value), scaled down against a found arrow, 0 where forbidden. */
export function directionalEvidence(
  pattern: Pattern,
  evidence: Float64Array,
  { forbidden }: KnowledgeIndex,
): number[][] {
  const { size } = pattern
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      if (i === j || forbidden[i * size + j] === 1) return 0
      const strength = Math.min(evidence[i * size + j], 1e6)
      return pointsTo(pattern, j, i) ? strength * AGAINST : strength
    }),
  )
}
