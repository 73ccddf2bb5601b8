import { describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { correlationMatrix } from '../../stats/moments'
import { standardisedColumns } from '../../stats/standardised'
import type { Discovery, DiscoveryProblem } from '../algorithm'
import { discover, prepareDiscovery } from '../discover'
import { compareGraphs } from '../metrics'
import { createPacer } from '../pacer'
import { quietContext } from '../patterns.testing'
import { buildDiscoveryProblem, type DiscoveryRequest } from '../problem'
import { linearNoiseData, noises } from './linear-noise.testing'
import { findLingamOrder } from './lingam-order'
import { likelihoodRatio, standardisedEntropy } from './pairwise-likelihood-ratio'

const simulated = (
  seed: number,
  size: number,
  rows: number,
  noise: keyof typeof noises,
  request: DiscoveryRequest = {},
) => {
  const random = createRandom(seed)
  const graph = randomDag(numberedNames(size), 3, random)
  const data = linearNoiseData(graph, rows, random, noises[noise])
  return { graph, data, problem: valueOf(buildDiscoveryProblem(data, request)) }
}
const run = async (problem: DiscoveryProblem, options = {}): Promise<Discovery> =>
  valueOf(await discover(problem, 'direct-lingam', options, quietContext()))

describe('the likelihood ratio of two directions', () => {
  test('the entropy of a Gaussian is the largest, and right', () => {
    const random = createRandom(1)
    const entropies = Object.values(noises).map((noise) =>
      standardisedEntropy(
        standardisedColumns([Float64Array.from({ length: 20_000 }, () => noise(random))])[0],
      ),
    )
    expect(entropies[0]).toBeCloseTo(0.5 * (1 + Math.log(2 * Math.PI)), 2)
    for (const entropy of entropies.slice(1)) expect(entropy).toBeLessThan(entropies[0] - 0.02)
  })

  test('changes sign when the two change places, and points at the effect', () => {
    for (const noise of ['uniform', 'laplace', 'skewed'] as const) {
      const random = createRandom(2)
      const x = Float64Array.from({ length: 3000 }, () => noises[noise](random))
      const y = x.map((value) => 0.8 * value + noises[noise](random))
      const [a, b] = standardisedColumns([x, y])
      const shared = correlationMatrix([a, b])[1]
      const [first, second] = [a, b].map(standardisedEntropy)
      const ratio = likelihoodRatio(a, b, shared, first, second)
      expect(ratio).toBeGreaterThan(0.005)
      expect(likelihoodRatio(b, a, shared, second, first)).toBeCloseTo(-ratio, 12)
    }
  })
})

describe('the order', () => {
  test('is that of all comparisons, though most are never made', async () => {
    let made = 0
    for (let seed = 0; seed < 15; seed++) {
      const size = 15
      const { problem } = simulated(seed, size, 200, 'laplace')
      const work = standardisedColumns(problem.columns)
      const found = await findLingamOrder(work, () => false, createPacer(quietContext()))
      made += found.comparisons
      expect(found.order).toEqual(orderByAllComparisons(standardisedColumns(problem.columns)))
    }
    // All comparisons would be 15 * 560.
    expect(made).toBeLessThan(15 * 400)
  })
})

/** Algorithm 1 word by word: at each step every pair is compared. */
function orderByAllComparisons(columns: Float64Array[]): number[] {
  let waiting = columns.map((_, k) => k)
  const order: number[] = []
  while (waiting.length > 0) {
    const against = waiting.map((i) => {
      let total = 0
      for (const j of waiting) {
        if (i === j) continue
        const shared = correlationMatrix([columns[i], columns[j]])[1]
        const entropies = [columns[i], columns[j]].map(standardisedEntropy)
        const ratio = likelihoodRatio(columns[i], columns[j], shared, entropies[0], entropies[1])
        total += Math.min(0, ratio) ** 2
      }
      return total
    })
    const first = waiting[against.indexOf(Math.min(...against))]
    order.push(first)
    waiting = waiting.filter((k) => k !== first)
    for (const k of waiting) {
      const shared = correlationMatrix([columns[k], columns[first]])[1]
      columns[k] = standardisedColumns([columns[k].map((value, r) => value - shared * columns[first][r])])[0]
    }
  }
  return order
}

describe('DirectLiNGAM', () => {
  test.each(['uniform', 'laplace', 'skewed'] as const)('finds graphs with %s noise', async (noise) => {
    let distance = 0
    let exact = 0
    for (let seed = 0; seed < 12; seed++) {
      const { graph, problem } = simulated(seed, 10, 1000, noise)
      const found = await run(problem)
      const { shd } = compareGraphs(found.graph, graph)
      distance += shd
      if (shd === 0) exact++
      expect(found.graph.kind).toBe('dag')
      expect(found.statistics['arrows whose direction the data do not show']).toBe(0)
    }
    // Measured: at most 2 wrong edges of 180.
    expect(distance).toBeLessThanOrEqual(6)
    expect(exact).toBeGreaterThanOrEqual(9)
  })

  test('says that Gaussian noise leaves the directions open', async () => {
    let open = 0
    let arrows = 0
    for (let seed = 0; seed < 8; seed++) {
      const { problem } = simulated(seed, 8, 500, 'gaussian')
      const found = await run(problem)
      open += found.statistics['arrows whose direction the data do not show']
      arrows += found.graph.edges.length
      expect(found.assumptions.at(-1)).toMatch(/looks Gaussian, so the data do not determine/)
    }
    expect(open / arrows).toBeGreaterThan(0.85)
  })

  test('does not depend on the order of the columns', async () => {
    const { data, problem } = simulated(3, 15, 400, 'laplace')
    const first = (await run(problem)).graph
    for (let k = 0; k < 4; k++) {
      const columns = shuffle([...data.columns], createRandom(k))
      const shuffled = await run(valueOf(buildDiscoveryProblem({ ...data, columns })))
      expect(compareGraphs(shuffled.graph, first).shd).toBe(0)
    }
  })

  test('follows knowledge, also where it is wrong', async () => {
    const names = numberedNames(10)
    const knowledge = {
      tiers: [names.slice(0, 4), names.slice(4, 7)],
      forbidden: [['X8', 'X9'] as const, ['X9', 'X8'] as const],
      required: [['X1', 'X10'] as const, ['X10', 'X8'] as const],
      exogenous: ['X2'],
    }
    for (let seed = 0; seed < 10; seed++) {
      const found = await run(simulated(seed, 10, 300, 'uniform', { knowledge }).problem)
      const arrows = found.graph.edges.map(({ from, to }) => `${from} ${to}`)
      expect(arrows).toContain('X1 X10')
      expect(arrows).toContain('X10 X8')
      for (const arrow of arrows) {
        const [from, to] = arrow.split(' ')
        expect(['X8 X9', 'X9 X8']).not.toContain(arrow)
        expect(to).not.toBe('X2')
        if (knowledge.tiers[0].includes(to)) expect(knowledge.tiers[1]).not.toContain(from)
      }
    }
  })

  test('knowledge of tiers mends the order where the noise is Gaussian', async () => {
    let blind = 0
    let informed = 0
    for (let seed = 0; seed < 6; seed++) {
      const { graph, data, problem } = simulated(seed, 8, 1000, 'gaussian')
      const depth = (name: string): number =>
        Math.max(0, ...graph.edges.filter(({ to }) => to === name).map(({ from }) => 1 + depth(from)))
      const tiers = [0, 1, 2, 3, 4, 5, 6, 7].map((level) =>
        numberedNames(8).filter((name) => depth(name) === level),
      )
      const knowledge = { tiers, required: [], forbidden: [] }
      blind += compareGraphs((await run(problem)).graph, graph).shd
      informed += compareGraphs(
        (await run(valueOf(buildDiscoveryProblem(data, { knowledge })))).graph,
        graph,
      ).shd
    }
    expect(informed).toBeLessThanOrEqual(4)
    expect(blind).toBeGreaterThan(30)
  })

  test('a cancelled run keeps the variables placed so far', async () => {
    const { problem } = simulated(1, 60, 4000, 'laplace')
    const signal = { aborted: false }
    const progress = (fraction: number) => void (signal.aborted = fraction > 0.3)
    const context = { ...quietContext(), signal, progress }
    const found = valueOf(await discover(problem, 'direct-lingam', {}, context))
    expect(found.statistics['stopped early']).toBe(1)
    expect(found.graph.edges.length).toBeGreaterThan(10)
  })

  test('refuses what it cannot read, and too few rows', () => {
    const { problem } = simulated(1, 4, 50, 'laplace')
    const codes = (changed: Partial<DiscoveryProblem>) => {
      const result = prepareDiscovery({ ...problem, ...changed }, 'direct-lingam', {})
      return result.ok ? [] : result.problems.map(({ code }) => code)
    }
    const context = { name: 'site', kind: 'regime' as const, values: new Float64Array(50) }
    expect(codes({ gaps: 'some', contexts: [context] })).toEqual(['gaps-unsupported', 'contexts-unsupported'])
    expect(codes({ rows: { ...problem.rows, used: 5 } })).toEqual(['too-few-rows'])
    expect(codes({ interventions: new Int32Array(50) })).toEqual(['interventions-unsupported'])
    expect(codes({})).toEqual([])
  })
})
