import { succeed } from '../../../base/result'
import { graphFromPattern, patternFromParents, type Pattern } from '../../graph/pattern'
import type { OptionValues } from '../../options'
import { correlationMatrix } from '../../stats/moments'
import type { DiscoveryAlgorithm, DiscoveryProblem } from '../algorithm'
import { cpdagFromDag } from '../classes/cpdag'
import { searchBackward } from '../greedy/backward-search'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { refuse } from '../refusals'
import { chooseScore, scoreOptions } from '../scores/choose-score'
import { ebic } from '../scores/ebic'
import { createGaussianScore, gaussianBic } from '../scores/gaussian-bic'
import type { LocalScore, ScoreMethod } from '../scores/local-score'
import { momentsByVariable, poolMoments, rowsByTarget } from '../scores/moments'
import { forecastBoss } from './boss-forecast'
import { directionalGains } from './directional-gains'
import type { OrderSearch } from './order-search'
import { growGaussianTrees, growOrderTrees, type OrderTrees } from './order-trees'
import { joiningOrder, searchOrder } from './search-orders'
import { enoughRows, readSetRows, targetsOption } from './set-rows'
import { canonicalOrder } from './start-order'

/** Restarts -1 stands for as many as small graphs need and large ones can afford. */
const BY_SIZE = -1
const MOST_RESTARTS = 20

const restartsFor = ({ names }: DiscoveryProblem, { restarts }: OptionValues): number =>
  Number(restarts) === BY_SIZE ? Math.min(MOST_RESTARTS, Math.round(200 / names.length)) : Number(restarts)

export const boss: DiscoveryAlgorithm = {
  id: 'boss',
  label: 'BOSS',
  reference:
    'Andrews, Ramsey, Sanchez-Romero, Camchong & Kummerfeld (2023), Fast scalable and accurate discovery of DAGs using the best order score search and grow-shrink trees, NeurIPS 36.',
  output: 'cpdag',
  assumptions: ['no hidden common causes', 'no cycles', 'rows independent of each other and not selected'],
  handles: { categories: true, gaps: false, interventions: true, contexts: false },
  options: [
    ...scoreOptions,
    {
      id: 'basis',
      label: 'Effects of a cause',
      help: 'With squares, bent effects are found too; each cause then pays for two numbers. For the Gaussian BIC.',
      type: 'choice',
      default: 'linear',
      choices: [
        { id: 'linear', label: 'straight lines' },
        { id: 'quadratic', label: 'straight lines and squares' },
      ],
    },
    {
      id: 'restarts',
      label: 'Restarts',
      help: 'Further searches from random orders; the best-scoring graph is kept. Small graphs gain most: -1 stands for 20 up to ten variables, 2 at a hundred and none at a thousand.',
      type: 'number',
      default: BY_SIZE,
      min: BY_SIZE,
      max: 1000,
      integer: true,
    },
    {
      id: 'backwardSearch',
      label: 'Backward search',
      help: 'Ends with deletions that raise the score of the whole equivalence class. Not used with squares or when variables were set.',
      type: 'choice',
      default: 'on',
      choices: [
        { id: 'on', label: 'on' },
        { id: 'off', label: 'off' },
      ],
    },
    targetsOption,
  ],

  applies(problem, options) {
    const { problem: read } = readSetRows(problem, options)
    const score = chooseScore(read, options)
    const results = [
      refuse(problem, 'BOSS', ['gaps', 'contexts']),
      score,
      enoughRows(problem, read),
      ...(score.ok ? [squaresAllowed(score.value, options)] : []),
    ]
    const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
    return problems.length > 0 ? { ok: false, problems } : succeed(true)
  },

  forecast: (problem, options) =>
    forecastBoss(
      readSetRows(problem, options).problem,
      restartsFor(problem, options),
      (sample, knowledge) => scoring(sample, options, knowledge).trees,
    ),

  async run(problem, options, context) {
    const started = performance.now()
    const index = indexKnowledge(problem.names, problem.knowledge)
    if (!index.ok) return index
    const knowledge = index.value
    const { problem: read, assumptions, statistics } = readSetRows(problem, options)
    const { trees, method, correlation } = scoring(read, options, knowledge)
    const { score } = trees
    const canonical = canonicalOrder(read.columns, correlation, knowledge)
    const targets = [...rowsByTarget(read).keys()]
    const toGraph = (dag: Pattern) => graphFromPattern(cpdagFromDag(dag, knowledge, targets), problem.names)
    const backward = options.backwardSearch === 'on' && options.basis === 'linear' && targets.length === 0
    const pacer = createPacer(context)

    const starts = restartsFor(problem, options) + 1
    let best: { readonly dag: Pattern; readonly score: number } | null = null
    let sweeps = 0
    let deletions = 0
    let stopped = false
    for (let start = 0; start < starts && !stopped; start++) {
      const found = await searchOrder(
        trees,
        joiningOrder(canonical, start, context.random),
        canonical,
        pacer,
        (fraction) => (start + fraction) / starts,
        (search) => context.partial?.(toGraph(dagOf(search))),
      )
      sweeps += found.sweeps
      stopped = found.stopped
      const dag = dagOf(found.search)
      const after = backward && !stopped ? searchBackward(dag, score, knowledge) : { dag, deletions: 0 }
      deletions += after.deletions
      const total = after.deletions > 0 ? totalScore(after.dag, score) : found.search.score()
      if (best === null || total > best.score) best = { dag: after.dag, score: total }
    }
    const { dag, score: bestScore } = best!
    const graph = toGraph(dag)
    return succeed({
      algorithm: 'boss',
      graph,
      // Who stops a search waits for nothing more.
      ...(stopped ? {} : { scores: { order: problem.names, matrix: directionalGains(dag, graph, score) } }),
      rows: read.rows,
      options,
      assumptions: [...boss.assumptions, ...assumptionsOf(method, options), ...assumptions],
      statistics: {
        score: bestScore,
        sweeps,
        'edges deleted by the backward search': deletions,
        ...statistics,
        ...(stopped ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

function squaresAllowed(method: ScoreMethod, { basis }: OptionValues) {
  if (basis === 'linear' || method.id === gaussianBic.id) return succeed(true as const)
  const message = `Squares go with the ${gaussianBic.label}, not with ${method.label}. Choose that score, or straight lines.`
  return {
    ok: false as const,
    problems: [{ code: 'squares-unsupported', message, where: { token: 'basis' } }],
  }
}

const assumptionsOf = (method: ScoreMethod, { basis }: OptionValues): readonly string[] =>
  basis === 'linear'
    ? method.assumptions
    : ['effects that are sums of a line and a square for each cause, with roughly Gaussian noise']

/** The score that the options name and its trees, in compiled code for the Gaussian BIC and its extension; `applies` said yes before. */
function scoring(
  problem: DiscoveryProblem,
  options: OptionValues,
  knowledge: KnowledgeIndex,
): { readonly method: ScoreMethod; readonly trees: OrderTrees; readonly correlation: Float64Array } {
  const chosen = chooseScore(problem, options)
  if (!chosen.ok) throw new Error('a score that does not apply')
  const method = chosen.value
  const penalty = Number(options.penalty)
  const prepare = () => method.prepare(problem, penalty, options)
  if (method.id !== gaussianBic.id && method.id !== ebic.id)
    return {
      method,
      trees: growOrderTrees(prepare(), knowledge),
      correlation: correlationMatrix(problem.columns),
    }
  const width = options.basis === 'quadratic' ? 2 : 1
  const pooled = poolMoments(problem, width)
  const moments = momentsByVariable(problem, pooled)
  const score = method.id === ebic.id ? prepare() : createGaussianScore(moments, penalty, width)
  const trees = growGaussianTrees(score, moments, width, knowledge)
  return { method, trees, correlation: pooled.moments.correlation }
}

const dagOf = (search: OrderSearch): Pattern =>
  patternFromParents(search.parents().map((list) => Array.from(list)))

/** The score of a whole DAG: higher is better, comparable between graphs on the same data. */
export function totalScore(dag: Pattern, score: LocalScore): number {
  let total = 0
  for (let variable = 0; variable < dag.size; variable++)
    total += score.score(variable, parentsIn(dag, variable))
  return total
}

export function parentsIn({ size, arcs }: Pattern, variable: number): number[] {
  const parents: number[] = []
  for (let a = 0; a < size; a++) if (arcs[a * size + variable] === 1) parents.push(a)
  return parents
}
