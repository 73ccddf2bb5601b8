import { succeed } from '../../../base/result'
import { closeUnderMeekRules } from '../../graph/meek'
import { graphFromPattern, patternFromParents, type Pattern } from '../../graph/pattern'
import type { DiscoveryAlgorithm } from '../algorithm'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { orientByKnowledge } from '../knowledge/orient-by-knowledge'
import { directionalGains } from '../order/directional-gains'
import { createPacer, type Pacer } from '../pacer'
import { refuse } from '../refusals'
import { chooseScore, scoreOptions } from '../scores/choose-score'
import type { LocalScore } from '../scores/local-score'
import { climbToTop } from './climb-to-top'
import { deletions } from './deletions'
import { essentialGraphOf, patternOfEssential, type EssentialGraph } from './essential-graph'
import { forecastMoves } from './forecast-scoring'
import { insertions } from './insertions'
import { memberAllowedBy } from './members'

export interface FgesResult {
  /** The class, refined by the knowledge. */
  readonly pattern: Pattern
  /** One of its DAGs. */
  readonly dag: Pattern
  readonly score: number
  readonly inserted: number
  readonly deleted: number
  readonly stopped: boolean
}

/**
 * Greedy equivalence search (Chickering 2002, "Optimal structure identification with greedy search", JMLR 3): from the
 * required edges, inserts the edge that raises the score most until none does, then deletes likewise. With the score of
 * the true distribution it ends in the class of the true graph.
 *
 * @param limits.mostEdges the most edges that may meet in one variable
 * @param finishedPhase told of the class when the insertions are over
 */
export async function searchFges(
  score: LocalScore,
  knowledge: KnowledgeIndex,
  limits: { readonly mostEdges: number },
  pacer: Pacer,
  finishedPhase?: (pattern: Pattern) => void,
): Promise<FgesResult> {
  const { size } = score
  const surroundings = { score, knowledge, mostEdges: limits.mostEdges }
  const start = requiredParents(knowledge)
  const inserted = await climbToTop(
    essentialGraphOf(start, new Uint8Array(size)),
    insertions,
    surroundings,
    pacer,
    { from: 0, to: 0.9, noun: 'edges inserted' },
  )
  if (!inserted.stopped) finishedPhase?.(refinedPattern(inserted.graph, knowledge))
  const deleted = inserted.stopped
    ? { ...inserted, moves: 0, gained: 0 }
    : await climbToTop(inserted.graph, deletions, surroundings, pacer, {
        from: 0.9,
        to: 1,
        noun: 'edges deleted',
      })
  const bare = start.reduce((total, parents, v) => total + score.score(v, parents), 0)
  return {
    pattern: refinedPattern(deleted.graph, knowledge),
    dag: patternFromParents(memberAllowedBy(deleted.graph, knowledge)!),
    score: bare + inserted.gained + deleted.gained,
    inserted: inserted.moves,
    deleted: deleted.moves,
    stopped: deleted.stopped,
  }
}

/** For each variable the parents that knowledge requires. */
export function requiredParents({ size, required }: KnowledgeIndex): number[][] {
  return Array.from({ length: size }, (_, child) => {
    const parents: number[] = []
    for (let a = 0; a < size; a++) if (required[a * size + child] === 1) parents.push(a)
    return parents
  })
}

/** The essential graph with the directions that knowledge decides. */
export function refinedPattern(graph: EssentialGraph, knowledge: KnowledgeIndex): Pattern {
  const pattern = patternOfEssential(graph)
  if (knowledge.empty) return pattern
  orientByKnowledge(pattern, knowledge)
  closeUnderMeekRules(pattern)
  return pattern
}

/** As many edges as there are variables to join. */
const NO_CAP = -1
/** How often the moves at one variable are worked out: 8 times at degree 2, 13 at degree 4, whatever the size. */
const USUAL_REFRESHES = 11

export const fges: DiscoveryAlgorithm = {
  id: 'fges',
  label: 'FGES',
  reference:
    'Chickering (2002), Optimal structure identification with greedy search, JMLR 3; Ramsey, Glymour, Sanchez-Romero & Glymour (2017), A million variables and more: the Fast Greedy Equivalence Search algorithm, International Journal of Data Science and Analytics 3.',
  output: 'cpdag',
  assumptions: [
    'no hidden common causes',
    'no cycles',
    'every independence in the data comes from the graph (faithfulness)',
    'rows independent of each other and not selected',
  ],
  handles: { categories: true, gaps: false, interventions: false, contexts: false },
  options: [
    ...scoreOptions,
    {
      id: 'mostEdges',
      label: 'Most edges at a variable',
      help: 'No edge is added where this many meet already; -1 for no limit.',
      type: 'number',
      default: NO_CAP,
      min: NO_CAP,
      max: 1000,
      integer: true,
    },
  ],

  applies(problem, options) {
    const readable = refuse(problem, 'FGES', ['gaps', 'interventions', 'contexts'])
    const score = chooseScore(problem, options)
    const problems = [readable, score].flatMap((result) => (result.ok ? [] : result.problems))
    return problems.length > 0 ? { ok: false, problems } : succeed(true)
  },

  forecast: (problem, options) => forecastMoves(problem, options, USUAL_REFRESHES),

  async run(problem, options, context) {
    const started = performance.now()
    const knowledge = indexKnowledge(problem.names, problem.knowledge)
    if (!knowledge.ok) return knowledge
    const method = chooseScore(problem, options)
    if (!method.ok) return method
    const score = method.value.prepare(problem, Number(options.penalty), options)
    const mostEdges = Number(options.mostEdges) === NO_CAP ? problem.names.length : Number(options.mostEdges)
    const found = await searchFges(score, knowledge.value, { mostEdges }, createPacer(context), (pattern) =>
      context.partial?.(graphFromPattern(pattern, problem.names)),
    )
    const graph = graphFromPattern(found.pattern, problem.names)
    return succeed({
      algorithm: 'fges',
      graph,
      // Who stops a search waits for nothing more.
      ...(found.stopped
        ? {}
        : { scores: { order: problem.names, matrix: directionalGains(found.dag, graph, score) } }),
      rows: problem.rows,
      options,
      assumptions: [...fges.assumptions, ...method.value.assumptions],
      statistics: {
        score: found.score,
        'edges inserted': found.inserted,
        'edges deleted': found.deleted,
        ...(found.stopped ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}
