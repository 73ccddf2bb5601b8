import * as Comlink from 'comlink'
import { createRandom } from '../base/random'
import type { Result } from '../base/result'
import type { DiscoveryProblem, SearchPart } from '../engine/discover/algorithm'
import { searchPart } from '../engine/discover/support/search-parts'
import type { CausalGraph } from '../engine/graph/graph'
import type { RunModel } from '../engine/run-model'
import { kernelsReady } from './kernels'

let held: DiscoveryProblem | null = null

/** Searches parts of one problem, one after the other, for the pool that started it. */
const searchWorker = {
  hold(problem: DiscoveryProblem) {
    held = problem
  },

  async search(part: SearchPart, runModel: RunModel): Promise<Result<CausalGraph>> {
    await kernelsReady
    return await searchPart(held!, part, {
      random: createRandom(0),
      // The pool ends this worker instead.
      signal: { aborted: false },
      progress: () => {},
      runModel,
    })
  },
}

export type SearchWorker = typeof searchWorker

Comlink.expose(searchWorker)
