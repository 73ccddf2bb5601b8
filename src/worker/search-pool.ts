import * as Comlink from 'comlink'
import type { AbortSignalLike } from '../base/latest'
import { createRandom } from '../base/random'
import type { EngineContext } from '../engine/context'
import type { DiscoveryProblem, PoolAnswer, PoolPart, SearchPool } from '../engine/discover/algorithm'
import { createPacer } from '../engine/discover/pacer'
import { answerPart } from '../engine/discover/support/pool-parts'
import type { RunModel } from '../engine/run-model'
import type { SearchWorker } from './search.worker'

const MOST_AT_ONCE = 4

/** Searches at the same time, the one in the worker that asks among them. */
export const poolSize = (cores: number = navigator.hardwareConcurrency) =>
  Math.max(1, Math.min(MOST_AT_ONCE, cores))

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
  /** Resolves when it has the data, or cannot have them. */
  readonly ready: Promise<unknown>
  search<Part extends PoolPart>(part: Part, progress: EngineContext['progress']): Promise<PoolAnswer<Part>>
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
  failed.catch(() => undefined)
  return {
    ready: Promise.race([remote.hold(problem), failed]).catch(() => undefined),
    async search<Part extends PoolPart>(part: Part, progress: EngineContext['progress']) {
      const answer = remote.search(part, Comlink.proxy(runModel), Comlink.proxy(progress))
      return await Promise.race([answer as Promise<PoolAnswer<Part>>, failed])
    },
    end: () => worker.terminate(),
  }
}

/** The worker that asks searches as well, and listens to the others in between. */
function laneHere(problem: DiscoveryProblem, runModel: RunModel, signal: AbortSignalLike): Lane {
  const pacer = createPacer({ signal, progress: () => {} })
  return {
    ready: Promise.resolve(),
    async search(part, progress) {
      await pacer.rest(0, () => '')
      return await answerPart(problem, part, { random: createRandom(0), signal, progress, runModel })
    },
    end: () => {},
  }
}

const LOOK_EVERY = 50

/** Signals are looked at, not listened to. */
function whenAborted(signal: AbortSignalLike): { readonly happens: Promise<void>; forget(): void } {
  let timer: ReturnType<typeof setInterval>
  const happens = new Promise<void>((resolve) => {
    timer = setInterval(() => signal.aborted && resolve(), LOOK_EVERY)
  })
  return { happens, forget: () => clearInterval(timer) }
}

/**
 * The worker that asks and others inside it, one a core in all: they end with it when a job is cancelled, and searches
 * that are over before the others have started need not wait for them. Undefined where there is one core only, or a
 * browser whose workers start no workers.
 */
export function createSearchPool(runModel: RunModel, size = poolSize()): SearchPool | undefined {
  if (size < 2 || typeof Worker === 'undefined') return undefined
  return {
    async run(problem, parts, { signal, answered, progress }) {
      const shared = shareable(problem)
      const here = laneHere(problem, runModel, signal)
      const others = Array.from({ length: Math.min(size, parts.count) - 1 }, () =>
        startLane(shared, runModel),
      )
      let next = 0
      const keepBusy = async (lane: Lane) => {
        while (next < parts.count && !signal.aborted) {
          const k = next++
          const part = parts.at(k)
          const heard: EngineContext['progress'] = (fraction, note) => progress?.(k, fraction, note)
          // What a worker that could not start, or ran out of memory, leaves undone is done here.
          const result = await lane.search(part, heard).catch(() => here.search(part, heard))
          if (!signal.aborted) answered(k, result)
        }
      }
      const abort = whenAborted(signal)
      try {
        const own = keepBusy(here)
        const soon = others.map(async (lane) => {
          await Promise.race([lane.ready, own])
          await keepBusy(lane)
        })
        // The others do not hear of an abort: they are ended.
        await Promise.race([Promise.all([own, ...soon]), abort.happens])
      } finally {
        abort.forget()
        for (const lane of others) lane.end()
      }
    },
  }
}
