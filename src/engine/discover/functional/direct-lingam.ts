import { fail, succeed } from '../../../base/result'
import { graphFromPattern, patternFromParents } from '../../graph/pattern'
import { solveLeastSquares } from '../../stats/orthogonal'
import { multiplyVector } from '../../stats/dense'
import { adjustedPValues } from '../../stats/adjusted-p-values'
import { andersonDarling } from '../../stats/normality'
import { standardisedColumns } from '../../stats/standardised'
import type { DiscoveryAlgorithm, DiscoveryProblem } from '../algorithm'
import { forcedOrder } from '../knowledge/forced-order'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { directionalGains } from '../order/directional-gains'
import { createGrowShrinkTree } from '../order/grow-shrink-tree'
import { createPacer } from '../pacer'
import { refuse } from '../refusals'
import { createGaussianScore } from '../scores/gaussian-bic'
import type { LocalScore } from '../scores/local-score'
import { momentsByVariable } from '../scores/moments'
import { findLingamOrder } from './lingam-order'
import { likelihoodRatio } from './pairwise-likelihood-ratio'

/** Noise counts as clearly not Gaussian when its p-value, adjusted for the number of variables, is below this. */
const CLEARLY = 0.05
/** Comparisons that n variables take, over n^2.5: measured on sparse graphs of 50 to 200. */
const COMPARISONS = 0.25
/** Names that a sentence lists before it says how many more there are. */
const NAMES_LISTED = 6

export const directLingam: DiscoveryAlgorithm = {
  id: 'direct-lingam',
  label: 'DirectLiNGAM',
  reference:
    'Shimizu, Inazumi, Sogawa, Hyvärinen, Kawahara, Washio, Hoyer & Bollen (2011), DirectLiNGAM: a direct method for learning a linear non-Gaussian structural equation model, JMLR 12; Hyvärinen & Smith (2013), Pairwise likelihood ratios for estimation of non-Gaussian structural equation models, JMLR 14.',
  output: 'dag',
  assumptions: [
    'no hidden common causes',
    'no cycles',
    'linear relations',
    'noise that is not Gaussian, for all variables but one at most',
    'rows independent of each other and not selected',
  ],
  handles: { categories: false, gaps: false, interventions: false, contexts: false },
  options: [
    {
      id: 'penalty',
      label: 'Penalty discount',
      help: 'How much each edge has to earn once the order is found: 1 is the plain BIC, larger values give fewer edges.',
      type: 'number',
      default: 2,
      min: 0.1,
      max: 100,
    },
  ],

  applies(problem) {
    const readable = refuse(problem, 'DirectLiNGAM', [
      'unordered categories',
      'gaps',
      'interventions',
      'contexts',
    ])
    if (!readable.ok) return readable
    const { used } = problem.rows
    if (used > problem.names.length + 1) return succeed(true)
    const message = `DirectLiNGAM takes every variable out of the others in turn, which needs more rows than variables: there are ${used} rows for ${problem.names.length} variables. Search over fewer, or use BOSS.`
    return fail('too-few-rows', message)
  },

  forecast(problem) {
    const size = problem.names.length
    const comparisons = Math.round(Math.min(size ** 3 / 6, COMPARISONS * size ** 2.5))
    // Taking a variable out of the others and correlating them costs about as much as a tenth of a comparison a pair.
    const steps = comparisons + size ** 3 / 60
    return {
      seconds: steps * secondsPerComparison(problem),
      note: `about ${comparisons.toLocaleString('en')} comparisons of two directions`,
    }
  },

  async run(problem, options, context) {
    const started = performance.now()
    const index = indexKnowledge(problem.names, problem.knowledge)
    if (!index.ok) return index
    const { names } = problem
    const columns = standardisedColumns(problem.columns)
    const { order, comparisons } = await findLingamOrder(
      columns,
      forcedOrder(index.value),
      createPacer(context),
    )
    const score = createGaussianScore(momentsByVariable(problem), Number(options.penalty))
    const parents = parentsAlongOrder(order, score, index.value)
    const dag = patternFromParents(parents.map((list) => Array.from(list)))
    const graph = graphFromPattern(dag, names, 'dag')
    const gaussian = gaussianNoise(problem, parents)
    const open = parents.flatMap((list, child) =>
      gaussian[child] ? Array.from(list).filter((parent) => gaussian[parent]) : [],
    ).length
    const doubtful = names.filter((_, variable) => gaussian[variable])
    return succeed({
      algorithm: 'direct-lingam',
      graph,
      scores: { order: names, matrix: directionalGains(dag, graph, score) },
      rows: problem.rows,
      options,
      assumptions:
        open > 0 ? [...directLingam.assumptions, warning(doubtful, open)] : directLingam.assumptions,
      statistics: {
        'comparisons of two directions': comparisons,
        score: parents.reduce((total, list, variable) => total + score.score(variable, list), 0),
        'variables whose noise is clearly not Gaussian': names.length - doubtful.length,
        'arrows whose direction the data do not show': open,
        ...(order.length < names.length ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

/** The best parents of each variable among those before it; variables that have no place yet stand after all others. */
function parentsAlongOrder(
  order: readonly number[],
  score: LocalScore,
  { size, forbidden, required }: KnowledgeIndex,
): Int32Array[] {
  const parents: Int32Array[] = Array.from({ length: size })
  const before = new Uint8Array(size)
  const choose = (variable: number) => {
    const causes: number[] = []
    for (let a = 0; a < size; a++) if (required[a * size + variable]) causes.push(a)
    const mayBeParent = (candidate: number) => forbidden[candidate * size + variable] === 0
    parents[variable] = createGrowShrinkTree(variable, score, mayBeParent, causes).parents(before)
  }
  for (const variable of order) {
    choose(variable)
    before[variable] = 1
  }
  for (let variable = 0; variable < size; variable++) if (!before[variable]) choose(variable)
  return parents
}

/** For each variable whether its residual, given its parents, could be Gaussian. */
function gaussianNoise({ columns, rows }: DiscoveryProblem, parents: readonly Int32Array[]): boolean[] {
  const pValues = parents.map((list, variable) => {
    const width = list.length + 1
    const design = new Float64Array(rows.used * width).fill(1)
    list.forEach((parent, k) => {
      for (let r = 0; r < rows.used; r++) design[r * width + k + 1] = columns[parent][r]
    })
    const { coefficients } = solveLeastSquares(design, rows.used, width, columns[variable])
    const fitted = multiplyVector(design, rows.used, width, coefficients)
    return andersonDarling(columns[variable].map((value, r) => value - fitted[r])).pValue
  })
  return Array.from(adjustedPValues(pValues, 'holm'), (pValue) => pValue >= CLEARLY)
}

function warning(doubtful: readonly string[], open: number): string {
  const listed = doubtful.slice(0, NAMES_LISTED).map((name) => `“${name}”`)
  const more = doubtful.length > NAMES_LISTED ? ` and ${doubtful.length - NAMES_LISTED} more` : ''
  const arrows = open === 1 ? 'the direction of one arrow' : `the directions of ${open} arrows`
  return `the noise of ${listed.join(', ')}${more} looks Gaussian, so the data do not determine ${arrows} among them`
}

/** Times one comparison on this machine, on at most 5000 rows. */
function secondsPerComparison(problem: DiscoveryProblem): number {
  const sample = Math.min(problem.rows.used, 5000)
  const [x, y] = standardisedColumns(problem.columns.slice(0, 2).map((column) => column.slice(0, sample)))
  const began = performance.now()
  let count = 0
  do {
    likelihoodRatio(x, y, 0.5, 1, 1)
    count++
  } while (performance.now() - began < 30)
  return ((performance.now() - began) / 1000 / count) * (problem.rows.used / sample)
}
