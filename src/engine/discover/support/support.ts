import { shuffle, type Random } from '../../../base/random'
import type { Edge } from '../../graph/graph'
import type { OptionSpec } from '../../options'
import { correlationMatrix } from '../../stats/moments'
import type { Discovery, DiscoveryProblem } from '../algorithm'
import { linearDependencies } from '../linear-dependency'
import { FEWEST_ROWS } from '../problem'

const resamplesOption: OptionSpec = {
  id: 'resamples',
  label: 'Resamples for edge support',
  help: 'Repeats the search on this many random halves of the rows; the share in which two variables are joined becomes the support of their edge. 0 for none.',
  type: 'number',
  default: 0,
  min: 0,
  max: 1000,
  integer: true,
}

/** Options that every algorithm has. */
export const supportOptions: readonly OptionSpec[] = [resamplesOption]

/** What the `support` of an edge means, in words. */
export const supportMeaning = (resamples: number): string =>
  `share of ${resamples} random halves of the rows, drawn without replacement, in which the two variables are joined`

/**
 * Half of the rows, drawn without replacement, in their old order (stability selection: Meinshausen & Buehlmann 2010).
 * Null when the half has too few rows, or leaves a column constant or determined by others.
 */
export function halfOfRows(problem: DiscoveryProblem, random: Random): DiscoveryProblem | null {
  const all = Int32Array.from({ length: problem.rows.used }, (_, row) => row)
  const kept = shuffle(all, random)
    .subarray(0, Math.ceil(all.length / 2))
    .toSorted()
  const columns = problem.columns.map((column) => Float64Array.from(kept, (row) => column[row]))
  if (kept.length < FEWEST_ROWS || columns.some((column) => column.every((value) => value === column[0])))
    return null
  const determined = linearDependencies(correlationMatrix(columns), columns.length)
  if (determined.length > 0 && kept.length > columns.length + 1) return null
  return {
    ...problem,
    columns,
    rows: { ...problem.rows, used: kept.length },
    ...(problem.interventions
      ? { interventions: Int32Array.from(kept, (row) => problem.interventions![row]) }
      : {}),
  }
}

const pairKey = ({ from, to }: Pick<Edge, 'from' | 'to'>) => (from < to ? `${from}\n${to}` : `${to}\n${from}`)

/** The discovery with the share of `resampled` graphs that join the same two variables on every edge. */
export function withSupport(discovery: Discovery, resampled: readonly Discovery[]): Discovery {
  const counts = new Map<string, number>()
  for (const { graph } of resampled) {
    for (const edge of graph.edges) counts.set(pairKey(edge), (counts.get(pairKey(edge)) ?? 0) + 1)
  }
  const edges = discovery.graph.edges.map((edge) => ({
    ...edge,
    support: (counts.get(pairKey(edge)) ?? 0) / resampled.length,
  }))
  return {
    ...discovery,
    graph: { ...discovery.graph, edges },
    supportMeaning: supportMeaning(resampled.length),
  }
}
