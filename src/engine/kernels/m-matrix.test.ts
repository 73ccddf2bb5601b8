import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createRandom } from '../../base/random'
import { addSquareProduct, addSquareProductReference, invertMMatrix, invertReference } from './m-matrix'
import { installKernels, kernelRuntime, removeKernels } from './runtime'

beforeAll(() => installKernels(readFileSync(new URL('./kernels.wasm', import.meta.url))))
afterAll(removeKernels)

/** Off the diagonal negative or 0, and more on the diagonal than beside it: an M-matrix. */
function mMatrix(size: number, seed: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length: size * size }, (_, k) =>
    k % (size + 1) === 0 ? 1 : random.uniform() < 0.3 ? 0 : (-0.9 * random.uniform()) / size,
  )
}

test.each([1, 2, 3, 8, 17, 40])('%i rows: the same digits as TypeScript', (size) => {
  const called = vi.spyOn(kernelRuntime()!, 'call')
  const [a, b] = [mMatrix(size, 1), mMatrix(size, 2)]
  const [compiled, plain] = [a.slice(), a.slice()]
  expect(invertMMatrix(compiled, size)).toEqual(invertReference(plain, size))
  expect(compiled).toEqual(plain)

  const [sum, plainSum] = [b.slice(), b.slice()]
  addSquareProduct(a, compiled, size, sum)
  addSquareProductReference(a, compiled, size, plainSum)
  expect(sum).toEqual(plainSum)
  sum.forEach((value, k) => expect(value - b[k]).toBeCloseTo(Number(k % (size + 1) === 0), 10))
  expect(called).toHaveBeenCalledTimes(2)
  called.mockRestore()
})

test('what is no M-matrix has no inverse here', () => {
  expect(invertMMatrix(Float64Array.of(1, -2, -1, 1), 2)).toBeNull()
  expect(invertReference(Float64Array.of(1, -2, -1, 1), 2)).toBeNull()
})
