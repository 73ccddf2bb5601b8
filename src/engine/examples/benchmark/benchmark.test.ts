import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { mean, variance } from '../../stats/moments'
import { rankingQuality } from '../../discover/ranking-metrics'
import { correlationMatrix } from '../../stats/moments'
import { benchmarkSizes, drawBenchmark } from './draw'
import { buildGolden, type Golden } from './golden'
import { mechanismFamilies } from './mechanism'

const file = new URL('./golden.json', import.meta.url)

test('gives what golden.json says', () => {
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(buildGolden(), null, 1)}\n`)
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden
  expect(golden.mechanisms).toHaveLength(60)
  const rebuilt = buildGolden()
  expect(rebuilt.targets).toEqual(golden.targets)
  rebuilt.mechanisms.forEach((one, k) => {
    expect(one.mechanism).toEqual(golden.mechanisms[k].mechanism)
    // The last digits of tanh belong to the machine.
    expect(one.value).toBeCloseTo(golden.mechanisms[k].value, 12)
  })
})

test('has the expected number of edges at every size', () => {
  for (const [variables, edges] of benchmarkSizes.slice(0, 5)) {
    const counts = Array.from(
      { length: 20 },
      (_, seed) =>
        drawBenchmark({ family: 'linear', variables, edges, rows: 2 }, createRandom(seed)).parents.flat()
          .length,
    )
    expect(Math.abs(mean(counts) - edges)).toBeLessThan((4 * Math.sqrt(edges)) / Math.sqrt(20))
  }
})

test.each(mechanismFamilies)('%s: set values are uniform and owe nothing to their parents', (family) => {
  const draw = drawBenchmark({ family, variables: 5, edges: 6, rows: 60_000 }, createRandom(7))
  draw.columns.forEach((column, j) => {
    const set = column.filter((_, row) => draw.targets[row] === j)
    expect(set).toHaveLength(10_000)
    expect(Math.max(...set.map(Math.abs))).toBeLessThan(1)
    expect(variance(set)).toBeCloseTo(1 / 3, 1)
    for (const parent of draw.parents[j]) {
      const cause = draw.columns[parent].filter((_, row) => draw.targets[row] === j)
      expect(Math.abs(correlationMatrix([set, cause])[1])).toBeLessThan(0.04)
    }
  })
})

test('noise differs between regimes within its range', () => {
  const draw = drawBenchmark({ family: 'linear', variables: 4, edges: 5, rows: 40_000 }, createRandom(3))
  const effect = draw.parents.findIndex((list) => list.length > 0)
  const mechanism = draw.mechanisms[effect]!
  if (mechanism.family !== 'linear') throw new Error('not the family asked for')
  const rest = draw.columns[effect].map(
    (value, row) =>
      value -
      mechanism.weights.reduce((sum, w, k) => sum + w * draw.columns[draw.parents[effect][k]][row], 0),
  )
  const spreads = [-1, 0, 1, 2, 3]
    .filter((target) => target !== effect)
    .map((target) => Math.sqrt(variance(rest.filter((_, row) => draw.targets[row] === target))))
  for (const spread of spreads) {
    expect(spread).toBeGreaterThan(0.39)
    expect(spread).toBeLessThan(0.58)
  }
  expect(new Set(spreads.map((spread) => spread.toFixed(3))).size).toBeGreaterThan(1)
})

test('correlation scores as published on 100 variables, within the spread of graphs', () => {
  // Published, five graphs: 20.1, 14.7, 28.4, 23.1.
  const published = { linear: 0.201, nn: 0.147, sigmoid: 0.284, polynomial: 0.231 }
  for (const [family, value] of Object.entries(published)) {
    const scores = Array.from({ length: 3 }, (_, seed) => {
      const draw = drawBenchmark(
        { family: family as 'linear', variables: 100, edges: 400, rows: 1000 },
        createRandom(seed + 50),
      )
      return rankingQuality(correlationMatrix(draw.columns).map(Math.abs), draw.parents).averagePrecision
    })
    expect(Math.abs(mean(scores) - value)).toBeLessThan(0.04)
  }
})
