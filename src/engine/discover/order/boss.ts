import { numbersOnly } from '../refusals'
import { shuffle } from '../../../base/random'
import { fail, succeed } from '../../../base/result'
import type { DiscoveryAlgorithm, DiscoveryProblem } from '../algorithm'
import { searchBackward } from '../greedy/backward-search'
import { cpdagFromDag } from '../classes/cpdag'
import { directionalGains } from './directional-gains'
import { createGaussianScore } from '../scores/gaussian-bic'
import type { LocalScore } from '../scores/local-score'
import { emptyKnowledgeIndex, indexKnowledge } from '../knowledge/knowledge'
import { momentsByVariable, rowsByTarget } from '../scores/moments'
import type { OrderSearch } from './order-search'
import { growGaussianTrees } from './order-trees'
import { createPacer, type Pacer } from '../pacer'
import { graphFromPattern, patternFromParents, type Pattern } from '../../graph/pattern'
import { FEWEST_ROWS } from '../problem'
import { canonicalOrder, orderAgreeing, precedence } from './start-order'

/** Sweeps over all variables until nothing moves; BOSS rarely needs more, and each one raises the score. */
const MOST_SWEEPS = 100
/** Sweeps that a forecast reckons with. */
const USUAL_SWEEPS = 4

export const boss: DiscoveryAlgorithm = {
  id: 'boss',
  label: 'BOSS',
  reference:
    'Andrews, Ramsey, Sanchez-Romero, Camchong & Kummerfeld (2023), Fast scalable and accurate discovery of DAGs using the best order score search and grow-shrink trees, NeurIPS 36.',
  output: 'cpdag',
  assumptions: [
    'no hidden common causes',
    'no cycles',
    'linear relations with roughly Gaussian noise',
    'rows independent of each other and not selected',
    'where a variable was set by an experimenter, its value there owes nothing to its causes',
  ],
  handles: { categories: false, gaps: false, interventions: true, contexts: false },
  options: [
    {
      id: 'penalty',
      label: 'Penalty discount',
      help: 'How much each edge has to earn: 1 is the plain BIC, larger values give fewer edges.',
      type: 'number',
      default: 2,
      min: 0.1,
      max: 100,
    },
    {
      id: 'restarts',
      label: 'Restarts',
      help: 'Further searches from random orders; the best-scoring graph is kept. Small graphs gain most.',
      type: 'number',
      default: 2,
      min: 0,
      max: 1000,
      integer: true,
    },
    {
      id: 'backwardSearch',
      label: 'Backward search',
      help: 'Ends with deletions that raise the score of the whole equivalence class. Not used when variables were set.',
      type: 'choice',
      default: 'on',
      choices: [
        { id: 'on', label: 'on' },
        { id: 'off', label: 'off' },
      ],
    },
  ],

  applies(problem) {
    const readable = numbersOnly(problem, 'BOSS')
    if (!readable.ok) return readable
    const targets = rowsByTarget(problem)
    for (const [variable, rows] of targets) {
      if (problem.rows.used - rows.length >= FEWEST_ROWS) continue
      const name = problem.names[variable]
      const message = `“${name}” was set in all but ${problem.rows.used - rows.length} rows, so its causes cannot be learned. Leave it out.`
      return fail('always-set', message, { name })
    }
    return succeed(true)
  },

  forecast(problem, options) {
    const size = problem.names.length
    const runs = (Number(options.restarts) + 1) * USUAL_SWEEPS
    const { millisecondsPerStep, setUp } = calibrate(problem, Number(options.penalty))
    // A move looks at every place of the order, twice.
    const steps = runs * size * size * 2
    return {
      seconds: (setUp + steps * millisecondsPerStep) / 1000,
      note: `about ${steps.toLocaleString('en')} placements to score`,
    }
  },

  async run(problem, options, context) {
    const started = performance.now()
    const index = indexKnowledge(problem.names, problem.knowledge)
    if (!index.ok) return index
    const knowledge = index.value
    const moments = momentsByVariable(problem)
    const score = createGaussianScore(moments, Number(options.penalty))
    const trees = growGaussianTrees(moments, Number(options.penalty), 1, knowledge)
    const before = precedence(knowledge)
    const canonical = canonicalOrder(moments[0].correlation, knowledge)
    const targets = [...rowsByTarget(problem).keys()]
    const toGraph = (dag: Pattern) => graphFromPattern(cpdagFromDag(dag, knowledge, targets), problem.names)
    const pacer = createPacer(context)

    const starts = Number(options.restarts) + 1
    let best: { readonly dag: Pattern; readonly score: number } | null = null
    let sweeps = 0
    let deletions = 0
    let stopped = false
    for (let start = 0; start < starts && !stopped; start++) {
      const from =
        start === 0
          ? canonical
          : orderAgreeing(shuffle(canonical.slice(), context.random.fork(`start ${start}`)), before)
      const search = trees.search(from)
      const dagSoFar = () => patternFromParents(search.parents().map((list) => Array.from(list)))
      const outcome = await sweepUntilStill(
        search,
        canonical,
        pacer,
        (fraction) => (start + fraction) / starts,
        () => context.partial?.(toGraph(dagSoFar())),
      )
      sweeps += outcome.sweeps
      stopped = outcome.stopped
      const backward = options.backwardSearch === 'on' && targets.length === 0 && !stopped
      const found = backward
        ? searchBackward(dagSoFar(), score, knowledge)
        : { dag: dagSoFar(), deletions: 0 }
      deletions += found.deletions
      const total = totalScore(found.dag, score)
      if (best === null || total > best.score) best = { dag: found.dag, score: total }
    }
    const { dag, score: bestScore } = best!
    const graph = toGraph(dag)
    return succeed({
      algorithm: 'boss',
      graph,
      scores: { order: problem.names, matrix: directionalGains(dag, graph, score) },
      rows: problem.rows,
      options,
      assumptions: boss.assumptions,
      statistics: {
        score: bestScore,
        sweeps,
        'edges deleted by the backward search': deletions,
        ...(stopped ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

/** Improves the order variable by variable until a whole sweep changes nothing. */
async function sweepUntilStill(
  search: OrderSearch,
  variables: readonly number[],
  pacer: Pacer,
  fraction: (ofThisStart: number) => number,
  finishedSweep: () => void,
): Promise<{ sweeps: number; stopped: boolean }> {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0
    for (const [k, variable] of variables.entries()) {
      if (search.improve(variable)) moved++
      // Each sweep gets a third of what is left of the bar: nobody knows how many there will be.
      const done = 1 - (2 / 3) ** sweep * (1 - k / variables.length / 3)
      const note = () => `sweep ${sweep + 1}, ${moved} moved, score ${search.score().toFixed(1)}`
      const rest = pacer.rest(fraction(done), note)
      if (rest === true || (rest !== false && (await rest))) return { sweeps: sweep, stopped: true }
    }
    if (moved === 0) return { sweeps: sweep + 1, stopped: false }
    finishedSweep()
  }
  return { sweeps: MOST_SWEEPS, stopped: false }
}

/** The Gaussian score of a whole DAG: higher is better, comparable between graphs on the same data. */
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

/** Milliseconds that a calibration may search, once to warm the machine up and once to be timed. */
const CALIBRATION = 80

/** Runs the search on some of the variables for a moment to learn how fast this machine is. */
function calibrate(problem: DiscoveryProblem, penalty: number) {
  const size = Math.min(problem.names.length, 50)
  const sample: DiscoveryProblem = {
    ...problem,
    names: problem.names.slice(0, size),
    columns: problem.columns.slice(0, size).map((column) => column.subarray(0, 2000)),
    rows: { ...problem.rows, used: Math.min(problem.rows.used, 2000) },
    interventions: undefined,
  }
  const ratio = problem.names.length / size
  const started = performance.now()
  const moments = momentsByVariable(sample)
  const setUp = (performance.now() - started) * ratio ** 2 * (problem.rows.used / sample.rows.used)
  const knowledge = emptyKnowledgeIndex(size)
  const order = canonicalOrder(moments[0].correlation, knowledge)
  const millisecondsPerMove = () => {
    const began = performance.now()
    const search = growGaussianTrees(moments, penalty, 1, knowledge).search(order)
    let moves = 0
    while (moves < USUAL_SWEEPS * size && performance.now() - began < CALIBRATION) {
      search.improve(order[moves++ % size])
    }
    return (performance.now() - began) / moves
  }
  millisecondsPerMove()
  // A placement costs more among more variables: the lists that the trees hold are longer.
  const millisecondsPerStep = (millisecondsPerMove() / (2 * size)) * Math.sqrt(ratio)
  return { millisecondsPerStep, setUp }
}
