import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { crossProducts, reference } from './cross-products'
import { installKernels, kernelRuntime, removeKernels } from './runtime'

beforeAll(() => installKernels(readFileSync(new URL('./kernels.wasm', import.meta.url))))
afterAll(removeKernels)

test.each([
  [1, 1],
  [3, 7],
  [4, 256],
  [9, 513],
  [30, 1001],
])('%i columns of %i rows: the same digits as TypeScript', (size, rows) => {
  const random = createRandom(size)
  const columns = Array.from({ length: size }, () =>
    Float64Array.from({ length: rows }, () => random.normal()),
  )
  const before = kernelRuntime()!.size()
  expect(crossProducts(columns)).toEqual(reference(columns))
  expect(kernelRuntime()!.size()).toBeGreaterThanOrEqual(before)
})
