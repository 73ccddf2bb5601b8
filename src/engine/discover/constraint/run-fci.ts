import { succeed, type Result } from '../../../base/result'
import { graphFromNames } from '../../graph/graph'
import {
  ARROW_MARK,
  graphOfMarks,
  isJoined,
  markAt,
  TAIL_MARK,
  type MarkMatrix,
} from '../../graph/mark-matrix'
import { memberOf } from '../../graph/member'
import type { Pattern } from '../../graph/pattern'
import type { OptionValues } from '../../options'
import type { Discovery, DiscoveryAlgorithm, DiscoveryContext, DiscoveryProblem } from '../algorithm'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { refuse } from '../refusals'
import { chooseTest } from '../tests/choose-test'
import { tallyTest } from '../tests/tallied-test'
import { inContentOrder } from './content-order'
import { fciLimits } from './fci-options'
import { searchFci, type FciResult } from './fci-search'
import { unseenPairs, unseenPairsInWords } from './unseen-pairs'

/** An arrow against the found marks counts this much of the evidence for the adjacency. */
const AGAINST = 1e-3

/** The search by score that comes first, in the same order of the variables. */
export type FirstSearch = (
  problem: DiscoveryProblem,
  context: DiscoveryContext,
) => Promise<
  Result<{
    readonly pattern: Pattern
    /** What its score takes for granted. */
    readonly assumptions: readonly string[]
    readonly statistics: Discovery['statistics']
  }>
>

/** FCI on a problem, from all pairs or from what a first search joins; `algorithm` is whose result it is. */
export async function runFci(
  algorithm: DiscoveryAlgorithm,
  problem: DiscoveryProblem,
  options: OptionValues,
  context: DiscoveryContext,
  firstSearch?: FirstSearch,
): Promise<Result<Discovery>> {
  const started = performance.now()
  const ordered = inContentOrder(problem)
  const { names } = ordered
  const known = indexKnowledge(names, problem.knowledge)
  if (!known.ok) return known
  const method = chooseTest(ordered, options)
  if (!method.ok) return method
  const first = firstSearch ? await firstSearch(ordered, inFirstHalf(context)) : null
  if (first && !first.ok) return first

  const { test, tally } = tallyTest(
    method.value.prepare(ordered, Number(options.alpha), options, context.random.fork('test')),
  )
  const unseen = unseenPairs(test, names.length)
  const pacer = createPacer(first ? inSecondHalf(context) : context)
  const place = new Map(names.map((name, index) => [name, index]))
  const placeOf = problem.names.map((name) => place.get(name)!)
  const { variables } = graphFromNames(problem.names, [])
  const graphFrom = (pag: MarkMatrix) => graphOfMarks(rearranged(pag, placeOf), variables, 'pag')
  const limits = fciLimits(options)
  const found = await searchFci(test, known.value, limits, pacer, {
    start: first?.value.pattern,
    unseen,
    found: (pag) => context.partial?.(graphFrom(pag)),
  })
  const graph = graphFrom(found.pag)
  // Knowledge and selection add marks that a PAG from observation alone does not have.
  const isComparable = known.value.empty && limits.selection === 'none' && !found.stopped
  const { unjudged, smallestRows, medianRows } = tally()
  return succeed({
    algorithm: algorithm.id,
    graph,
    scores: {
      order: problem.names,
      matrix: placeOf.map((i) => placeOf.map((j) => support(found, i, j, test.critical, known.value))),
    },
    rows: problem.rows,
    options,
    assumptions: Array.from(
      new Set([
        ...algorithm.assumptions,
        ...(first?.value.assumptions ?? []),
        ...(limits.selection === 'none' ? ['rows not selected by what the variables say'] : []),
        ...method.value.assumptions,
        ...unseenPairsInWords(unseen, names),
      ]),
    ),
    statistics: {
      ...first?.value.statistics,
      tests: found.skeleton.tests + found.separatorTests,
      'largest conditioning set': found.skeleton.depth,
      'tests of sets beyond the neighbours': found.possibleDSepTests,
      'marks left out as contradictory': found.leftOut,
      ...(isComparable ? { 'all marks are those of one graph': memberOf(graph).ok ? 1 : 0 } : {}),
      ...(unjudged > 0 ? { 'tests that could not be judged': unjudged } : {}),
      ...(smallestRows === undefined ? {} : { 'fewest rows behind a test': smallestRows }),
      ...(medianRows === undefined ? {} : { 'median rows behind a test': medianRows }),
      ...(unseen.length > 0 ? { 'pairs kept apart for want of shared rows': unseen.length } : {}),
      ...(problem.rows.used < names.length ? { 'fewer rows than variables': 1 } : {}),
      ...(found.stopped ? { 'stopped early': 1 } : {}),
    },
    seconds: (performance.now() - started) / 1000,
  })
}

/** Refuses what neither the test nor FCI can read. */
export function fciApplies(problem: DiscoveryProblem, options: OptionValues, who: string): Result<true> {
  const results = [refuse(problem, who, ['interventions', 'contexts']), chooseTest(problem, options)]
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
  return problems.length > 0 ? { ok: false, problems } : succeed(true)
}

const inFirstHalf = (context: DiscoveryContext): DiscoveryContext => ({
  ...context,
  partial: undefined,
  progress: (fraction, note) => context.progress(fraction / 2, note),
})

const inSecondHalf = (context: DiscoveryContext): DiscoveryContext => ({
  ...context,
  progress: (fraction, note) => context.progress(0.5 + fraction / 2, note),
})

/** The marks with variable k where placeOf[k] was. */
function rearranged({ size, at }: MarkMatrix, placeOf: readonly number[]): MarkMatrix {
  const marks = new Uint8Array(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) marks[a * size + b] = at[placeOf[a] * size + placeOf[b]]
  return { size, at: marks }
}

/**
 * For i -> j the weakest evidence that the two are dependent (a z value); scaled down where the marks rule i -> j out,
 * at most the critical value for a pair that is not joined, 0 where nothing was tested or i -> j is forbidden.
 */
function support(
  { pag, skeleton }: FciResult,
  i: number,
  j: number,
  critical: number,
  { forbidden }: KnowledgeIndex,
): number {
  if (i === j || forbidden[i * pag.size + j] === 1) return 0
  const weakest = skeleton.evidence[i * pag.size + j]
  if (!isJoined(pag, i, j)) return weakest === Infinity ? 0 : Math.min(weakest, critical)
  const isRuledOut = markAt(pag, j, i) === ARROW_MARK || markAt(pag, i, j) === TAIL_MARK
  return Math.min(weakest, 1e6) * (isRuledOut ? AGAINST : 1)
}
