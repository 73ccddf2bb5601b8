import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { crossProducts, productsBetween, reference, referenceBetween } from './cross-products'
import { installKernels, kernelRuntime, removeKernels } from './runtime'

beforeAll(() => installKernels(readFileSync(new URL('./kernels.wasm', import.meta.url))))
afterAll(removeKernels)

const normalColumns = (seed: number, size: number, rows: number) => {
  const random = createRandom(seed)
  return Array.from({ length: size }, () => Float64Array.from({ length: rows }, () => random.normal()))
}

test.each([
  [1, 1],
  [3, 7],
  [4, 256],
  [9, 513],
  [30, 1001],
  [131, 64],
])('%i columns of %i rows: the same digits as TypeScript', (size, rows) => {
  const columns = normalColumns(size, size, rows)
  expect(kernelRuntime()).not.toBeNull()
  expect(crossProducts(columns)).toEqual(reference(columns))
})

test.each([
  [1, 1, 3],
  [5, 2, 700],
  [70, 3, 33],
  [2, 137, 33],
])('%i columns with %i others over %i rows: the same digits as TypeScript', (left, right, rows) => {
  const columns = normalColumns(left + right, left + right, rows)
  const [first, second] = [columns.slice(0, left), columns.slice(left)]
  expect(productsBetween(first, second)).toEqual(referenceBetween(first, second))
})

test('no columns, and nothing to multiply with', () => {
  expect(crossProducts([])).toEqual(new Float64Array(0))
  expect(productsBetween([[1, 2]], [])).toEqual(new Float64Array(0))
})
