import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import type { RunModel } from '../run-model'
import { columnFacts, inputBand, type PairInputs } from './discovery-inputs'
import { heldOnce, judgePairs } from './discovery-network'
import { shapeFor, type NetworkShape } from './discovery-runs'
import { createTestRunModel } from './effect-model.testing'
import { strictModel } from './registry'

const { manifest } = strictModel
const runModel = createTestRunModel()
const SIZE = 11

function randomInputs(size: number): PairInputs {
  const random = createRandom(size)
  const bit = (k: number) => Number(k % (size + 1) !== 0 && random.uniform() < 0.1)
  return {
    size,
    features: Float32Array.from({ length: size * size * 38 }, (_, k) =>
      Math.floor(k / 38) % (size + 1) === 0 ? 0 : random.normal(),
    ),
    required: Uint8Array.from({ length: size * size }, (_, k) => bit(k)),
    forbidden: Uint8Array.from({ length: size * size }, (_, k) => bit(k)),
    facts: columnFacts(
      Array.from({ length: size }, (_, j) =>
        Float64Array.from({ length: 40 }, (_, r) => (r < j ? NaN : r % (j + 5))),
      ),
    ),
  }
}

const judge = (shape?: NetworkShape, signal = { aborted: false }, run: RunModel = runModel) =>
  judgePairs(
    manifest,
    heldOnce(randomInputs(SIZE)),
    { runModel: run, signal, progress: () => undefined },
    shape,
  )

const largestGap = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k])), 0)

test('bands of rows and filled-up places change nothing', async () => {
  const whole = (await judge())!
  expect(whole.backend).toBe('wasm')
  expect(new Set(whole.logits.arrow).size).toBeGreaterThan(SIZE)
  for (const shape of [
    { padded: SIZE, band: 4 },
    { padded: 16, band: 16 },
    { padded: 16, band: 8 },
  ]) {
    const parts = (await judge(shape))!
    expect(largestGap(parts.logits.arrow, whole.logits.arrow)).toBeLessThan(1e-4)
    expect(largestGap(parts.logits.confounded, whole.logits.confounded)).toBeLessThan(1e-4)
  }
})

test('a cancel between bands lets no other run begin', async () => {
  const signal = { aborted: false }
  const begun: string[] = []
  const found = await judge({ padded: SIZE, band: 3 }, signal, (id, inputs) => {
    begun.push(id)
    signal.aborted = begun.length === 7
    return runModel(id, inputs)
  })
  expect(found).toBeNull()
  // One that asks for the runtime, four bands of pairs, and two of the first layer.
  expect(begun).toHaveLength(7)
  expect(begun.at(-1)).toBe('neural-strict/layer-1')
})

test('progress names the layer and the rows, and rises to the end', async () => {
  const seen: [number, string][] = []
  await judgePairs(
    manifest,
    heldOnce(randomInputs(SIZE)),
    { runModel, signal: { aborted: false }, progress: (fraction, note) => seen.push([fraction, note]) },
    { padded: SIZE, band: 6 },
  )
  expect(seen.map(([, note]) => note)).toContain(`network layer 3 of ${manifest.layers}, rows 7 to 11`)
  const fractions = seen.map(([fraction]) => fraction)
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  expect(fractions[0]).toBe(0)
  expect(fractions.at(-1)).toBeLessThan(1)
})

test('inputs are given once, so that nothing holds them while the layers run', () => {
  const once = heldOnce(randomInputs(3))
  expect(once.take().size).toBe(3)
  expect(() => once.take()).toThrow('taken before')
})

test('graphics devices see few shapes, and large graphs run in bands', () => {
  expect(shapeFor(20, 'webgpu')).toEqual({ padded: 32, band: 32 })
  expect(shapeFor(20, 'wasm')).toEqual({ padded: 20, band: 20 })
  expect(shapeFor(1000, 'webgpu').padded).toBe(1024)
  const large = shapeFor(1000, 'wasm')
  expect(large.padded).toBe(1000)
  expect(large.band).toBeLessThan(256)
})

test('the inputs of a pair are its features, what is known of it, and two facts about its first variable', () => {
  const inputs = randomInputs(4)
  const band = { start: 1, rows: 2, padded: 5 }
  const forward = inputBand(inputs, band, 'forward')
  const turned = inputBand(inputs, band, 'turned')
  const at = (values: Float32Array, r: number, c: number) => [
    ...values.subarray((r * 5 + c) * 42, (r * 5 + c + 1) * 42),
  ]
  const expected = (i: number, j: number) => [
    ...inputs.features.subarray((i * 4 + j) * 38, (i * 4 + j + 1) * 38),
    inputs.required[i * 4 + j],
    inputs.forbidden[i * 4 + j],
    inputs.facts.missing[i],
    inputs.facts.coarseness[i],
  ]
  expect(at(forward, 1, 3)).toEqual(expected(2, 3))
  expect(at(turned, 1, 3)).toEqual(expected(3, 2))
  expect(at(forward, 0, 4)).toEqual(Array(42).fill(0))
})

test('shares of gaps, and how coarse a column is', () => {
  const columns = [
    Float64Array.of(1, 2, NaN, 2),
    Float64Array.from({ length: 40 }, (_, r) => r % 12),
    Float64Array.from({ length: 40 }, (_, r) => r % 13),
  ]
  const { missing, coarseness } = columnFacts(columns)
  expect([...missing]).toEqual([0.25, 0, 0])
  expect([...coarseness]).toEqual([0.5, Math.fround(1 / 12), 0])
})
