import type { ModelRun, ModelTensor } from '../run-model'
import { bandOf, placeBand, turnedBand, type Band } from './discovery-arrange'
import { inputBand, type PairInputs } from './discovery-inputs'
import { INPUT_CHANNELS, TRIANGLE_KINDS, type DiscoveryManifest } from './discovery-manifest'
import type { PairLogits } from './discovery-readout'
import { createRuns, shapeFor, tensor, type NetworkShape, type NetworkTools } from './discovery-runs'

/** Numbers from which memory is shared between workers, where it can be, rather than copied to each of them. */
const SHARED_FROM = 1e6

export interface NetworkAnswer {
  readonly logits: PairLogits
  readonly backend: ModelRun['backend']
}

/** Given once and then let go, so that they take no memory while the layers run. */
export interface InputsOnce {
  readonly size: number
  take(): PairInputs
}

export function heldOnce(inputs: PairInputs): InputsOnce {
  let held: PairInputs | null = inputs
  return {
    size: inputs.size,
    take() {
      const taken = held
      held = null
      if (!taken) throw new Error('the inputs of a network were taken before')
      return taken
    },
  }
}

/**
 * Runs the pieces of a network one after the other, by bands of rows, and gives the logits of all ordered pairs; null
 * when the signal aborted. What the runtime throws is thrown.
 *
 * @param shape for tests; otherwise what suits the runtime that answers a first, empty run
 */
export async function judgePairs(
  manifest: DiscoveryManifest,
  inputs: InputsOnce,
  tools: NetworkTools,
  shape?: NetworkShape,
): Promise<NetworkAnswer | null> {
  const runs = createRuns(manifest, tools)
  const { backend } = await runs.probe()
  const work: Work = {
    ...(shape ?? shapeFor(inputs.size, backend)),
    size: inputs.size,
    width: manifest.width,
    channels: manifest.channels,
    layers: manifest.layers,
    runs,
  }
  const stream = await embed(work, inputs)
  for (let layer = 1; layer <= manifest.layers; layer++) {
    const isLast = layer === manifest.layers
    if (!stream || !(await runLayer(work, stream, layer, isLast))) return null
  }
  const logits = stream && (await readHead(work, stream))
  return logits && { logits, backend: runs.backend() }
}

interface Work extends NetworkShape {
  readonly size: number
  readonly width: number
  readonly channels: number
  readonly layers: number
  readonly runs: ReturnType<typeof createRuns>
}

/** What a layer reads, over all rows. */
interface Stream {
  /** (padded, padded, width), changed in place: a band of a layer reads no rows of it but its own. */
  readonly values: Float32Array
  /** (3 channels, padded, padded) each, arranged. */
  factors: Factors
  /** Those of the layer before, to be written over. */
  spare: Factors
  /** (padded, width), over the valid rows. */
  means: Float32Array
}

interface Factors {
  readonly left: Float32Array
  readonly right: Float32Array
}

/** In memory that workers share where the page is isolated: a factor is read anew for every band. */
function largeArray(count: number): Float32Array {
  return count >= SHARED_FROM && typeof SharedArrayBuffer !== 'undefined'
    ? new Float32Array(new SharedArrayBuffer(4 * count))
    : new Float32Array(count)
}

/** A view of shared memory, else a copy: sending a view sends all that lies under it. */
const part = (values: Float32Array, from: number, to: number): Float32Array =>
  values.buffer instanceof ArrayBuffer ? values.slice(from, to) : values.subarray(from, to)

const newFactors = ({ channels, padded }: Work): Factors => {
  const count = TRIANGLE_KINDS * channels * padded * padded
  return { left: largeArray(count), right: largeArray(count) }
}

function* bandsOf({ padded, band }: Work): Generator<Band> {
  for (let start = 0; start < padded; start += band) yield { start, rows: Math.min(band, padded - start) }
}

/** Ones for the places from `start` that are variables, zeros for those that are filled up. */
const maskOf = ({ size }: Work, start: number, count: number): ModelTensor =>
  tensor(
    Float32Array.from({ length: count }, (_, k) => Number(start + k < size)),
    count,
  )

/** The stream that the first layer reads; null after a cancel. */
async function embed(work: Work, once: InputsOnce): Promise<Stream | null> {
  const { padded, width, runs, size } = work
  const inputs = once.take()
  const stream: Stream = {
    values: largeArray(padded * padded * width),
    factors: newFactors(work),
    spare: { left: new Float32Array(0), right: new Float32Array(0) },
    means: new Float32Array(padded * width),
  }
  for (const band of bandsOf(work)) {
    if (runs.rest(0, band, size)) return null
    const of = (direction: 'forward' | 'turned') =>
      tensor(inputBand(inputs, { ...band, padded }, direction), band.rows, padded, INPUT_CHANNELS)
    const { outputs } = await runs.run('embed', {
      pairs: of('forward'),
      turned: of('turned'),
      row_mask: maskOf(work, band.start, band.rows),
      mask: maskOf(work, 0, padded),
    })
    keep(work, outputs, band, stream.values, stream.factors, stream.means)
  }
  return stream
}

/** Runs one layer over all bands; false after a cancel. */
async function runLayer(work: Work, stream: Stream, layer: number, isLast: boolean): Promise<boolean> {
  const { padded, width, channels, runs, size } = work
  const matrices = TRIANGLE_KINDS * channels
  const next = isLast || stream.spare.left.length > 0 ? stream.spare : newFactors(work)
  const means = new Float32Array(padded * width)
  const right = tensor(stream.factors.right, matrices, padded, padded)
  for (const band of bandsOf(work)) {
    if (runs.rest(layer, band, size)) return false
    const { start, rows } = band
    const rowSize = padded * width
    const { outputs } = await runs.run(`layer-${layer}`, {
      stream: tensor(part(stream.values, start * rowSize, (start + rows) * rowSize), rows, padded, width),
      left: tensor(bandOf(stream.factors.left, matrices, padded, band), matrices, rows, padded),
      right,
      means: tensor(stream.means, padded, width),
      row_mask: maskOf(work, start, rows),
      mask: maskOf(work, 0, padded),
    })
    if (isLast) stream.values.set(outputs.next_stream.data, start * rowSize)
    else keep(work, outputs, band, stream.values, next, means)
  }
  stream.spare = stream.factors
  stream.factors = next
  stream.means = means
  return true
}

/** Puts what a piece gave for a band where the next one reads it. */
function keep(
  { padded, width, channels, size }: Work,
  outputs: ModelRun['outputs'],
  band: Band,
  stream: Float32Array,
  factors: Factors,
  means: Float32Array,
) {
  stream.set(outputs.next_stream.data, band.start * padded * width)
  placeBand(factors.left, 'left', outputs.next_left.data, channels, padded, band)
  placeBand(factors.right, 'right', outputs.next_right.data, channels, padded, band)
  const sums = outputs.sums.data
  for (let k = 0; k < means.length; k++) means[k] += sums[k] / size
}

async function readHead(work: Work, stream: Stream): Promise<PairLogits | null> {
  const { padded, width, size, runs } = work
  const arrow = new Float32Array(size * size)
  const confounded = new Float32Array(size * size)
  for (const band of bandsOf(work)) {
    if (runs.rest(work.layers + 1, band, size)) return null
    const { start, rows } = band
    const pairs = part(stream.values, start * padded * width, (start + rows) * padded * width)
    const { outputs } = await runs.run('head', {
      pairs: tensor(pairs, rows, padded, width),
      turned: tensor(turnedBand(stream.values, width, padded, band), rows, padded, width),
    })
    const logits = outputs.logits.data
    for (let r = 0; r < rows && start + r < size; r++) {
      for (let j = 0; j < size; j++) {
        const from = (r * padded + j) * 2
        arrow[(start + r) * size + j] = logits[from]
        confounded[(start + r) * size + j] = logits[from + 1]
      }
    }
  }
  return { size, arrow, confounded }
}
