import { succeed } from '../../../base/result'
import { normalQuantile } from '../../stats/distributions'
import { correlationMatrix } from '../../stats/moments'
import type { DiscoveryAlgorithm, DiscoveryProblem } from '../algorithm'
import { orientColliders, type ColliderRule } from './colliders'
import { fisherZTest } from '../tests/fisher-z'
import type { IndependenceTest } from '../tests/independence'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { closeUnderMeekRules } from '../../graph/meek'
import { orientByKnowledge } from '../knowledge/orient-by-knowledge'
import { refuse } from '../refusals'
import { createPacer, type Pacer } from '../pacer'
import { copyPattern, graphFromPattern, pointsTo, type Pattern } from '../../graph/pattern'
import { findSkeleton, type Skeleton } from './skeleton'

export interface PcResult {
  readonly pattern: Pattern
  readonly skeleton: Skeleton
  /** Colliders that contradicted others and were left out; 0 when the tests agree with one DAG. */
  readonly conflicts: number
}

/**
 * PC-stable with any independence test (Spirtes, Glymour & Scheines 2000; Colombo & Maathuis 2014). With an oracle
 * the pattern is the CPDAG of the true graph; with knowledge, its refinement by the knowledge.
 */
export async function searchPc(
  test: IndependenceTest,
  knowledge: KnowledgeIndex,
  limits: { readonly depth: number; readonly rule: ColliderRule },
  pacer: Pacer,
  finishedDepth?: (pattern: Pattern) => void,
): Promise<PcResult> {
  const skeleton = await findSkeleton(test, knowledge, limits.depth, pacer, finishedDepth)
  const pattern = copyPattern(skeleton.pattern)
  orientByKnowledge(pattern, knowledge)
  const conflicts = await orientColliders(pattern, skeleton, knowledge, test, limits.rule, pacer)
  closeUnderMeekRules(pattern)
  return { pattern, skeleton, conflicts }
}

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
    'linear relations with roughly Gaussian noise',
    'rows independent of each other and not selected',
  ],
  handles: { categories: false, gaps: false, interventions: false, contexts: false },
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
  ],

  applies: (problem) => refuse(problem, 'PC', ['unordered categories', 'gaps', 'interventions', 'contexts']),

  forecast(problem, options) {
    const size = problem.names.length
    const rows = problem.rows.used
    const threshold = Math.tanh(criticalValue(Number(options.alpha)) / Math.sqrt(Math.max(1, rows - 3)))
    const joined = expectedJoined(problem, threshold)
    const pairs = (size * (size - 1)) / 2
    const degree = (2 * joined) / Math.max(1, size)
    // Depth 1 tests each joined pair against its neighbours, often ending early; deeper levels add about as much.
    const tests = Math.round(pairs + joined * (1 + degree))
    const seconds = (rows * pairs) / 3e8 + tests / 2e6
    return { seconds, note: `about ${tests.toLocaleString('en')} tests` }
  },

  async run(problem, options, context) {
    const started = performance.now()
    const index = indexKnowledge(problem.names, problem.knowledge)
    if (!index.ok) return index
    const size = problem.names.length
    const correlation = correlationMatrix(problem.columns)
    const test = fisherZTest(correlation, size, problem.rows.used, criticalValue(Number(options.alpha)))
    const depth = Number(options.depth) === NO_CAP ? size : Number(options.depth)
    const rule = options.separatingSets === 'first' ? 'first' : 'max-p'
    const found = await searchPc(test, index.value, { depth, rule }, createPacer(context), (pattern) =>
      context.partial?.(graphFromPattern(pattern, problem.names)),
    )
    const { skeleton, pattern, conflicts } = found
    return succeed({
      algorithm: 'pc',
      graph: graphFromPattern(pattern, problem.names),
      scores: { order: problem.names, matrix: directionalEvidence(pattern, skeleton.evidence, index.value) },
      rows: problem.rows,
      options,
      assumptions: pc.assumptions,
      statistics: {
        tests: skeleton.tests,
        'largest conditioning set': skeleton.depth,
        'colliders left out as contradictory': conflicts,
        ...(skeleton.stopped ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

const criticalValue = (alpha: number) => normalQuantile(1 - alpha / 2)

/** How many pairs are marginally dependent, extrapolated from at most 2000 pairs and 400 rows. */
function expectedJoined(problem: DiscoveryProblem, threshold: number): number {
  const size = problem.names.length
  const pairs = (size * (size - 1)) / 2
  const sampled = Math.min(size, 64)
  const stride = size / sampled
  const every = Math.max(1, Math.floor(problem.rows.used / 400))
  const columns = Array.from({ length: sampled }, (_, k) =>
    problem.columns[Math.floor(k * stride)].filter((_, row) => row % every === 0),
  )
  const correlation = correlationMatrix(columns)
  let joined = 0
  for (let a = 0; a < sampled; a++) {
    for (let b = 0; b < a; b++) if (Math.abs(correlation[a * sampled + b]) > threshold) joined++
  }
  return (joined * pairs) / ((sampled * (sampled - 1)) / 2)
}

/** matrix[i][j]: the weakest evidence that i and j are dependent (a z value), scaled down against a found arrow, 0 where forbidden. */
function directionalEvidence(
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
