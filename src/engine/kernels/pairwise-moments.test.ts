import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { correlationMatrix } from '../stats/moments'
import { pairwiseMoments } from './pairwise-moments'
import { installKernels, removeKernels } from './runtime'

afterEach(removeKernels)

const install = () => installKernels(readFileSync(new URL('./kernels.wasm', import.meta.url)))

/** Correlated columns far from zero, with a share of the values missing. */
function columnsWithGaps(seed: number, size: number, rows: number, missing: number): Float64Array[] {
  const random = createRandom(seed)
  const common = Float64Array.from({ length: rows }, () => random.normal())
  return Array.from({ length: size }, (_, j) =>
    Float64Array.from({ length: rows }, (_row, row) =>
      random.uniform() < missing ? NaN : 1000 * j + common[row] + (j + 1) * random.normal(),
    ),
  )
}

/** The rows that have both, put together, and then the correlation of complete columns. */
function oneByOne(columns: readonly Float64Array[], i: number, j: number) {
  const rows = Array.from(columns[i].keys()).filter((row) => !Number.isNaN(columns[i][row] + columns[j][row]))
  const [left, right] = [i, j].map((k) => Float64Array.from(rows, (row) => columns[k][row]))
  return { count: rows.length, correlation: rows.length < 2 ? NaN : correlationMatrix([left, right])[1] }
}

describe.each(['TypeScript', 'compiled'])('pairs of columns with gaps, %s', (build) => {
  test.each([0, 0.3, 0.9])('share missing %d: as over the rows that have both', async (missing) => {
    if (build === 'compiled') await install()
    const columns = columnsWithGaps(5, 9, 300, missing)
    const { counts, correlation } = pairwiseMoments(columns)
    columns.forEach((_, i) =>
      columns.forEach((__, j) => {
        const pair = oneByOne(columns, i, j)
        expect(counts[i * 9 + j]).toBe(pair.count)
        const wanted = i === j ? 1 : pair.correlation
        if (Number.isNaN(wanted)) expect(correlation[i * 9 + j]).toBeNaN()
        else expect(correlation[i * 9 + j]).toBeCloseTo(wanted, 9)
      }),
    )
  })

  test('a pair without shared rows, with one of them, and a column that is constant in the shared rows', async () => {
    if (build === 'compiled') await install()
    const { counts, correlation } = pairwiseMoments([
      Float64Array.of(1, 2, 3, NaN, NaN, 7),
      Float64Array.of(NaN, NaN, NaN, 4, 5, 9),
      Float64Array.of(0.1, 0.1, 0.1, 8, 9, NaN),
      Float64Array.of(NaN, NaN, NaN, NaN, NaN, NaN),
    ])
    expect(Array.from(counts)).toEqual([4, 1, 3, 0, 1, 3, 2, 0, 3, 2, 5, 0, 0, 0, 0, 0])
    expect(correlation[1]).toBeNaN()
    expect(correlation[2]).toBeNaN()
    expect(correlation[3]).toBeNaN()
    expect(correlation[6]).toBeCloseTo(1, 12)
  })
})

test('both builds give the same digits', async () => {
  const columns = columnsWithGaps(6, 11, 517, 0.4)
  const plain = pairwiseMoments(columns)
  await install()
  expect(pairwiseMoments(columns)).toEqual(plain)
})
