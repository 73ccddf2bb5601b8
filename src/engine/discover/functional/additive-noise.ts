import { succeed } from '../../../base/result'
import { graphFromPattern, type Pattern } from '../../graph/pattern'
import type { DiscoveryAlgorithm, DiscoveryProblem } from '../algorithm'
import { inContentOrder, withVariablesInOrder } from '../constraint/content-order'
import { directionalEvidence, pc } from '../constraint/pc'
import { searchPc } from '../constraint/pc-search'
import { indexKnowledge } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { refuse } from '../refusals'
import { chooseTest, testOptions } from '../tests/choose-test'
import { fitAdditiveNoise, knotsFor } from './additive-noise-fit'
import { orientByNoise } from './orient-by-noise'

/** Depth -1 stands for no cap. */
const NO_CAP = -1

export const additiveNoise: DiscoveryAlgorithm = {
  id: 'additive-noise',
  label: 'PC with additive noise',
  reference:
    'Hoyer, Janzing, Mooij, Peters & Schölkopf (2009), Nonlinear causal discovery with additive noise models, NeurIPS 21; Mooij, Peters, Janzing, Zscheischler & Schölkopf (2016), Distinguishing cause from effect using observational data, JMLR 17.',
  output: 'cpdag',
  assumptions: [
    'no hidden common causes',
    'no cycles',
    'every independence in the data comes from the graph (faithfulness)',
    'effects are smooth functions of their causes, added up, plus noise that is independent of the causes',
    'rows independent of each other and not selected',
  ],
  handles: { categories: true, gaps: false, interventions: false, contexts: false },
  options: [
    {
      id: 'alpha',
      label: 'Significance level of the edges',
      help: 'Two variables stay joined while every test of their independence gives a p-value below this.',
      type: 'number',
      default: 0.01,
      min: 1e-12,
      max: 0.5,
    },
    {
      id: 'noiseLevel',
      label: 'Significance level of the directions',
      help: 'A direction is ruled out when the noise it leaves depends on the cause with a p-value below this. An edge stays undirected when both directions are ruled out, or neither.',
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
    ...testOptions,
  ],

  applies(problem, options) {
    const results = [
      refuse(problem, 'PC with additive noise', ['gaps', 'interventions', 'contexts']),
      chooseTest(problem, options),
    ]
    const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
    return problems.length > 0 ? { ok: false, problems } : succeed(true)
  },

  forecast(problem, options) {
    const edges = pc.forecast(problem, { ...options, missing: 'test-wise' })
    // In a sparse graph a variable has about one undecided edge, judged both ways a few times over.
    const regressions = 4 * problem.names.length
    return {
      seconds: edges.seconds + regressions * secondsPerRegression(problem),
      note: `${edges.note} and ${regressions.toLocaleString('en')} regressions`,
    }
  },

  async run(given, options, context) {
    const started = performance.now()
    const problem = inContentOrder(given)
    const graphOf = (pattern: Pattern) =>
      withVariablesInOrder(graphFromPattern(pattern, problem.names), given.names)
    const known = indexKnowledge(problem.names, problem.knowledge)
    if (!known.ok) return known
    const method = chooseTest(problem, options)
    if (!method.ok) return method
    const test = method.value.prepare(problem, Number(options.alpha), options, context.random.fork('test'))
    const pacer = createPacer(context)
    const depth = Number(options.depth) === NO_CAP ? problem.names.length : Number(options.depth)
    const { pattern, skeleton, conflicts } = await searchPc(
      test,
      known.value,
      { depth, rule: 'max-p' },
      pacer,
      (soFar) => context.partial?.(graphOf(soFar)),
    )
    const noise = await orientByNoise(
      pattern,
      problem.columns,
      (variable) => problem.levels[variable] === 0,
      Number(options.noiseLevel),
      pacer,
      () => context.partial?.(graphOf(pattern)),
    )
    return succeed({
      algorithm: 'additive-noise',
      graph: graphOf(pattern),
      scores: {
        order: problem.names,
        matrix: directionalEvidence(pattern, skeleton.evidence, known.value),
      },
      rows: problem.rows,
      options,
      assumptions: [...additiveNoise.assumptions, ...method.value.assumptions],
      statistics: {
        tests: skeleton.tests,
        'colliders left out as contradictory': conflicts,
        regressions: noise.regressions,
        'edges directed by their noise': noise.directed,
        'edges open because both directions fit': noise.bothFit,
        'edges open because neither direction fits': noise.neitherFits,
        ...(skeleton.stopped || noise.stopped ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

/** Times one regression on two causes, on at most 2000 rows. */
function secondsPerRegression({ columns, rows }: DiscoveryProblem): number {
  const sample = Math.min(rows.used, 2000)
  const [effect, ...causes] = columns.slice(0, 3).map((column) => column.slice(0, sample))
  const began = performance.now()
  fitAdditiveNoise(effect, causes)
  const knots = knotsFor(rows.used) / knotsFor(sample)
  return ((performance.now() - began) / 1000) * (rows.used / sample) * knots * knots
}
