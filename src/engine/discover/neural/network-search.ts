import { startPairFeatures, type PairFeatureInput } from '../../kernels/pair-features'
import type { PairInputs } from '../../neural/discovery-inputs'
import type { DiscoveryManifest } from '../../neural/discovery-manifest'
import { heldOnce, judgePairs, type NetworkAnswer } from '../../neural/discovery-network'
import { readPairs, type PairProbabilities } from '../../neural/discovery-readout'
import type { EngineContext } from '../../context'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import type { CanonicalTable } from './canonical-table'
import { searchFromFourOrders, type OrdersFound, type SearchSettings } from './order-searches'
import type { Stage } from './stages'

export interface BothSearches {
  readonly linear: OrdersFound
  readonly quadratic: OrdersFound
}

export interface NetworkFound {
  /** Searches with a square of each parent's value; null where the run was stopped before. */
  readonly orders: OrdersFound | null
  /** Null where the run was stopped before the network had answered. */
  readonly answer: (Omit<NetworkAnswer, 'logits'> & { readonly probabilities: PairProbabilities }) | null
}

/**
 * Order searches, features and network on a table in canonical order, whose variables number the results.
 *
 * @param knowledge of the variables in that order
 * @param enter tells of each stage; gives its context
 * @param searched hears of the order searches as soon as they are over
 */
export async function searchByNetwork(
  table: CanonicalTable,
  knowledge: Pick<KnowledgeIndex, 'required' | 'forbidden'>,
  manifest: DiscoveryManifest,
  enter: (stage: Stage) => EngineContext,
  searched: (orders: OrdersFound) => void,
): Promise<NetworkFound> {
  const searches = await searchBoth(table, manifest, enter('order searches'))
  if (!searches) return { orders: null, answer: null }
  const orders = searches.quadratic
  searched(orders)
  const features = await featuresOf(table, searches, enter('features'))
  if (!features) return { orders, answer: null }
  const { required, forbidden } = knowledge
  const size = table.order.length
  const inputs = heldOnce({ size, features: features.take(), required, forbidden, facts: table.facts })
  const answer = await judgePairs(manifest, inputs, enter('network'))
  if (!answer) return { orders, answer: null }
  const { logits, ...ran } = answer
  return { orders, answer: { ...ran, probabilities: readPairs(logits, manifest, table.targets) } }
}

/** With each parent's value alone, and with its square as well; null after a cancel. */
export async function searchBoth(
  { problem }: Pick<CanonicalTable, 'problem'>,
  settings: SearchSettings,
  context: EngineContext,
): Promise<BothSearches | null> {
  const pacer = createPacer(context)
  const { starts } = settings.searches
  const search = (width: 1 | 2) =>
    searchFromFourOrders(
      problem,
      width,
      settings,
      pacer,
      // Those with squares take about twice as long.
      (done) => (width === 1 ? done / 3 : (1 + 2 * done) / 3),
      (start) => `searching orders ${(width - 1) * starts + start + 1} of ${2 * starts}`,
    )
  const linear = await search(1)
  const quadratic = linear && (await search(2))
  return linear && quadratic && { linear, quadratic }
}

/** The features, given once; null after a cancel. The memory of their computation goes with it. */
export async function featuresOf(
  { problem }: Pick<CanonicalTable, 'problem'>,
  { linear, quadratic }: BothSearches,
  context: EngineContext,
): Promise<{ take(): PairInputs['features'] } | null> {
  const input: PairFeatureInput = {
    columns: problem.columns,
    ...(problem.interventions ? { targets: problem.interventions } : {}),
    linear,
    quadratic,
  }
  const pacer = createPacer(context)
  const run = startPairFeatures(input)
  for (let done = run.step(); done < 1; done = run.step()) {
    const rest = pacer.rest(done, () => `features, ${Math.round(100 * done)} %`)
    if (rest === true || (rest !== false && (await rest))) return null
  }
  let features: PairInputs['features'] | null = run.features()
  return {
    take() {
      const taken = features!
      features = null
      return taken
    },
  }
}
