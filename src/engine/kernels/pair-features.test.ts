import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../base/random'
import { pairFeatures } from './pair-feature-table'
import { startPairFeatures, type OrderSearchResult, type PairFeatureInput } from './pair-features'
import { pairFeatureExample } from './pair-features.testing'
import { installKernels, kernelRuntime, removeKernels } from './runtime'

const F = pairFeatures.length
const install = () => installKernels(readFileSync(new URL('./kernels.wasm', import.meta.url)))
afterEach(removeKernels)

/** All features, and what `step` answered on the way. */
function runWhole(input: PairFeatureInput) {
  const run = startPairFeatures(input)
  const shares: number[] = []
  do shares.push(run.step())
  while (shares.at(-1)! < 1)
  return { features: run.features(), shares }
}

const featuresOf = (input: PairFeatureInput) => runWhole(input).features

async function compiledFeatures(input: PairFeatureInput): Promise<Float32Array> {
  await install()
  expect(kernelRuntime()).not.toBeNull()
  return featuresOf(input)
}

/** Largest difference; infinite when an entry of the first is not a number. */
function largestDifference(first: Float32Array, second: Float32Array): number {
  expect(first.length).toBe(second.length)
  return first.reduce((most, value, k) => {
    const difference = Math.abs(value - second[k])
    return Number.isNaN(difference) ? Infinity : Math.max(most, difference)
  }, 0)
}

test('the table names the 38 features, each once', () => {
  expect(new Set(pairFeatures.map(({ name }) => name)).size).toBe(38)
})

describe('the compiled kernel gives what the definitions give', () => {
  test.each([
    { size: 8, rows: 300, set: 0.6, what: 'some rows set' },
    { size: 6, rows: 80, set: 0, what: 'nothing set' },
    { size: 3, rows: 150, set: 0.9, what: 'more rows set than there are variables' },
    { size: 12, rows: 9, set: 0.5, what: 'more variables than rows' },
    { size: 14, rows: 120, set: 1, what: 'every row set, many parents' },
    { size: 1, rows: 20, set: 0.5, what: 'one column' },
  ])('$what', async ({ size, rows, set }) => {
    const input = pairFeatureExample(size, size, rows, set)
    const wanted = featuresOf(input)
    const found = await compiledFeatures(input)
    expect(largestDifference(wanted, found)).toBeLessThan(1e-6)
    // Each feature says something somewhere.
    if (set > 0 && size > 3 && rows > 100) {
      for (let f = 0; f < F; f++) expect(found.some((value, k) => k % F === f && value !== 0)).toBe(true)
    }
  })

  test('more than nine parents: the strongest form the design', async () => {
    const input = pairFeatureExample(3, 13, 200)
    const all = Array.from({ length: 12 }, (_, i) => i)
    const crowded = { ...input.quadratic, parents: [...Array.from({ length: 12 }, () => []), all] }
    const features = { ...input, quadratic: crowded }
    const wanted = featuresOf(features)
    expect(largestDifference(wanted, await compiledFeatures(features))).toBeLessThan(1e-6)
    const drop = pairFeatures.findIndex(({ name }) => name === 'drop from the full design')
    const inDesign = all.filter((i) => wanted[(i * 13 + 12) * F + drop] !== 0)
    expect(inDesign).toHaveLength(9)
  })
})

describe('laws of the features', () => {
  const input = pairFeatureExample(11, 9, 250)

  test('units do not matter, nor where the zero is', async () => {
    const scaled = input.columns.map((column, j) => column.map((value) => 10 ** (j - 4) * value + 3 * j))
    const first = await compiledFeatures(input)
    expect(largestDifference(first, featuresOf({ ...input, columns: scaled }))).toBeLessThan(1e-5)
  })

  test('the order of the rows does not matter', async () => {
    const order = shuffle(
      Int32Array.from({ length: 250 }, (_, r) => r),
      createRandom(2),
    )
    const shuffled = {
      ...input,
      columns: input.columns.map((column) => Float64Array.from(order, (r) => column[r])),
      targets: order.map((r) => input.targets![r]),
    }
    const first = await compiledFeatures(input)
    expect(largestDifference(first, featuresOf(shuffled))).toBeLessThan(1e-5)
  })

  test('another order of the columns reorders the features', async () => {
    const size = input.columns.length
    const order = shuffle(
      Int32Array.from({ length: size }, (_, j) => j),
      createRandom(3),
    )
    const place = order.map((_, j) => order.indexOf(j))
    const reorder = (matrix: Float64Array) =>
      matrix.map((_, k) => matrix[order[Math.floor(k / size)] * size + order[k % size]])
    const turned = ({ parents, strength, before }: OrderSearchResult): OrderSearchResult => ({
      parents: Array.from(order, (j) => parents[j].map((p) => place[p])),
      strength: reorder(strength),
      before: reorder(before),
    })
    const first = await compiledFeatures(input)
    const second = featuresOf({
      columns: Array.from(order, (j) => input.columns[j]),
      targets: input.targets!.map((target) => (target < 0 ? target : place[target])),
      linear: turned(input.linear),
      quadratic: turned(input.quadratic),
    })
    const expected = first.map((_, k) => {
      const pair = Math.floor(k / F)
      return first[(order[Math.floor(pair / size)] * size + order[pair % size]) * F + (k % F)]
    })
    expect(largestDifference(expected, second)).toBeLessThan(1e-5)
  })

  test.each(['TypeScript', 'compiled'])('constant and copied columns stay finite, %s', async (build) => {
    if (build === 'compiled') await install()
    const columns = [...input.columns]
    columns[2] = new Float64Array(250).fill(0.1)
    columns[5] = columns[4]
    const features = featuresOf({ ...input, columns })
    expect(features.every((value) => Math.abs(value) <= 8)).toBe(true)
    for (let j = 0; j < 9; j++) {
      // A constant correlates with nothing and is nobody's effect.
      expect(Array.from(features.subarray((2 * 9 + j) * F, (2 * 9 + j) * F + 5)).every((v) => v === 0)).toBe(
        true,
      )
      expect(features.subarray((j * 9 + j) * F, (j * 9 + j + 1) * F).every((v) => v === 0)).toBe(true)
    }
  })
})

test.each([
  ['a gap', { columns: [0, 1, 2, 3].map(() => new Float64Array(50).fill(NaN)) }, 'column 0 has gaps'],
  ['an unknown target', { targets: new Int32Array(50).fill(4) }, 'a target is not below 4'],
  ['too few targets', { targets: new Int32Array(3) }, '3 targets for 50 rows'],
  [
    'an unknown parent',
    { linear: { ...pairFeatureExample(7, 4, 50).linear, parents: [[], [9], [], []] } },
    'a parent is not one of 4 columns',
  ],
  [
    'the result of another search',
    { quadratic: pairFeatureExample(7, 3, 50).quadratic },
    'not one of 4 columns',
  ],
])('%s is refused', (_, change, message) => {
  expect(() => startPairFeatures({ ...pairFeatureExample(7, 4, 50), ...change })).toThrow(message)
})

test('the work comes in slices that count up to 1', async () => {
  await install()
  const { shares } = runWhole(pairFeatureExample(4, 60, 400))
  expect(shares.length).toBeGreaterThan(10)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
})
