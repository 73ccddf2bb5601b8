import { fail, succeed, type Problem } from '../../../base/result'
import { emptyPattern, graphFromPattern, isAdjacent, type Pattern } from '../../graph/pattern'
import { normalQuantile, normalUpperTail } from '../../stats/distributions'
import type { DiscoveryAlgorithm, DiscoveryProblem } from '../algorithm'
import { inContentOrder, withVariablesInOrder } from '../constraint/content-order'
import { directionalEvidence } from '../constraint/pc'
import { searchPc } from '../constraint/pc-search'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { refuse } from '../refusals'
import { contextStrata } from './context-strata'
import { orientByIndependentChanges } from './independent-changes'
import { stratifiedTest } from './stratified-test'

/** A stratum needs this many rows for its regressions. */
const FEWEST_ROWS_IN_STRATUM = 15
/** Depth -1 stands for no cap. */
const NO_CAP = -1

export const cdNod: DiscoveryAlgorithm = {
  id: 'cd-nod',
  label: 'CD-NOD',
  reference:
    'Huang, Zhang, Zhang, Ramsey, Sanchez-Romero, Glymour & Schölkopf (2020), Causal discovery from heterogeneous/nonstationary data, JMLR 21.',
  output: 'cpdag',
  assumptions: [
    'no hidden common causes, other than what is told by the place or the time',
    'no cycles, and the same arrows in all places and at all times; strengths, means and noise may differ',
    'every independence in the data comes from the graph (faithfulness)',
    'within a place or a stretch of time: linear relations',
    'mechanisms that change do so independently of each other',
    'rows independent of each other, given the place or the time, and not selected',
  ],
  handles: { categories: false, gaps: false, interventions: false, contexts: true },
  options: [
    {
      id: 'alpha',
      label: 'Significance level',
      help: 'Two variables stay joined, and a mechanism counts as changing, while every test gives a p-value below this.',
      type: 'number',
      default: 0.01,
      min: 1e-12,
      max: 0.5,
    },
    {
      id: 'windows',
      label: 'Stretches of time',
      help: 'Time is cut into this many stretches of equally many rows; within each, mechanisms count as constant.',
      type: 'number',
      default: 6,
      min: 2,
      max: 100,
      integer: true,
    },
    {
      id: 'depth',
      label: 'Largest conditioning set',
      help: 'How many variables a test may hold fixed at most, the place or time included; -1 for no limit.',
      type: 'number',
      default: NO_CAP,
      min: NO_CAP,
      max: 50,
      integer: true,
    },
  ],

  applies(problem, options) {
    const readable = refuse(problem, 'CD-NOD', ['unordered categories', 'gaps', 'interventions'])
    const problems = readable.ok ? [] : [...readable.problems]
    problems.push(...contextProblems(problem, Number(options.windows)))
    return problems.length > 0 ? { ok: false, problems } : succeed(true)
  },

  forecast(problem, options) {
    const size = problem.names.length + 1
    const { count } = contextStrata(problem, Number(options.windows))
    // Sparse graphs take about three tests a pair; half of those hold the context fixed, and test each stratum.
    const tests = Math.round(1.5 * size * (size - 1))
    const seconds = (tests * count) / 1e6 + 3 * size * problem.rows.used * 1e-7
    return { seconds, note: `about ${tests.toLocaleString('en')} tests` }
  },

  async run(given, options, context) {
    const started = performance.now()
    const problem = inContentOrder(given)
    const known = indexKnowledge(problem.names, problem.knowledge)
    if (!known.ok) return known
    const { names } = problem
    const size = names.length
    const strata = contextStrata(problem, Number(options.windows))
    const critical = normalQuantile(1 - Number(options.alpha) / 2)
    const test = stratifiedTest(problem.columns, strata, critical)
    const depth = Number(options.depth) === NO_CAP ? size + 1 : Number(options.depth)
    const graphOf = (pattern: Pattern) =>
      withVariablesInOrder(graphFromPattern(withoutContext(pattern), names), given.names)
    const pacer = createPacer(context)
    const found = await searchPc(test, withContext(known.value), { depth, rule: 'max-p' }, pacer, (pattern) =>
      context.partial?.(graphOf(pattern)),
    )
    const { pattern, skeleton, conflicts } = found
    const byChanges = await orientByIndependentChanges(
      pattern,
      problem.columns,
      strata,
      Number(options.alpha),
      (cause, effect) => context.random.fork(`${names[cause]} to ${names[effect]}`),
      pacer,
    )
    const pValueOf = (variable: number) =>
      Math.min(1, 2 * normalUpperTail(skeleton.evidence[variable * (size + 1) + size]))
    const changing = names.flatMap((name, variable) =>
      isAdjacent(pattern, variable, size) && !skeleton.stopped ? [{ name, pValue: pValueOf(variable) }] : [],
    )
    return succeed({
      algorithm: 'cd-nod',
      graph: graphOf(pattern),
      scores: {
        order: names,
        matrix: directionalEvidence(withoutContext(pattern), among(names, skeleton.evidence), known.value),
      },
      changingMechanisms: changing.toSorted((a, b) => a.pValue - b.pValue || (a.name < b.name ? -1 : 1)),
      rows: problem.rows,
      options,
      assumptions: cdNod.assumptions,
      statistics: {
        tests: skeleton.tests,
        'places and stretches of time compared': strata.count,
        'mechanisms that change': changing.length,
        'edges directed because their changes are independent': byChanges,
        'colliders left out as contradictory': conflicts,
        ...(skeleton.stopped || context.signal.aborted ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

function contextProblems(problem: DiscoveryProblem, windows: number): Problem[] {
  if (problem.contexts.length === 0) {
    return fail(
      'no-context',
      'CD-NOD compares places or times, and no column tells them apart. Name one that does, or use PC.',
    ).problems
  }
  const unknown = problem.contexts.flatMap(({ name, values }) => {
    const count = values.filter(Number.isNaN).length
    if (count === 0) return []
    const message = `“${name}” is missing in ${count} of ${problem.rows.used} rows, so their place or time is not known. Leave those rows out.`
    return fail('context-missing', message, { name }).problems
  })
  if (unknown.length > 0) return unknown
  const { count, fewestRows } = contextStrata(problem, windows)
  const columns = problem.contexts.map(({ name }) => `“${name}”`).join(' and ')
  if (count < 2)
    return fail('one-context', `${columns} is the same in all rows, so there is nothing to compare. Use PC.`)
      .problems
  if (fewestRows >= FEWEST_ROWS_IN_STRATUM) return []
  const message = `${columns} gives ${count} parts, and the smallest has ${fewestRows} rows; each needs ${FEWEST_ROWS_IN_STRATUM}. Join places, use fewer stretches of time, or leave small places out.`
  return fail('small-context', message).problems
}

/** Knowledge with one more variable that nothing causes. */
function withContext({ size, forbidden, required }: KnowledgeIndex): KnowledgeIndex {
  const wide = size + 1
  const result = { forbidden: new Uint8Array(wide * wide), required: new Uint8Array(wide * wide) }
  for (let a = 0; a < size; a++) {
    result.forbidden[a * wide + size] = 1
    for (let b = 0; b < size; b++) {
      result.forbidden[a * wide + b] = forbidden[a * size + b]
      result.required[a * wide + b] = required[a * size + b]
    }
  }
  return { size: wide, empty: false, ...result }
}

/** The pattern of all variables but the last. */
function withoutContext({ size, arcs }: Pattern): Pattern {
  const result = emptyPattern(size - 1)
  for (let a = 0; a < size - 1; a++)
    for (let b = 0; b < size - 1; b++) result.arcs[a * (size - 1) + b] = arcs[a * size + b]
  return result
}

/** The evidence for pairs of variables, without the context. */
function among(names: readonly string[], evidence: Float64Array): Float64Array {
  const size = names.length
  return Float64Array.from({ length: size * size }, (_, k) => {
    const a = Math.floor(k / size)
    return evidence[a * (size + 1) + (k % size)]
  })
}
