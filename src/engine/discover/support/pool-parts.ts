import type { EngineContext } from '../../context'
import type { DiscoveryProblem, PoolAnswer, PoolPart } from '../algorithm'
import { searchOrdersOf } from '../neural/order-searches'
import { searchPart } from './search-parts'

/** What a pool is asked, the same wherever it runs. */
export async function answerPart<Part extends PoolPart>(
  problem: DiscoveryProblem,
  part: Part,
  context: EngineContext,
): Promise<PoolAnswer<Part>> {
  const answer = 'width' in part ? searchOrdersOf(problem, part, context) : searchPart(problem, part, context)
  return (await answer) as PoolAnswer<Part>
}
