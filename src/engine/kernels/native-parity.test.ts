import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { crossProducts, productsBetween } from './cross-products'
import { naturalLog } from './natural-log'
import { PAIR_FEATURE_VERSION } from './pair-feature-table'
import { startPairFeatures } from './pair-features'
import { pairFeatureExample } from './pair-features.testing'
import { installKernels, removeKernels } from './runtime'

beforeAll(() => installKernels(readFileSync(new URL('./kernels.wasm', import.meta.url))))
afterAll(removeKernels)

/** What the native library is held to (models/tests/test_kernels.py), rebuilt by `npx vitest run native-parity -u`. */
test('the wasm gives the digits that are promised to the native library', async () => {
  const input = pairFeatureExample(21, 5, 40)
  const run = startPairFeatures(input)
  while (run.step() < 1);
  const random = createRandom(5)
  const logs = Array.from({ length: 40 }, () => Math.exp(40 * (random.uniform() - 0.5)))
  const { columns, targets } = input
  const plain = (values: ArrayLike<number>) => Array.from(values)
  const search = ({ parents, strength, before }: typeof input.linear) => ({
    parents,
    strength: plain(strength),
    before: plain(before),
  })
  const golden = {
    columns: columns.map(plain),
    targets: plain(targets!),
    linear: search(input.linear),
    quadratic: search(input.quadratic),
    logs: logs.map((value) => [value, naturalLog(value)]),
    crossProducts: plain(crossProducts(columns)),
    productsBetween: plain(productsBetween(columns.slice(0, 2), columns.slice(2))),
    pairFeatureVersion: PAIR_FEATURE_VERSION,
    pairFeatures: plain(run.features()),
  }
  const lines = Object.entries(golden).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)
  await expect(`{\n${lines.join(',\n')}\n}\n`).toMatchFileSnapshot(
    '../../../models/tests/kernels-golden.json',
  )
})
