import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { crossProducts, productsBetween } from './cross-products'
import { correlationMatrix } from '../stats/moments'
import { naturalLog } from './natural-log'
import { compiledOrderTrees } from './order-search'
import { PAIR_FEATURE_VERSION } from './pair-feature-table'
import { startPairFeatures } from './pair-features'
import { pairFeatureExample } from './pair-features.testing'
import { installKernels, removeKernels } from './runtime'

beforeAll(() => installKernels(readFileSync(new URL('./kernels.wasm', import.meta.url))))
afterAll(removeKernels)

/** A search over orders of the columns, two rows being taken out for the second of them. */
function orderSearch(columns: readonly Float64Array[]) {
  const rows = columns[0].length
  const size = columns.length
  const correlation = correlationMatrix(columns)
  const removed = [3, 4].map((row) => Float64Array.from(columns, (column) => column[row] / 100))
  const scale = Float64Array.from(columns, (_, k) => 1 + k / 100)
  const moments = columns.map((_, j) =>
    j === 1 ? { correlation, rows: 38, removed: { rows: removed, scale } } : { correlation, rows },
  )
  const penalty = 0.5
  const penalties = columns.map(() => penalty)
  const search = compiledOrderTrees({ moments, penalties, width: 1 })!.search([4, 2])
  const moved = [0, 1, 2, 3, 4, 0, 1, 2].map((variable) => search.improve(variable))
  return {
    size,
    rows,
    penalty,
    correlation: Array.from(correlation),
    removed: removed.map((row) => Array.from(row)),
    scale: Array.from(scale),
    moved,
    order: search.order,
    score: search.score(),
    parents: search.parents().map((list) => Array.from(list)),
  }
}

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
    orderSearch: orderSearch(columns),
    pairFeatureVersion: PAIR_FEATURE_VERSION,
    pairFeatures: plain(run.features()),
  }
  const lines = Object.entries(golden).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)
  await expect(`{\n${lines.join(',\n')}\n}\n`).toMatchFileSnapshot(
    '../../../models/tests/kernels-golden.json',
  )
})
