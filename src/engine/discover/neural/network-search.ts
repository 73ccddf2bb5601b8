import { startPairFeatures, type PairFeatureInput } from '../../kernels/pair-features'
import type { PairInputs } from '../../neural/discovery-inputs'
import type { DiscoveryManifest } from '../../neural/discovery-manifest'
import { heldOnce, judgePairs, type NetworkAnswer } from '../../neural/discovery-network'
import { readPairs, type PairProbabilities } from '../../neural/discovery-readout'
import type { EngineContext } from '../../context'
import type { DiscoveryContext, OrderPart, PoolParts } from '../algorithm'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import type { BasisWidth } from '../scores/moments'
import type { CanonicalTable } from './canonical-table'
import { searchOrdersOf, type OrdersFound, type SearchSettings } from './order-searches'
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
  enter: (stage: Stage) => DiscoveryContext,
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

/** Variables up to which the memory for both searches at a time is there. */
const MOST_BESIDE = 500
/** They take about as long as each other. */
const WIDTHS: readonly BasisWidth[] = [2, 1]

/** With each parent's value alone, and with its square as well, beside each other in a pool; null after a cancel. */
export async function searchBoth(
  { problem }: Pick<CanonicalTable, 'problem'>,
  settings: SearchSettings,
  context: Pick<DiscoveryContext, 'signal' | 'progress' | 'pool'>,
): Promise<BothSearches | null> {
  const parts: PoolParts<OrderPart> = {
    count: WIDTHS.length,
    at: (part) => ({ width: WIDTHS[part], settings }),
  }
  const fractions = WIDTHS.map(() => 0)
  const progress = (part: number, fraction: number, note: string) => {
    fractions[part] = fraction
    const done = fractions.reduce((sum, one) => sum + one, 0) / WIDTHS.length
    context.progress(done, `order searches ${part + 1} of ${WIDTHS.length}, ${note}`)
  }
  const found: (OrdersFound | null)[] = WIDTHS.map(() => null)
  if (context.pool && problem.names.length <= MOST_BESIDE) {
    const answered = (part: number, orders: OrdersFound | null) => {
      found[part] = orders
      progress(part, 1, 'done')
    }
    await context.pool.run(problem, parts, { signal: context.signal, answered, progress })
  } else {
    for (let part = 0; part < parts.count; part++) {
      const { signal } = context
      const one = { signal, progress: (done: number, note: string) => progress(part, done, note) }
      found[part] = await searchOrdersOf(problem, parts.at(part), one)
      if (!found[part]) break
    }
  }
  const [quadratic, linear] = found
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
