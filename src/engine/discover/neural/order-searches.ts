import type { OrderSearchResult } from '../../kernels/pair-features'
import { SEARCH_STARTS, type DiscoveryManifest } from '../../neural/discovery-manifest'
import type { EngineContext } from '../../context'
import type { DiscoveryProblem, OrderPart } from '../algorithm'
import { emptyKnowledgeIndex } from '../knowledge/knowledge'
import { growGaussianTrees, type OrderTrees } from '../order/order-trees'
import { searchOrder } from '../order/search-orders'
import { createPacer, type Pacer } from '../pacer'
import { createGaussianScore } from '../scores/gaussian-bic'
import { momentsByVariable, poolMoments, type BasisWidth } from '../scores/moments'

/** What the searches found; matrices are row-major. */
export interface OrdersFound extends OrderSearchResult {
  /** Starts that end with an arrow i -> j. */
  readonly joined: Uint8Array
}

export interface SearchSettings extends Pick<DiscoveryManifest, 'searches'> {
  /** As in `momentsByVariable`. */
  readonly mostNumbers?: number
}

/**
 * BOSS from four orders that follow from the order of the columns alone: as they stand, from the middle outwards,
 * reversed, and from both ends inwards; the twin of models/studio_models/discovery/order_search.py. Null when the pacer
 * says to stop.
 *
 * @param problem columns in canonical order
 */
export async function searchOrdersOf(
  problem: DiscoveryProblem,
  { width, settings: { searches, mostNumbers } }: OrderPart,
  context: Pick<EngineContext, 'signal' | 'progress'>,
): Promise<OrdersFound | null> {
  const pacer = createPacer(context)
  const size = problem.names.length
  const trees = growTrees(problem, width, searches.penaltyDiscount, mostNumbers)
  const found = {
    parents: [] as number[][],
    strength: new Float64Array(size * size),
    before: new Float64Array(size * size),
    joined: new Uint8Array(size * size),
  }
  const canonical = Array.from({ length: size }, (_, k) => k)
  let best = Number.NEGATIVE_INFINITY
  for (const [start, joining] of joiningOrders(canonical).entries()) {
    const noted: Pacer = {
      rest: (done, own) => pacer.rest(done, () => `start ${start + 1} of ${SEARCH_STARTS}, ${own()}`),
    }
    const { search, stopped } = await searchOrder(
      trees,
      joining,
      canonical,
      noted,
      (done) => (start + done) / SEARCH_STARTS,
      () => undefined,
      searches.mostSweeps,
    )
    if (stopped) return null
    const parents = search.parents().map((list) => Array.from(list))
    addStrength(found.strength, trees, parents)
    addOrder(found.before, search.order)
    parents.forEach((list, j) => list.forEach((i) => found.joined[i * size + j]++))
    if (search.score() > best) {
      best = search.score()
      found.parents = parents
    }
  }
  return found
}

function growTrees(problem: DiscoveryProblem, width: BasisWidth, discount: number, mostNumbers?: number) {
  const moments = momentsByVariable(problem, poolMoments(problem, width), mostNumbers)
  const score = createGaussianScore(moments, discount, width)
  return growGaussianTrees(score, moments, width, emptyKnowledgeIndex(problem.names.length))
}

/** The orders in which the variables join. */
export function joiningOrders(canonical: readonly number[]): readonly (readonly number[])[] {
  const size = canonical.length
  const inwards = canonical.map((_, k) =>
    k % 2 === 0 ? canonical[k / 2] : canonical[size - 1 - (k - 1) / 2],
  )
  return [canonical, inwards.toReversed(), canonical.toReversed(), inwards]
}

/** The mean over the starts of sqrt(2 * log-likelihood) that i adds as a parent of j beside j's other parents. */
function addStrength(strength: Float64Array, { score }: OrderTrees, parents: readonly number[][]): void {
  const size = parents.length
  parents.forEach((list, j) => {
    const gains = Float64Array.from(score.gains(j, list))
    const losses = score.losses!(j, list)
    list.forEach((parent, k) => (gains[parent] = losses[k]))
    for (let i = 0; i < size; i++)
      strength[i * size + j] += Math.sqrt(2 * Math.max(gains[i], 0)) / SEARCH_STARTS
  })
}

function addOrder(before: Float64Array, order: readonly number[]): void {
  const size = order.length
  order.forEach((i, place) => {
    for (let later = place + 1; later < size; later++) before[i * size + order[later]] += 1 / SEARCH_STARTS
  })
}
