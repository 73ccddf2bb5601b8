import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import type { CausalGraph } from '../../graph/graph'
import { patternFromGraph } from '../../graph/pattern'
import { installKernels, removeKernels } from '../../kernels/runtime'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { covarianceMatrix } from '../../stats/moments'
import type { Discovery, DiscoveryProblem } from '../algorithm'
import { discover, prepareDiscovery } from '../discover'
import { compareGraphs } from '../metrics'
import { quietContext } from '../patterns.testing'
import { buildDiscoveryProblem, type DiscoveryRequest } from '../problem'
import { searchDagma } from './dagma-search'
import { leastSquaresLoss } from './least-squares-loss'
import { linearNoiseData, noises } from './linear-noise.testing'
import { logDetAcyclicity } from './log-det-acyclicity'

beforeAll(() => installKernels(readFileSync(new URL('../../kernels/kernels.wasm', import.meta.url))))
afterAll(removeKernels)

/** The numeric gradient of a function of a matrix, by central differences. */
const differences = (f: (weights: Float64Array) => number, at: Float64Array) =>
  at.map((_, k) => {
    const moved = (by: number) => f(at.map((value, other) => (other === k ? value + by : value)))
    return (moved(1e-5) - moved(-1e-5)) / 2e-5
  })
const acyclicity = (weights: Float64Array, size: number, s = 1) =>
  logDetAcyclicity(weights, size, s, new Float64Array(size * size), new Float64Array(size * size))

describe('the acyclicity function', () => {
  test('is 0 for weights without a cycle', () => {
    const random = createRandom(1)
    for (let k = 0; k < 100; k++) {
      const size = 2 + random.integer(7)
      const { arcs } = patternFromGraph(randomDag(numberedNames(size), 2.5, random))
      const weights = Float64Array.from(arcs, (arc) => arc * 3 * random.normal())
      expect(Math.abs(acyclicity(weights, size, 0.7 + 0.3 * random.uniform())!)).toBeLessThan(1e-9)
    }
  })

  test('is -log(1 - p) for one cycle whose squared weights have the product p, undefined from p = 1 on', () => {
    const random = createRandom(1)
    let undefinedOnes = 0
    for (let k = 0; k < 100; k++) {
      const size = 2 + random.integer(7)
      const weights = new Float64Array(size * size)
      let product = 1
      for (let i = 0; i < size; i++) {
        const weight = 0.6 + 0.8 * random.uniform()
        weights[i * size + ((i + 1) % size)] = k % 2 === 0 ? weight : -weight
        product *= weight * weight
      }
      if (product >= 1) {
        undefinedOnes++
        expect(acyclicity(weights, size)).toBeNull()
      } else expect(acyclicity(weights, size)).toBeCloseTo(-Math.log(1 - product), 9)
    }
    expect(undefinedOnes).toBeGreaterThan(20)
    expect(undefinedOnes).toBeLessThan(80)
  })

  test('has the gradient of its differences, and so has the loss', () => {
    const random = createRandom(2)
    for (let k = 0; k < 20; k++) {
      const size = 2 + random.integer(5)
      const weights = Float64Array.from({ length: size * size }, () => 0.25 * random.normal())
      for (let i = 0; i < size; i++) weights[i * size + i] = 0
      const gradient = new Float64Array(size * size)
      expect(logDetAcyclicity(weights, size, 1, gradient, new Float64Array(size * size))).not.toBeNull()
      const numeric = differences((at) => acyclicity(at, size)!, weights)
      gradient.forEach((value, at) => expect(value).toBeCloseTo(numeric[at], 6))

      const columns = Array.from({ length: size }, () =>
        Float64Array.from({ length: 30 }, () => random.normal()),
      )
      const covariance = covarianceMatrix(columns)
      leastSquaresLoss(covariance, weights, size, gradient)
      const slopes = differences(
        (at) => leastSquaresLoss(covariance, at, size, new Float64Array(size * size)),
        weights,
      )
      gradient.forEach((value, at) => expect(value).toBeCloseTo(slopes[at], 6))
    }
  })

  test('the loss is half the summed residual variances', () => {
    const random = createRandom(3)
    const columns = Array.from({ length: 3 }, () => Float64Array.from({ length: 50 }, () => random.normal()))
    const weights = Float64Array.of(0, 0.5, -1, 0, 0, 2, 0.3, 0, 0)
    const residuals = columns.map((column, j) =>
      column.map((value, r) =>
        columns.reduce((left, other, i) => left - weights[i * 3 + j] * other[r], value),
      ),
    )
    const variances = residuals.map((residual) => covarianceMatrix([residual])[0])
    expect(leastSquaresLoss(covarianceMatrix(columns), weights, 3, new Float64Array(9))).toBeCloseTo(
      (variances[0] + variances[1] + variances[2]) / 2,
      10,
    )
  })
})

const simulated = (seed: number, size: number, degree: number, request: DiscoveryRequest = {}) => {
  const random = createRandom(seed)
  const graph = randomDag(numberedNames(size), degree, random)
  const data = linearNoiseData(graph, 1000, random, noises.gaussian)
  return { graph, data, problem: valueOf(buildDiscoveryProblem(data, request)) }
}
const run = async (problem: DiscoveryProblem, options: Record<string, number | string> = { scale: 'raw' }) =>
  valueOf(await discover(problem, 'dagma', options, quietContext())) satisfies Discovery

describe('DAGMA', () => {
  test('finds linear models with equal noise in raw units', async () => {
    let distance = 0
    for (let seed = 0; seed < 2; seed++) {
      const { graph, problem } = simulated(seed, 20, 3)
      const found = await run(problem)
      expect(found.graph.kind).toBe('dag')
      distance += compareGraphs(found.graph, graph).shd
    }
    const { graph, problem } = simulated(50, 50, 3)
    distance += compareGraphs((await run(problem)).graph, graph).shd
    // Measured: 0 wrong of 135 edges.
    expect(distance).toBeLessThanOrEqual(4)
  })

  test('standardised columns do not depend on units, and raw ones do', async () => {
    const { data, problem } = simulated(7, 7, 3)
    const factors = [1, 100, 0.01, 30, 1, 7, 0.2]
    const columns = data.columns.map((column, k) => ({
      ...column,
      values: column.values.map((value) => value * factors[k]),
    }))
    const rescaled = valueOf(buildDiscoveryProblem({ ...data, columns }))
    const distance = async (scale: string) =>
      compareGraphs((await run(problem, { scale })).graph, (await run(rescaled, { scale })).graph).shd
    expect(await distance('standardised')).toBe(0)
    expect(await distance('raw')).toBeGreaterThan(3)
  })

  test('does not depend on the order of the columns', async () => {
    const { data, problem } = simulated(3, 9, 4)
    for (const scale of ['standardised', 'raw']) {
      const first = (await run(problem, { scale })).graph
      for (let k = 0; k < 2; k++) {
        const columns = shuffle([...data.columns], createRandom(k))
        const shuffled = await run(valueOf(buildDiscoveryProblem({ ...data, columns })), { scale })
        expect(compareGraphs(shuffled.graph, first).shd).toBe(0)
      }
    }
  })

  test('follows knowledge, also where it is wrong', async () => {
    const names = numberedNames(8)
    const knowledge = {
      tiers: [names.slice(0, 3), names.slice(3, 6)],
      forbidden: [['X7', 'X8'] as const, ['X8', 'X7'] as const],
      required: [['X1', 'X8'] as const],
      exogenous: ['X2'],
    }
    for (let seed = 0; seed < 3; seed++) {
      const found = await run(simulated(seed, 8, 3, { knowledge }).problem)
      const arrows = found.graph.edges.map(({ from, to }) => `${from} ${to}`)
      expect(arrows).toContain('X1 X8')
      for (const arrow of arrows) {
        const [from, to] = arrow.split(' ')
        expect(['X7 X8', 'X8 X7']).not.toContain(arrow)
        expect(to).not.toBe('X2')
        if (knowledge.tiers[0].includes(to)) expect(knowledge.tiers[1]).not.toContain(from)
      }
    }
  })

  test('a cancelled run returns the graph so far, and stages are reported', async () => {
    const { problem } = simulated(1, 20, 3)
    const signal = { aborted: false }
    const partial: CausalGraph[] = []
    const context = {
      ...quietContext(),
      signal,
      partial: (graph: CausalGraph) => void (signal.aborted = partial.push(graph) === 2),
    }
    const found = valueOf(await discover(problem, 'dagma', { scale: 'raw' }, context))
    expect(partial).toHaveLength(2)
    expect(found.statistics['stopped early']).toBe(1)
    expect(found.graph.edges.length).toBeGreaterThan(10)
  })

  test('ends where the domain has shrunk past its weights', async () => {
    // Two large columns that are nearly the same pull both weights to the edge of the first stage's domain.
    const covariance = Float64Array.of(1e6, 999_990, 999_990, 1e6)
    const free = Uint8Array.of(0, 1, 1, 0)
    const stages: Float64Array[] = []
    const found = await searchDagma(covariance, 2, free, free, 0.02, { rest: () => false }, (weights) =>
      stages.push(weights.slice()),
    )
    expect(found.stopped).toBe(true)
    expect(stages.length).toBeGreaterThan(0)
    expect(found.weights).toEqual(stages.at(-1))
    expect(acyclicity(found.weights, 2)).not.toBeNull()
  })

  test('refuses too many variables, and its forecast grows with the cube', () => {
    const { problem } = simulated(1, 4, 2)
    const wide = (size: number) => ({
      ...problem,
      names: numberedNames(size),
      columns: Array.from({ length: size }, () => problem.columns[0]),
      levels: Array.from({ length: size }, () => 0),
    })
    expect(prepareDiscovery(wide(201), 'dagma', {})).toMatchObject({
      ok: false,
      problems: [{ code: 'too-large' }],
    })
    const { algorithm, options } = valueOf(prepareDiscovery(problem, 'dagma', {}))
    const [small, large] = [50, 200].map((size) => algorithm.forecast(wide(size), options).seconds)
    expect(large / small).toBeGreaterThan(15)
  })
})
