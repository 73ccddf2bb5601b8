import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { naturalLog } from './natural-log'
import { installKernels, kernelRuntime, removeKernels } from './runtime'

beforeAll(() => installKernels(readFileSync(new URL('./kernels.wasm', import.meta.url))))
afterAll(removeKernels)

test('the digits of the compiled logarithm, and right to one unit in the last place', () => {
  const random = createRandom(1)
  const near = Array.from({ length: 2000 }, () => 1 + (random.uniform() - 0.5) / 8)
  const far = Array.from(
    { length: 2000 },
    () => 2 ** (2000 * (random.uniform() - 0.5)) * (1 + random.uniform()),
  )
  const values = [1, 2, Math.SQRT2, Math.SQRT1_2, 5e-324, 1e-310, Number.MAX_VALUE, ...near, ...far]
  for (const value of values) {
    const log = naturalLog(value)
    expect(log).toBe(kernelRuntime()!.call('log_of', value))
    expect(Math.abs(log - Math.log(value))).toBeLessThanOrEqual(2.3e-16 * Math.max(1e-300, Math.abs(log)))
  }
})
