import type { AbortSignalLike } from '../../base/latest'
import type { ModelRun, ModelTensor, RunModel } from '../run-model'
import type { Band } from './discovery-arrange'
import { INPUT_CHANNELS, type DiscoveryManifest } from './discovery-manifest'

/** Up to this many variables the whole pair matrix runs at once; beyond, bands keep a page's memory small. */
const WHOLE_UP_TO = 256
const BAND_ROWS = 64
/** Graphics devices compile for every shape anew: there n is filled up to one of these. */
const BUCKETS = [16, 32, 64, 128, 256, 512, 1024]
export interface NetworkTools {
  readonly runModel: RunModel
  readonly signal: AbortSignalLike
  /** fraction in [0, 1]; "network layer 3 of 5, rows 129 to 256". */
  progress(fraction: number, note: string): void
}

/** How many rows run at once; 'bands' of so many are for tests, which compare them with whole runs. */
export interface NetworkShape {
  readonly padded: number
  readonly band: number
}

export function shapeFor(size: number, backend: ModelRun['backend']): NetworkShape {
  const padded = backend === 'webgpu' ? (BUCKETS.find((bucket) => bucket >= size) ?? size) : size
  return { padded, band: padded <= WHOLE_UP_TO ? padded : BAND_ROWS }
}

/** The pieces of a model as functions. */
export function createRuns({ id, layers }: DiscoveryManifest, { runModel, signal, progress }: NetworkTools) {
  const stages = layers + 2
  let backend: ModelRun['backend'] = 'wasm'
  const run = async (piece: string, inputs: Readonly<Record<string, ModelTensor>>) => {
    const answer = await runModel(`${id}/${piece}`, inputs)
    backend = answer.backend
    return answer
  }
  return {
    run,
    /** A run of the smallest shape loads the runtime and tells which one it is. */
    probe: () => run('embed', emptyInputs(BUCKETS[0])),
    /** To be asked before each band; true when it should not run. */
    rest(stage: number, { start, rows }: Band, size: number): boolean {
      if (signal.aborted) return true
      const name =
        stage === 0
          ? 'network, reading the pairs'
          : stage > layers
            ? 'network, judging the pairs'
            : `network layer ${stage} of ${layers}`
      const which = rows >= size ? '' : `, rows ${start + 1} to ${Math.min(size, start + rows)}`
      progress((stage + start / size) / stages, name + which)
      return false
    },
    backend: () => backend,
  }
}

export const tensor = (data: Float32Array, ...dims: readonly number[]): ModelTensor => ({ data, dims })

function emptyInputs(size: number): Record<string, ModelTensor> {
  const pairs = tensor(new Float32Array(size * size * INPUT_CHANNELS), size, size, INPUT_CHANNELS)
  const mask = tensor(new Float32Array(size).fill(1), size)
  return { pairs, turned: pairs, row_mask: mask, mask }
}
