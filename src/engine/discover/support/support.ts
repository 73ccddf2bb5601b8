import { nameOf, type CausalGraph } from '../../graph/graph'
import type { OptionSpec, OptionValues } from '../../options'
import type { Discovery, DiscoveryContext, DiscoveryProblem } from '../algorithm'
import { createPairTally, type PairTally } from './pair-support'
import { discoveryAlgorithms } from '../registry'
import { resampledRows, type Drawing, type Resampling } from './resample'
import { searchParts } from './search-parts'

const resamplesOption: OptionSpec = {
  id: 'resamples',
  label: 'Resamples for edge support',
  help: 'Repeats the search on this many resamples of the rows; the share in which two variables are joined becomes the support of their edge. 0 for none.',
  type: 'number',
  default: 0,
  min: 0,
  max: 1000,
  integer: true,
}

const resamplingOption: OptionSpec = {
  id: 'resampling',
  label: 'How rows are resampled',
  help: 'Halves are searched faster and miss weak edges; bootstraps keep the number of rows but repeat some, which lets a few false edges in.',
  type: 'choice',
  default: 'halves',
  choices: [
    { id: 'halves', label: 'random halves' },
    { id: 'bootstrap', label: 'bootstrap' },
  ],
}

/** Options that every algorithm has. */
export const supportOptions: readonly OptionSpec[] = [resamplesOption, resamplingOption]

/** What the `support` of an edge means, in words; `asked` for more where some could not be searched or were not reached. */
export function supportMeaning(resampling: Drawing, counted: number, asked: number): string {
  const of = {
    halves: `${counted} random halves of the rows, drawn without replacement,`,
    bootstrap: `${counted} bootstrap samples of the rows, drawn with replacement,`,
    stretches: `${counted} stretches of half of the rows, one after the other in time,`,
  }[resampling]
  const fewer = counted < asked ? `; ${asked} were asked for` : ''
  return `share of ${of} in which the two variables are joined${fewer}`
}

/** Rows that follow each other in time are drawn in stretches, whatever was chosen. */
export function drawingFor(algorithm: string, chosen: Resampling): Drawing {
  const found = discoveryAlgorithms.find(algorithm)
  return found.ok && found.value.rowsInOrder ? 'stretches' : chosen
}

/** How many searches one run comes to beyond the search over all rows. */
export const resamplesOf = (options: OptionValues): number => Number(options.resamples ?? 0)

/**
 * Repeats a search on resamples of its rows and puts the shares on the edges. `context.finished` hears of every step;
 * after a cancel the shares are of the resamples that were searched until then.
 */
export async function addSupport(
  found: Discovery,
  problem: DiscoveryProblem,
  options: OptionValues,
  context: DiscoveryContext,
): Promise<Discovery> {
  const count = resamplesOf(options)
  const resampling = drawingFor(found.algorithm, options.resampling as Resampling)
  const tally = createPairTally()
  await searchParts(
    problem,
    {
      count,
      note: (k) => `resample ${k + 1} of ${count}`,
      at: (k) => {
        const random = context.random.fork(`resample ${k + 1}`)
        return {
          algorithm: found.algorithm,
          options,
          seed: String(random.integer(2 ** 32)),
          rows: resampledRows(problem, resampling, random),
        }
      },
    },
    context,
    (_, result) => {
      if (!result.ok) return
      tally.add(result.value)
      context.finished?.(() => weighed(found, tally, resampling, count))
    },
  )
  return tally.graphs > 0 ? weighed(found, tally, resampling, count) : found
}

/** Share of the resamples that must join a pair which is not drawn for it to be mentioned. */
const OFTEN = 0.1

function pairsWorthKeeping(tally: PairTally, graph: CausalGraph) {
  const drawn = new Set(
    graph.edges.map((edge) => [nameOf(graph, edge.from), nameOf(graph, edge.to)].toSorted().join('\n')),
  )
  return tally.pairs().filter(({ a, b, joined }) => joined >= OFTEN * tally.graphs || drawn.has(`${a}\n${b}`))
}

const weighed = (found: Discovery, tally: PairTally, resampling: Drawing, asked: number): Discovery => ({
  ...found,
  graph: tally.weigh(found.graph),
  supportMeaning: supportMeaning(resampling, tally.graphs, asked),
  resamples: {
    counted: tally.graphs,
    asked,
    resampling: resampling === 'stretches' ? 'halves' : resampling,
    pairs: pairsWorthKeeping(tally, found.graph),
  },
})
