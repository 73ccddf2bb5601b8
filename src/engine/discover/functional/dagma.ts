import { fail, succeed } from '../../../base/result'
import { graphFromPattern, type Pattern } from '../../graph/pattern'
import { correlationMatrix, covarianceMatrix } from '../../stats/moments'
import type { DiscoveryAlgorithm } from '../algorithm'
import { inContentOrder, withVariablesInOrder } from '../constraint/content-order'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { refuse } from '../refusals'
import { dagFromWeights } from './dag-from-weights'
import { searchDagma, USUAL_STEPS } from './dagma-search'
import { leastSquaresLoss } from './least-squares-loss'
import { logDetAcyclicity } from './log-det-acyclicity'

/** Every step inverts a matrix, so time grows with the cube: beyond this a search takes hours. */
const MOST_VARIABLES = 200

export const dagma: DiscoveryAlgorithm = {
  id: 'dagma',
  label: 'DAGMA',
  reference:
    'Bello, Aragam & Ravikumar (2022), DAGMA: learning DAGs via M-matrices and a log-determinant acyclicity characterization, NeurIPS 35; Reisach, Seiler & Weichwald (2021), Beware of the simulated DAG, NeurIPS 34, on its dependence on units.',
  output: 'dag',
  assumptions: [
    'no hidden common causes',
    'no cycles',
    'linear relations',
    'noise of about the same variance in all variables, in the units that are searched: directions rest on this',
    'rows independent of each other and not selected',
  ],
  handles: { categories: false, gaps: false, interventions: false, contexts: false },
  options: [
    {
      id: 'scale',
      label: 'Units',
      help: 'Standardised columns make units irrelevant, but leave little to tell directions by. In raw units the method follows the order of the variances, which is right only where all noise has the same variance in these units.',
      type: 'choice',
      default: 'standardised',
      choices: [
        { id: 'standardised', label: 'standardised columns' },
        { id: 'raw', label: 'the units of the data' },
      ],
    },
    {
      id: 'lambda',
      label: 'Sparsity',
      help: 'How strongly weights are drawn towards 0; larger values give fewer edges.',
      type: 'number',
      default: 0.05,
      min: 0,
      max: 10,
    },
    {
      id: 'threshold',
      label: 'Smallest weight',
      help: 'Arrows whose weight is smaller than this are dropped at the end.',
      type: 'number',
      default: 0.2,
      min: 0,
      max: 100,
    },
  ],

  applies(problem) {
    const readable = refuse(problem, 'DAGMA', ['unordered categories', 'gaps', 'interventions', 'contexts'])
    if (!readable.ok || problem.names.length <= MOST_VARIABLES) return readable
    return fail(
      'too-large',
      `DAGMA inverts a matrix of all variables at each of thousands of steps: ${problem.names.length} variables are too many, ${MOST_VARIABLES} the most. Use BOSS.`,
    )
  },

  forecast(problem) {
    const seconds = USUAL_STEPS * secondsPerStep(problem.names.length)
    return { seconds, note: `about ${USUAL_STEPS.toLocaleString('en')} steps` }
  },

  async run(given, options, context) {
    const started = performance.now()
    // Thousands of steps blow up rounding: in one order whatever the order of the columns, the result is the same.
    const problem = inContentOrder(given)
    const index = indexKnowledge(problem.names, problem.knowledge)
    if (!index.ok) return index
    const { names, columns } = problem
    const size = names.length
    const covariance = options.scale === 'raw' ? covarianceMatrix(columns) : correlationMatrix(columns)
    const { free, penalised } = masks(index.value)
    const dagOf = (weights: Float64Array) => dagFromWeights(weights, Number(options.threshold), index.value)
    const graphOf = (dag: Pattern) => withVariablesInOrder(graphFromPattern(dag, names, 'dag'), given.names)
    const { weights, steps, stopped } = await searchDagma(
      covariance,
      size,
      free,
      penalised,
      Number(options.lambda),
      createPacer(context),
      (soFar) => context.partial?.(graphOf(dagOf(soFar).dag)),
    )
    const { dag, leftOut } = dagOf(weights)
    return succeed({
      algorithm: 'dagma',
      graph: graphOf(dag),
      scores: {
        order: names,
        matrix: names.map((_, i) => Array.from(weights.subarray(i * size, (i + 1) * size), Math.abs)),
      },
      rows: problem.rows,
      options,
      assumptions: dagma.assumptions,
      statistics: {
        steps,
        loss: leastSquaresLoss(covariance, weights, size, new Float64Array(size * size)),
        'arrows left out because they close a cycle': leftOut,
        ...(stopped ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

/** Which weights may differ from 0 and which are drawn towards it. */
function masks({ size, forbidden, required }: KnowledgeIndex) {
  const free = new Uint8Array(size * size)
  const penalised = new Uint8Array(size * size)
  for (let k = 0; k < size * size; k++) {
    free[k] = Number(k % (size + 1) !== 0 && forbidden[k] === 0)
    penalised[k] = Number(free[k] === 1 && required[k] === 0)
  }
  return { free, penalised }
}

/** Times a few steps on this machine, on a part of the variables where there are many. */
function secondsPerStep(size: number): number {
  const sample = Math.min(size, 60)
  const identity = Float64Array.from({ length: sample ** 2 }, (_, k) => Number(k % (sample + 1) === 0))
  const weights = Float64Array.from({ length: sample ** 2 }, (_, k) =>
    k % (sample + 1) === 0 ? 0 : 0.5 / sample,
  )
  const gradient = new Float64Array(sample ** 2)
  const work = new Float64Array(sample ** 2)
  const began = performance.now()
  let count = 0
  do {
    leastSquaresLoss(identity, weights, sample, gradient)
    logDetAcyclicity(weights, sample, 1, gradient, work)
    count++
  } while (performance.now() - began < 50)
  return ((performance.now() - began) / 1000 / count) * (size / sample) ** 3
}
