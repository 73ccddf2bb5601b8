import { fail, succeed, type Problem, type Result } from '../../../base/result'
import { edgeSymbol, nameOf, type CausalGraph } from '../../graph/graph'
import { resolveOptions, type OptionValues } from '../../options'
import type { DiscoveryAlgorithm, DiscoveryContext, DiscoveryProblem } from '../algorithm'
import { prepareDiscovery } from '../discover'
import { createPairTally, type PairTally } from './pair-support'
import { resampledRows } from './resample'
import { searchParts } from './search-parts'
import { drawingFor } from './support'

/** Settings that say how much an edge has to earn, in the order in which one is looked for. */
const STRICTNESS = ['penalty', 'alpha'] as const
export type StrictnessOption = (typeof STRICTNESS)[number]

/** Those that an algorithm has, the one to vary by default first. */
export const strictnessOf = ({ options }: Pick<DiscoveryAlgorithm, 'options'>): readonly StrictnessOption[] =>
  STRICTNESS.filter((id) => options.some((option) => option.id === id && option.type === 'number'))

/** From few edges to many. */
const GRID: Readonly<Record<StrictnessOption, readonly number[]>> = {
  penalty: [10, 7, 5, 3.5, 2.5, 2, 1.5, 1, 0.7, 0.5],
  alpha: [1e-5, 1e-4, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2],
}

/** The largest mean disagreement between resamples that StARS allows. */
export const INSTABILITY_ALLOWED = 0.05

export interface StabilityRequest {
  /** By default the penalty where the algorithm has one, else the significance level. */
  readonly vary?: string
  /** In any order; by default a grid that holds the algorithm's own setting. */
  readonly settings?: readonly number[]
  /** Halves of the rows that are searched at every setting. */
  readonly resamples: number
}

/** Two variables along the settings; `a` comes before `b` in the alphabet. */
export interface PairPath {
  readonly a: string
  readonly b: string
  /** The edge a symbol b that all rows give at each setting, null where they do not join the two. */
  readonly symbols: readonly (string | null)[]
  /** Share of the halves that join the two at each setting. */
  readonly shares: readonly number[]
}

export interface StabilityPath {
  readonly algorithm: string
  readonly vary: StrictnessOption
  /** From few edges to many: penalties fall, significance levels rise. */
  readonly settings: readonly number[]
  /** Edges that all rows give. */
  readonly edges: readonly number[]
  /** Mean over all pairs of 2 share (1 - share), from 0 to 1/2: how much two halves disagree. NaN before the first half. */
  readonly instability: readonly number[]
  /** Index of the setting that StARS takes; null where even the strictest is too unstable. */
  readonly suggested: number | null
  /** Halves that were searched at every setting. */
  readonly resamples: number
  readonly asked: number
  /** Pairs that all rows join at some setting, those joined at the strictest settings first. */
  readonly pairs: readonly PairPath[]
  readonly seconds: number
}

/**
 * One search after another along the penalty or the significance level, on all rows and on halves of them, and the
 * setting that StARS suggests: the one with the most edges whose instability, and that of every stricter one, stays
 * within 0.05 (Liu, Roeder & Wasserman 2010, Stability approach to regularization selection, NIPS 23, section 3; with
 * halves in place of its subsamples of 10 sqrt(n) rows). `partial` hears of every step once all rows were searched.
 */
export async function stabilityPath(
  problem: DiscoveryProblem,
  algorithmId: string,
  given: OptionValues,
  request: StabilityRequest,
  context: DiscoveryContext,
  partial?: (soFar: () => StabilityPath) => void,
): Promise<Result<StabilityPath>> {
  const started = performance.now()
  const prepared = prepareDiscovery(problem, algorithmId, { ...given, resamples: 0 })
  if (!prepared.ok) return prepared
  const { algorithm, options } = prepared.value
  const grid = chooseSettings(algorithm, options, request)
  if (!grid.ok) return grid
  const { vary, settings } = grid.value

  const drawn: (CausalGraph | undefined)[] = settings.map(() => undefined)
  const tallies = settings.map(() => createPairTally())
  const problems: Problem[] = []
  const path = (): StabilityPath => ({
    algorithm: algorithmId,
    vary,
    settings,
    ...summarise(problem.names.length, drawn as CausalGraph[], tallies),
    asked: request.resamples,
    seconds: (performance.now() - started) / 1000,
  })
  const isComplete = () => drawn.every((graph) => graph !== undefined)

  // All rows first, then half after half, so that whoever stops has all settings.
  await searchParts(
    problem,
    {
      count: settings.length * (request.resamples + 1),
      note: (k) => noteOf(vary, settings[k % settings.length], Math.floor(k / settings.length), request),
      at(k) {
        const resample = Math.floor(k / settings.length)
        const random = context.random.fork(`resample ${resample}`)
        return {
          algorithm: algorithmId,
          options: { ...options, [vary]: settings[k % settings.length] },
          seed: String(random.integer(2 ** 32)),
          rows:
            resample === 0
              ? Int32Array.from({ length: problem.rows.used }, (_, row) => row)
              : resampledRows(problem, drawingFor(algorithmId, 'halves'), random),
        }
      },
    },
    context,
    (k, result) => {
      const at = k % settings.length
      const isHalf = k >= settings.length
      if (result.ok && isHalf) tallies[at].add(result.value)
      else if (result.ok) drawn[at] = result.value
      else if (!isHalf) problems.push(...result.problems)
      if (isComplete()) partial?.(path)
    },
  )
  if (problems.length > 0) return { ok: false, problems }
  return isComplete()
    ? succeed(path())
    : fail('stopped', 'Stopped before all settings had been searched once; there is nothing to compare yet.')
}

const noteOf = (vary: string, setting: number, resample: number, { resamples }: StabilityRequest) =>
  `${vary} ${setting}, ${resample === 0 ? 'all rows' : `half ${resample} of ${resamples}`}`

function chooseSettings(
  algorithm: DiscoveryAlgorithm,
  options: OptionValues,
  request: StabilityRequest,
): Result<{ readonly vary: StrictnessOption; readonly settings: readonly number[] }> {
  const vary = strictnessOf(algorithm).find((id) => (request.vary ?? id) === id)
  if (!vary) {
    const wanted = request.vary
      ? `no setting “${request.vary}” of this kind`
      : 'neither a penalty nor a significance level'
    return fail('nothing-to-vary', `${algorithm.label} has ${wanted}, so there is nothing to vary.`)
  }
  const spec = algorithm.options.find((option) => option.id === vary)!
  const own = Number(options[vary])
  const fits = (value: number) => resolveOptions([spec], { [vary]: value })
  if (request.settings) {
    const refused = request.settings.map(fits).flatMap((result) => (result.ok ? [] : result.problems))
    if (refused.length > 0) return { ok: false, problems: refused }
    if (request.settings.length === 0) return fail('no-settings', 'The list of settings is empty.')
  }
  const values = request.settings ?? [...GRID[vary].filter((value) => fits(value).ok), own]
  const rising = [...new Set(values)].toSorted((x, y) => x - y)
  return succeed({ vary, settings: vary === 'alpha' ? rising : rising.toReversed() })
}

function summarise(variables: number, drawn: readonly CausalGraph[], tallies: readonly PairTally[]) {
  const counted = tallies.map((tally) => new Map(tally.pairs().map((pair) => [`${pair.a}\n${pair.b}`, pair])))
  const instability = tallies.map(({ graphs }, at) => {
    let total = 0
    for (const { joined } of counted[at].values()) total += 2 * (joined / graphs) * (1 - joined / graphs)
    return graphs === 0 ? NaN : total / ((variables * (variables - 1)) / 2)
  })
  const pairs = new Map<string, { a: string; b: string; symbols: (string | null)[] }>()
  drawn.forEach((graph, at) => {
    for (const edge of graph.edges) {
      const [from, to] = [nameOf(graph, edge.from), nameOf(graph, edge.to)]
      const [a, b] = from < to ? [from, to] : [to, from]
      const key = `${a}\n${b}`
      const entry = pairs.get(key) ?? { a, b, symbols: drawn.map(() => null) }
      pairs.set(key, entry)
      entry.symbols[at] ??= edgeSymbol(from < to ? edge : { markFrom: edge.markTo, markTo: edge.markFrom })
    }
  })
  const shares = (key: string) =>
    tallies.map(({ graphs }, at) => (graphs === 0 ? NaN : (counted[at].get(key)?.joined ?? 0) / graphs))
  const firstJoined = (pair: PairPath) => pair.symbols.findIndex((symbol) => symbol !== null)
  return {
    edges: drawn.map((graph) => graph.edges.length),
    instability,
    suggested: starsChoice(instability),
    resamples: Math.min(...tallies.map(({ graphs }) => graphs)),
    pairs: [...pairs]
      .map(([key, pair]): PairPath => ({ ...pair, shares: shares(key) }))
      .toSorted((x, y) => firstJoined(x) - firstJoined(y) || (x.a + x.b < y.a + y.b ? -1 : 1)),
  }
}

/** The last setting before the instability first exceeds what is allowed; NaN counts as unknown. */
export function starsChoice(instability: readonly number[]): number | null {
  const beyond = instability.findIndex((value) => !(value <= INSTABILITY_ALLOWED))
  const last = (beyond === -1 ? instability.length : beyond) - 1
  return last < 0 ? null : last
}
