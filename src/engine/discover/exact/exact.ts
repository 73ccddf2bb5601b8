import { fail, succeed } from '../../../base/result'
import { graphFromPattern, patternFromParents, type Pattern } from '../../graph/pattern'
import type { DiscoveryAlgorithm } from '../algorithm'
import { cpdagFromDag } from '../classes/cpdag'
import { secondsPerSet } from '../greedy/forecast-scoring'
import { searchGies } from '../greedy/gies'
import { learnableTargets } from '../greedy/learnable-targets'
import { indexKnowledge } from '../knowledge/knowledge'
import { directionalGains } from '../order/directional-gains'
import { createPacer } from '../pacer'
import { refuse } from '../refusals'
import { chooseScore, scoreOptions } from '../scores/choose-score'
import { rowsByTarget } from '../scores/moments'
import { bestNetwork } from './best-network'

/** With one variable more, tables of all sets take 250 MB and more than an hour is not unusual. */
const MOST_VARIABLES = 20
const NO_CAP = -1
const SECONDS_PER_TABLE_CELL = 5e-8

export const exact: DiscoveryAlgorithm = {
  id: 'exact',
  label: 'Exact search',
  reference:
    'Silander & Myllymäki (2006), A simple approach for finding the globally optimal Bayesian network structure, UAI.',
  output: 'cpdag',
  assumptions: [
    'no hidden common causes',
    'no cycles',
    'rows independent of each other and not selected',
    'where a variable was set by an experimenter, its value there owes nothing to its causes',
  ],
  handles: { categories: true, gaps: false, interventions: true, contexts: false },
  options: [
    ...scoreOptions,
    {
      id: 'mostParents',
      label: 'Most causes of a variable',
      help: 'Graphs in which a variable has more direct causes are not looked at; -1 for no limit.',
      type: 'number',
      default: NO_CAP,
      min: NO_CAP,
      max: MOST_VARIABLES,
      integer: true,
    },
  ],

  applies(problem, options) {
    const size = problem.names.length
    const message = `Exact search looks at every graph of up to ${MOST_VARIABLES} variables; there are ${size}. Search over fewer, or use BOSS.`
    const results = [
      refuse(problem, 'Exact search', ['gaps', 'contexts']),
      chooseScore(problem, options),
      learnableTargets(problem),
      size <= MOST_VARIABLES ? succeed(true) : fail('too-large', message),
    ]
    const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
    return problems.length > 0 ? { ok: false, problems } : succeed(true)
  },

  forecast(problem, options) {
    const size = problem.names.length
    const most = mostParentsOf(options, size)
    const sets = size * setsUpTo(size - 1, most)
    const usual = Math.min(most, Math.floor(size / 2))
    return {
      seconds: sets * secondsPerSet(problem, options, usual) + size * 2 ** size * SECONDS_PER_TABLE_CELL,
      note: `${sets.toLocaleString('en')} sets of causes to score`,
    }
  },

  async run(problem, options, context) {
    const started = performance.now()
    const { names } = problem
    const knowledge = indexKnowledge(names, problem.knowledge)
    if (!knowledge.ok) return knowledge
    const method = chooseScore(problem, options)
    if (!method.ok) return method
    const most = mostParentsOf(options, names.length)
    const plain = method.value.prepare(problem, Number(options.penalty), options)
    const score = { ...plain, mostParents: (v: number) => Math.min(most, plain.mostParents(v)) }
    const targets = [...rowsByTarget(problem).keys()]
    const toGraph = (dag: Pattern) => graphFromPattern(cpdagFromDag(dag, knowledge.value, targets), names)
    const pacer = createPacer(context)

    // What a greedy search finds in a moment is there for whoever does not wait.
    const greedy = await searchGies(score, knowledge.value, targets, pacer)
    context.partial?.(toGraph(greedy.dag))
    const found = greedy.stopped ? null : await bestNetwork(score, knowledge.value, pacer)
    const dag = found ? patternFromParents(found.parents) : greedy.dag
    const graph = toGraph(dag)
    return succeed({
      algorithm: 'exact',
      graph,
      // Who stops a search waits for nothing more.
      ...(found ? { scores: { order: names, matrix: directionalGains(dag, graph, score) } } : {}),
      rows: problem.rows,
      options,
      assumptions: [...exact.assumptions, ...method.value.assumptions],
      statistics: {
        score: found?.score ?? greedy.score,
        'score of the greedy search': greedy.score,
        ...(found ? {} : { 'stopped early': 1 }),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

const mostParentsOf = (options: Readonly<Record<string, number | string>>, size: number) =>
  Number(options.mostParents) === NO_CAP ? size : Number(options.mostParents)

/** How many sets of at most `most` of `count` things there are. */
function setsUpTo(count: number, most: number): number {
  let total = 0
  let sets = 1
  for (let k = 0; k <= Math.min(count, most); k++) {
    total += sets
    sets = (sets * (count - k)) / (k + 1)
  }
  return total
}
