import { describe, expect, test } from 'vitest'
import { createRandom, shuffle, type Random } from '../../../base/random'
import { valueOf } from '../../../base/result'
import type { CausalGraph } from '../../graph/graph'
import { isAdjacent, isUndecided, patternFromGraph, pointsTo } from '../../graph/pattern'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import type { Discovery, DiscoveryProblem } from '../algorithm'
import { discover, prepareDiscovery } from '../discover'
import { compareGraphs } from '../metrics'
import { quietContext } from '../patterns.testing'
import { buildDiscoveryProblem, type DiscoveryRequest } from '../problem'
import { fitAdditiveNoise } from './additive-noise-fit'
import { linearNoiseData, noises } from './linear-noise.testing'
import { curves, nonlinearData } from './nonlinear-data.testing'

/** Of 60 pairs how many are decided at the level 0.01, and how many of those rightly. */
function decidePairs(
  rows: number,
  noise: (random: Random) => number,
  curve: (random: Random, k: number) => (x: number) => number,
) {
  const count = { right: 0, wrong: 0, open: 0 }
  for (let k = 0; k < 60; k++) {
    const random = createRandom(k)
    const f = curve(random, k)
    const x = Float64Array.from({ length: rows }, () => random.normal())
    const y = x.map((value) => f(value) + noise(random))
    const forwards = fitAdditiveNoise(y, [x]).pValue >= 0.01
    const backwards = fitAdditiveNoise(x, [y]).pValue >= 0.01
    count[forwards === backwards ? 'open' : forwards ? 'right' : 'wrong']++
  }
  return count
}

describe('the direction of a pair', () => {
  test.each(['gaussian', 'uniform'] as const)('is found for curves with %s noise', (noise) => {
    const { right, wrong } = decidePairs(500, noises[noise], (random, k) => curves[k % curves.length](random))
    // Measured: 52 and 59 right of 60, none wrong.
    expect(right).toBeGreaterThanOrEqual(45)
    expect(wrong).toBeLessThanOrEqual(1)
  })

  test('is found for a straight line with uniform noise, and left open with Gaussian noise', () => {
    const line = () => (x: number) => 0.9 * x
    expect(decidePairs(500, noises.uniform, line).right).toBeGreaterThanOrEqual(50)
    expect(decidePairs(500, noises.gaussian, line).open).toBeGreaterThanOrEqual(58)
  })

  test('is left open where a common cause is in both', () => {
    const random = createRandom(1)
    let decided = 0
    for (let k = 0; k < 30; k++) {
      const z = Float64Array.from({ length: 800 }, () => random.normal())
      const x = z.map((value) => 2 * Math.tanh(2 * value) + 0.5 * random.normal())
      const y = z.map((value) => value ** 2 + 0.5 * random.normal())
      const fits = [fitAdditiveNoise(y, [x]), fitAdditiveNoise(x, [y])].map(({ pValue }) => pValue >= 0.01)
      if (fits[0] !== fits[1]) decided++
    }
    expect(decided).toBeLessThanOrEqual(3)
  })

  test('has no verdict with too few rows', () => {
    const random = createRandom(1)
    const column = () => Float64Array.from({ length: 20 }, () => random.normal())
    expect(fitAdditiveNoise(column(), [column(), column(), column()]).pValue).toBeNaN()
  })
})

const simulated = (seed: number, size: number, rows: number, request: DiscoveryRequest = {}) => {
  const random = createRandom(seed)
  const graph = randomDag(numberedNames(size), 1.5, random)
  const data = nonlinearData(graph, rows, random, seed % 2 ? noises.gaussian : noises.uniform)
  return { graph, data, problem: valueOf(buildDiscoveryProblem(data, request)) }
}
const run = async (
  problem: DiscoveryProblem,
  algorithm = 'additive-noise',
  options = {},
): Promise<Discovery> => valueOf(await discover(problem, algorithm, options, quietContext()))

/** True edges of the found graph by how their direction was decided. */
function directions(found: CausalGraph, truth: CausalGraph) {
  const [left, right] = [patternFromGraph(found), patternFromGraph(truth)]
  const count = { right: 0, wrong: 0, open: 0 }
  for (let a = 0; a < left.size; a++) {
    for (let b = 0; b < left.size; b++) {
      if (!pointsTo(right, a, b) || !isAdjacent(left, a, b)) continue
      count[isUndecided(left, a, b) ? 'open' : pointsTo(left, a, b) ? 'right' : 'wrong']++
    }
  }
  return count
}

describe('PC with additive noise', () => {
  test('directs what PC leaves open, and seldom the wrong way', async () => {
    const [own, ofPc] = [
      { right: 0, wrong: 0, open: 0 },
      { right: 0, wrong: 0, open: 0 },
    ]
    for (let seed = 0; seed < 16; seed++) {
      const { graph, problem } = simulated(seed, 6, 600)
      for (const [total, algorithm] of [
        [own, 'additive-noise'],
        [ofPc, 'pc'],
      ] as const) {
        const found = directions((await run(problem, algorithm)).graph, graph)
        total.right += found.right
        total.wrong += found.wrong
        total.open += found.open
      }
    }
    // Measured over 30 seeds: PC 65 right, 14 wrong, 65 open; with additive noise 117 right, 18 wrong, 9 open.
    expect(ofPc.open).toBeGreaterThan(20)
    expect(own.open).toBeLessThan(0.4 * ofPc.open)
    expect(own.right - ofPc.right).toBeGreaterThan(3 * (own.wrong - ofPc.wrong))
    expect(own.right).toBeGreaterThan(1.4 * ofPc.right)
  })

  test('leaves linear Gaussian edges as PC does', async () => {
    let edges = 0
    for (let seed = 0; seed < 6; seed++) {
      const random = createRandom(seed)
      const data = linearNoiseData(randomDag(numberedNames(6), 1.5, random), 800, random, noises.gaussian)
      const problem = valueOf(buildDiscoveryProblem(data))
      const found = await run(problem)
      edges += found.statistics['edges open because both directions fit']
      expect(compareGraphs(found.graph, (await run(problem, 'pc')).graph).shd).toBeLessThanOrEqual(1)
    }
    expect(edges).toBeGreaterThan(8)
  })

  test('follows knowledge and does not depend on the order of the columns', async () => {
    const { data, problem } = simulated(2, 6, 400)
    const knowledge = {
      tiers: [
        ['X5', 'X6'],
        ['X1', 'X2'],
      ],
      required: [],
      forbidden: [['X3', 'X4'] as const],
    }
    const first = (await run({ ...problem, knowledge })).graph
    for (const { from, to, markFrom } of first.edges)
      if (markFrom === 'tail')
        expect(['X1 X5', 'X1 X6', 'X2 X5', 'X2 X6', 'X3 X4']).not.toContain(`${from} ${to}`)
    for (let k = 0; k < 3; k++) {
      const columns = shuffle([...data.columns], createRandom(k))
      const shuffled = valueOf(buildDiscoveryProblem({ ...data, columns }))
      expect(compareGraphs((await run({ ...shuffled, knowledge })).graph, first).shd).toBe(0)
    }
  })

  test('a cancelled run returns what PC knows', async () => {
    const { problem } = simulated(1, 8, 300)
    const context = { ...quietContext(), signal: { aborted: true } }
    const found = valueOf(await discover(problem, 'additive-noise', {}, context))
    expect(found.statistics['stopped early']).toBe(1)
    expect(found.graph.variables).toHaveLength(8)
  })

  test('refuses gaps and contexts', () => {
    const { problem } = simulated(1, 3, 100)
    const context = { name: 'site', kind: 'regime' as const, values: new Float64Array(100) }
    const refused = prepareDiscovery({ ...problem, contexts: [context] }, 'additive-noise', {})
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'contexts-unsupported' }] })
  })
})
