import * as Comlink from 'comlink'
import { createRandom } from '../base/random'
import type { Result } from '../base/result'
import type { DiscoveryProblem, SearchPart, SearchPool } from '../engine/discover/algorithm'
import { searchPart } from '../engine/discover/support/search-parts'
import type { CausalGraph } from '../engine/graph/graph'
import type { RunModel } from '../engine/run-model'
import type { SearchWorker } from './search.worker'

const MOST_WORKERS = 4

/** The worker that waits for the pool needs no core of its own. */
export const poolSize = (cores: number = navigator.hardwareConcurrency) =>
  Math.max(1, Math.min(MOST_WORKERS, cores))

/** Columns that all workers read in one place; as they are where memory cannot be shared. */
function shareable(problem: DiscoveryProblem): DiscoveryProblem {
  if (!globalThis.crossOriginIsolated) return problem
  const shared = (values: Float64Array) => {
    const copy = new Float64Array(new SharedArrayBuffer(values.byteLength))
    copy.set(values)
    return copy as Float64Array<ArrayBufferLike> as Float64Array<ArrayBuffer>
  }
  return { ...problem, columns: problem.columns.map(shared) }
}

interface Lane {
  search(part: SearchPart): Promise<Result<CausalGraph>>
  end(): void
}

function startLane(problem: DiscoveryProblem, runModel: RunModel): Lane {
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), {
    type: 'module',
    name: 'search',
  })
  const remote = Comlink.wrap<SearchWorker>(worker)
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
  })
  const ready = Promise.race([remote.hold(problem), failed])
  ready.catch(() => undefined)
  return {
    async search(part) {
      await ready
      return await Promise.race([remote.search(part, Comlink.proxy(runModel)), failed])
    },
    end: () => worker.terminate(),
  }
}

/**
 * Workers inside the worker that asks, one a core: they end with it when a job is cancelled. Undefined where there is
 * one core only, or a browser whose workers start no workers.
 */
export function createSearchPool(runModel: RunModel, size = poolSize()): SearchPool | undefined {
  if (size < 2 || typeof Worker === 'undefined') return undefined
  return {
    async run(problem, parts, signal, answered) {
      const shared = shareable(problem)
      const lanes = Array.from({ length: Math.min(size, parts.count) }, () => startLane(shared, runModel))
      let next = 0
      /** What a worker that could not start, or ran out of memory, leaves undone is done here. */
      const here = (part: SearchPart) =>
        searchPart(problem, part, { random: createRandom(0), signal, progress: () => {}, runModel })
      const keepBusy = async (lane: Lane) => {
        while (next < parts.count && !signal.aborted) {
          const k = next++
          const part = parts.at(k)
          const result = await lane.search(part).catch(() => here(part))
          if (!signal.aborted) answered(k, result)
        }
      }
      try {
        await Promise.all(lanes.map(keepBusy))
      } finally {
        for (const lane of lanes) lane.end()
      }
    },
  }
}
