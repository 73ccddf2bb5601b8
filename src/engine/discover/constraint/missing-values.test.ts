import { describe, expect, test } from 'vitest'
import { createRandom, shuffle, type Random } from '../../../base/random'
import { valueOf } from '../../../base/result'
import type { Column } from '../../data/dataset'
import type { OptionValues } from '../../options'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { discover } from '../discover'
import { compareGraphs } from '../metrics'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'
import { simulateFactory } from './factory.testing'

const ROWS = 1500

/**
 * X -> W <- Y, V -> Z, with X missing where W is large: X and Y are dependent in the rows that have both, though they
 * are independent. In the second case W, which decides, is missing itself where Z is large.
 */
function selected(mechanism: 'at random' | 'not at random', random: Random) {
  const [x, y, w, v, z] = Array.from({ length: 5 }, () => new Float64Array(ROWS))
  for (let row = 0; row < ROWS; row++) {
    x[row] = random.normal()
    y[row] = random.normal()
    w[row] = x[row] + y[row] + 0.7 * random.normal()
    v[row] = random.normal()
    z[row] = v[row] + random.normal()
    if (w[row] + 0.3 * random.normal() > 0.3) x[row] = NaN
    if (mechanism === 'not at random' && z[row] + 0.3 * random.normal() > 1) w[row] = NaN
  }
  return dataFrom([x, y, w, v, z], ['X', 'Y', 'W', 'V', 'Z'])
}

const search = async (mechanism: 'at random' | 'not at random', missing: string, seed: number) => {
  const problem = valueOf(
    buildDiscoveryProblem(selected(mechanism, createRandom(seed)), { gaps: 'test-wise' }),
  )
  return valueOf(await discover(problem, 'pc', { missing, alpha: 0.001 }, quietContext()))
}

describe.each(['at random', 'not at random'] as const)('values missing %s', (mechanism) => {
  test('the correction takes out the edge that test-wise deletion adds, over 20 seeds', async () => {
    const found: Record<string, { extra: number; kept: number }> = {}
    for (const missing of ['test-wise', 'mvpc']) {
      const counts = { extra: 0, kept: 0 }
      for (let seed = 0; seed < 20; seed++) {
        const { graph } = await search(mechanism, missing, 100 + seed)
        const joined = graph.edges.map(({ from, to }) => [from, to].toSorted().join(' '))
        counts.extra += Number(joined.includes('X Y'))
        counts.kept += ['W X', 'W Y', 'V Z'].filter((pair) => joined.includes(pair)).length
      }
      found[missing] = counts
    }
    expect(found['test-wise'].extra).toBeGreaterThanOrEqual(18)
    expect(found.mvpc.extra).toBeLessThanOrEqual(2)
    expect(found.mvpc.kept).toBe(60)
  })
})

test('a factory with 87 % missing and no complete row: most effects are found, few others, and unseen pairs are named', async () => {
  let found = 0
  let right = 0
  let effects = 0
  for (let seed = 0; seed < 2; seed++) {
    const factory = simulateFactory(4000, 5, 10, createRandom(seed))
    const { knowledge } = factory
    const complete = buildDiscoveryProblem(factory.data, { knowledge })
    expect(complete).toMatchObject({ ok: false, problems: [{ code: 'too-few-rows' }] })
    const problem = valueOf(buildDiscoveryProblem(factory.data, { knowledge, gaps: 'test-wise' }))
    const missing = Object.values(problem.rows.missing).reduce((total, count) => total + count, 0)
    expect(missing / (4000 * 52)).toBeGreaterThan(0.86)
    const { graph, statistics, assumptions } = valueOf(
      await discover(problem, 'pc', { alpha: 0.001 }, quietContext()),
    )
    found += graph.edges.length
    right += graph.edges.filter(({ from, to }) => factory.effects.has(`${from} ${to}`)).length
    effects += factory.effects.size
    // Five stages of ten machines: no product passed two of one stage.
    expect(statistics['pairs kept apart for want of shared rows']).toBe(225)
    expect(assumptions.at(-1)).toContain('S1M1 and S1M10')
    expect(assumptions.at(-1)).toContain('215 more pairs')
    expect(statistics['fewest rows behind a test']).toBeGreaterThan(0)
    expect(statistics['tests that could not be judged']).toBeGreaterThan(0)
    expect(graph.edges.every(({ markTo }) => markTo === 'arrow')).toBe(true)
  }
  expect(right / found).toBeGreaterThan(0.85)
  expect(right / effects).toBeGreaterThan(0.7)
})

test('a share of missing values that is small costs nothing but rows', async () => {
  const random = createRandom(5)
  const columns = Array.from({ length: 4 }, () => new Float64Array(ROWS))
  for (let row = 0; row < ROWS; row++) {
    let value = 0
    for (const column of columns) column[row] = value = 0.8 * value + random.normal()
    for (const column of columns) if (random.uniform() < 0.03) column[row] = NaN
  }
  const problem = valueOf(
    buildDiscoveryProblem(dataFrom(columns, ['A', 'B', 'C', 'D']), { gaps: 'test-wise' }),
  )
  const { graph } = valueOf(await discover(problem, 'pc', { alpha: 0.001 }, quietContext()))
  expect(graph.edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['A B', 'B C', 'C D'])
})

test('the correction is refused for tests without moments', async () => {
  const random = createRandom(8)
  const columns = Array.from({ length: 3 }, () =>
    Float64Array.from({ length: 100 }, () => (random.uniform() < 0.1 ? NaN : random.integer(2))),
  )
  const data = dataFrom(columns, ['A', 'B', 'C'])
  const binary = { ...data, columns: data.columns.map((column) => ({ ...column, kind: 'binary' as const })) }
  const problem = valueOf(buildDiscoveryProblem(binary, { gaps: 'test-wise' }))
  const refused = await discover(problem, 'pc', { missing: 'mvpc' }, quietContext())
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'correction-unsupported' }] })
  const options = { missing: 'mvpc', test: 'degenerate-gaussian' }
  expect(await discover(problem, 'pc', options, quietContext())).toMatchObject({ ok: true })
})

test('with gaps and categories the answer does not depend on the order of the columns', async () => {
  const random = createRandom(12)
  const graph = randomDag(numberedNames(6), 3, random)
  const sampled = sampleModel(randomLinearModel(graph, random), 400, random)
  const columns = sampled.map((values, k): Column => {
    const coded = k % 3 === 0 ? values.map((value) => (value < -0.5 ? 2 : value < 0.5 ? 0 : 1)) : values
    const kind = k % 3 === 0 ? ('nominal' as const) : ('continuous' as const)
    const gappy = coded.map((value) => (random.uniform() < 0.2 ? NaN : value))
    return { name: `X${k + 1}`, kind, role: 'variable', values: gappy }
  })
  const data = dataFrom(sampled, numberedNames(6))
  const run = async (some: readonly Column[], options: OptionValues) => {
    const problem = valueOf(buildDiscoveryProblem({ ...data, columns: some }, { gaps: 'test-wise' }))
    return valueOf(await discover(problem, 'pc', options, quietContext())).graph
  }
  for (const missing of ['test-wise', 'mvpc']) {
    const straight = await run(columns, { alpha: 0.05, missing })
    expect(straight.edges.length).toBeGreaterThan(4)
    for (let k = 0; k < 2; k++) {
      const shuffled = await run(shuffle([...columns], createRandom(k)), { alpha: 0.05, missing })
      expect(compareGraphs(shuffled, straight).shd).toBe(0)
    }
  }
})
