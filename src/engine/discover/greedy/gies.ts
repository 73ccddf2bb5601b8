import { succeed } from '../../../base/result'
import { graphFromPattern, patternFromParents, type Pattern } from '../../graph/pattern'
import type { DiscoveryAlgorithm } from '../algorithm'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { directionalGains } from '../order/directional-gains'
import { createPacer, type Pacer } from '../pacer'
import { refuse } from '../refusals'
import { chooseScore, scoreOptions } from '../scores/choose-score'
import type { LocalScore } from '../scores/local-score'
import { rowsByTarget } from '../scores/moments'
import { climbToTop } from './climb-to-top'
import { deletions } from './deletions'
import { essentialGraphOf } from './essential-graph'
import { refinedPattern, requiredParents } from './fges'
import { forecastMoves } from './forecast-scoring'
import { insertions } from './insertions'
import { memberAllowedBy } from './members'
import { learnableTargets } from './learnable-targets'
import { turns } from './turns'

const phases = [
  { kind: insertions, noun: 'edges inserted' },
  { kind: deletions, noun: 'edges deleted' },
  { kind: turns, noun: 'edges turned' },
]

export interface GiesResult {
  /** The interventional essential graph, refined by the knowledge. */
  readonly pattern: Pattern
  /** One of its DAGs. */
  readonly dag: Pattern
  readonly score: number
  /** Edges inserted, deleted and turned, over all rounds. */
  readonly moves: readonly [number, number, number]
  readonly rounds: number
  readonly stopped: boolean
}

/**
 * Greedy interventional equivalence search (Hauser & Buehlmann 2012, JMLR 13, algorithm 1): insertions, deletions and
 * turns in rounds until none raises the score. Without targets it is greedy equivalence search with turns; with them it
 * can end in a local optimum however many rows there are (Wang, Solus, Yang & Uhler 2017, NeurIPS 30).
 *
 * @param targets variables that an experimenter set, one at a time; the score of each must leave out those rows
 * @param finishedRound told of the class after each round
 */
export async function searchGies(
  score: LocalScore,
  knowledge: KnowledgeIndex,
  targets: Iterable<number>,
  pacer: Pacer,
  finishedRound?: (pattern: Pattern) => void,
): Promise<GiesResult> {
  const { size } = score
  const surroundings = { score, knowledge, mostEdges: size }
  const wasSet = new Uint8Array(size)
  for (const target of targets) wasSet[target] = 1
  const start = requiredParents(knowledge)
  let graph = essentialGraphOf(start, wasSet)
  let total = start.reduce((sum, parents, v) => sum + score.score(v, parents), 0)
  let stopped = false
  let rounds = 0
  const moves: [number, number, number] = [0, 0, 0]
  for (let moved = true; moved && !stopped; rounds++) {
    moved = false
    for (const [k, { kind, noun }] of phases.entries()) {
      if (stopped) break
      // Each phase gets a third of what is left of the bar: nobody knows how many there will be.
      const done = (at: number) => 1 - (2 / 3) ** (rounds * phases.length + at)
      const bar = { from: done(k), to: done(k + 1), noun }
      const climbed = await climbToTop(graph, kind, surroundings, pacer, bar)
      graph = climbed.graph
      total += climbed.gained
      moves[k] += climbed.moves
      moved ||= climbed.moves > 0
      stopped = climbed.stopped
    }
    if (moved && !stopped) finishedRound?.(refinedPattern(graph, knowledge))
  }
  return {
    pattern: refinedPattern(graph, knowledge),
    dag: patternFromParents(memberAllowedBy(graph, knowledge)!),
    score: total,
    moves,
    rounds,
    stopped,
  }
}

/** How often the moves at one variable are worked out: 9 times at degree 2, 18 at degree 4, whatever the size. */
const USUAL_REFRESHES = 14

export const gies: DiscoveryAlgorithm = {
  id: 'gies',
  label: 'GIES',
  reference:
    'Hauser & Bühlmann (2012), Characterization and greedy learning of interventional Markov equivalence classes of directed acyclic graphs, JMLR 13.',
  output: 'cpdag',
  assumptions: [
    'no hidden common causes',
    'no cycles',
    'every independence in the data comes from the graph (faithfulness)',
    'rows independent of each other and not selected',
    'where a variable was set by an experimenter, its value there owes nothing to its causes',
  ],
  handles: { categories: true, gaps: false, interventions: true, contexts: false },
  options: [...scoreOptions],

  applies(problem, options) {
    const results = [
      refuse(problem, 'GIES', ['gaps', 'contexts']),
      chooseScore(problem, options),
      learnableTargets(problem),
    ]
    const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
    return problems.length > 0 ? { ok: false, problems } : succeed(true)
  },

  forecast: (problem, options) => forecastMoves(problem, options, USUAL_REFRESHES),

  async run(problem, options, context) {
    const started = performance.now()
    const { names } = problem
    const knowledge = indexKnowledge(names, problem.knowledge)
    if (!knowledge.ok) return knowledge
    const method = chooseScore(problem, options)
    if (!method.ok) return method
    const score = method.value.prepare(problem, Number(options.penalty), options)
    const targets = rowsByTarget(problem).keys()
    const found = await searchGies(score, knowledge.value, targets, createPacer(context), (pattern) =>
      context.partial?.(graphFromPattern(pattern, names)),
    )
    const graph = graphFromPattern(found.pattern, names)
    const [inserted, deleted, turned] = found.moves
    return succeed({
      algorithm: 'gies',
      graph,
      // Who stops a search waits for nothing more.
      ...(found.stopped
        ? {}
        : { scores: { order: names, matrix: directionalGains(found.dag, graph, score) } }),
      rows: problem.rows,
      options,
      assumptions: [...gies.assumptions, ...method.value.assumptions],
      statistics: {
        score: found.score,
        'edges inserted': inserted,
        'edges deleted': deleted,
        'edges turned': turned,
        rounds: found.rounds,
        ...(found.stopped ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}
