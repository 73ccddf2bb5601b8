import * as Comlink from 'comlink'
import { createRandom } from '../base/random'
import type { DiscoveryProblem, PoolAnswer, PoolPart } from '../engine/discover/algorithm'
import { answerPart } from '../engine/discover/support/pool-parts'
import type { EngineContext } from '../engine/context'
import type { RunModel } from '../engine/run-model'
import { kernelsReady } from './kernels'

let held: DiscoveryProblem | null = null

/** Searches parts of one problem, one after the other, for the pool that started it. */
const searchWorker = {
  hold(problem: DiscoveryProblem) {
    held = problem
  },

  async search<Part extends PoolPart>(
    part: Part,
    runModel: RunModel,
    progress: EngineContext['progress'],
  ): Promise<PoolAnswer<Part>> {
    await kernelsReady
    return await answerPart(held!, part, {
      random: createRandom(0),
      // The pool ends this worker instead.
      signal: { aborted: false },
      progress,
      runModel,
    })
  },
}

export type SearchWorker = typeof searchWorker

Comlink.expose(searchWorker)
