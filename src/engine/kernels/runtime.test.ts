import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { installKernels, kernelRuntime, removeKernels } from './runtime'

const install = () => installKernels(readFileSync(new URL('./kernels.wasm', import.meta.url)))
afterEach(removeKernels)

test('nothing is at hand before the kernels are installed', async () => {
  expect(kernelRuntime()).toBeNull()
  await expect(installKernels(new Uint8Array([1, 2, 3]))).rejects.toThrow()
  expect(kernelRuntime()).toBeNull()
})

test('what is taken within is given back, also when the work fails', async () => {
  await install()
  const runtime = kernelRuntime()!
  const first = runtime.within(() => runtime.take(1000))
  expect(() =>
    runtime.within(() => {
      runtime.take(5_000_000)
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(runtime.within(() => runtime.take(8))).toBe(first)
  expect(runtime.size()).toBeGreaterThanOrEqual(5_000_000)
})

test('more memory than there is gets an error with the size', async () => {
  await install()
  expect(() => kernelRuntime()!.take(4_294_900_000)).toThrow('4294900000 bytes')
})

test('a separate runtime has its own memory', async () => {
  await install()
  const own = kernelRuntime()!.separate()
  const address = own.take(16)
  own.doubles(address, 2).set([7, 8])
  const shared = kernelRuntime()!
  shared.within(() => shared.doubles(shared.take(800), 100).fill(-1))
  expect(Array.from(own.doubles(address, 2))).toEqual([7, 8])
})
