import { describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { graphFromNames, directed, variableId, type CausalGraph } from '../../graph/graph'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import {
  graphOfModel,
  randomLinearModel,
  sampleModel,
  type StructuralModel,
} from '../../simulate/structural-model'
import { logDeterminant } from '../../stats/dense'
import type { Discovery, DiscoveryProblem } from '../algorithm'
import { totalScore } from './boss'
import { cpdagFromDag } from '../classes/cpdag'
import { discover, prepareDiscovery } from '../discover'
import { createGaussianScore } from '../scores/gaussian-bic'
import { compareGraphs, comparePatterns } from '../metrics'
import { momentsByVariable } from '../scores/moments'
import { patternFromGraph } from '../../graph/pattern'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem, type DiscoveryRequest } from '../problem'

const namesOf = (graph: CausalGraph) => graph.variables.map((variable) => variable.name)
const dataOf = (model: StructuralModel, rows: number, seed: number) =>
  dataFrom(sampleModel(model, rows, createRandom(seed)), namesOf(graphOfModel(model)))
const linearProblem = (graph: CausalGraph, rows: number, seed: number, request: DiscoveryRequest = {}) =>
  valueOf(
    buildDiscoveryProblem(dataOf(randomLinearModel(graph, createRandom(seed)), rows, seed + 1), request),
  )
const run = async (problem: DiscoveryProblem, options = {}, seed = 1): Promise<Discovery> =>
  valueOf(await discover(problem, 'boss', options, quietContext(seed)))
const edgesOf = (graph: CausalGraph) =>
  graph.edges.map(({ from, to, markFrom }) => `${from} ${markFrom === 'tail' ? '' : '?'}- ${to}`).toSorted()

/** The best score of any DAG, by trying every order of the variables with every set of earlier parents. */
function exhaustiveBest(problem: DiscoveryProblem, discount: number): number {
  const size = problem.names.length
  const { correlation, rows } = momentsByVariable(problem)[0]
  const logDet = (set: readonly number[]) =>
    set.length === 0
      ? 0
      : logDeterminant(
          Float64Array.from(set.flatMap((a) => set.map((b) => correlation[a * size + b]))),
          set.length,
        )!
  const members = (mask: number) => Array.from({ length: size }, (_, k) => k).filter((k) => (mask >> k) & 1)
  // best[mask] = best score of a DAG over the members of mask: some member comes last.
  const best = new Float64Array(2 ** size).fill(-Infinity)
  best[0] = 0
  for (let mask = 1; mask < 2 ** size; mask++) {
    for (const last of members(mask)) {
      const before = mask & ~(1 << last)
      for (let parents = before; ; parents = (parents - 1) & before) {
        const list = members(parents)
        const residual = logDet([...list, last]) - logDet(list)
        const local = (-rows / 2) * residual - (discount / 2) * list.length * Math.log(rows)
        best[mask] = Math.max(best[mask], best[before] + local)
        if (parents === 0) break
      }
    }
  }
  return best[2 ** size - 1]
}

describe('BOSS', () => {
  test('finds the best score of all DAGs on up to five variables, and never a higher one', async () => {
    const random = createRandom(7)
    let hits = 0
    for (let k = 0; k < 60; k++) {
      const graph = randomDag(numberedNames(3 + random.integer(3)), 1 + 2.5 * random.uniform(), random)
      const problem = linearProblem(graph, 30 + random.integer(400), 100 + k)
      const best = exhaustiveBest(problem, 1)
      const { graph: found, statistics } = await run(problem, { penalty: 1, restarts: 5 })
      expect(statistics.score).toBeLessThanOrEqual(best + 1e-6)
      expect(found.kind).toBe('cpdag')
      if (statistics.score > best - 1e-6) hits++
    }
    expect(hits).toBeGreaterThanOrEqual(58)
  })

  test('with many rows returns the CPDAG of the true graph, or one that scores higher', async () => {
    let exact = 0
    for (let seed = 0; seed < 20; seed++) {
      const graph = randomDag(numberedNames(8), 3, createRandom(seed))
      const problem = linearProblem(graph, 20_000, 1000 + seed)
      const found = await run(problem, { restarts: 5 })
      const truth = patternFromGraph(graph)
      if (comparePatterns(patternFromGraph(found.graph), cpdagFromDag(truth)).shd === 0) exact++
      else {
        const score = createGaussianScore(momentsByVariable(problem), 2)
        expect(found.statistics.score).toBeGreaterThan(totalScore(truth, score))
      }
    }
    expect(exact).toBeGreaterThanOrEqual(15)
  })

  test('is the same for the same seed and for any order of the columns', async () => {
    const data = dataOf(
      randomLinearModel(randomDag(numberedNames(25), 4, createRandom(8)), createRandom(9)),
      500,
      10,
    )
    const graphFor = async (columns: typeof data.columns) =>
      (await run(valueOf(buildDiscoveryProblem({ ...data, columns })), { restarts: 0 })).graph
    const first = await graphFor(data.columns)
    expect(await graphFor(data.columns)).toEqual(first)
    for (let k = 0; k < 4; k++) {
      const shuffled = await graphFor(shuffle([...data.columns], createRandom(k)))
      expect(compareGraphs(shuffled, first).shd).toBe(0)
    }
  })

  test('follows knowledge: tiers, forbidden and required edges', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const names = numberedNames(10)
      const graph = randomDag(names, 3, createRandom(seed))
      // Half of the knowledge is wrong on purpose: it must hold all the same.
      const knowledge = {
        tiers: [names.slice(0, 4), names.slice(4, 7)],
        forbidden: [['X8', 'X9'] as const, ['X9', 'X8'] as const],
        required: [['X1', 'X10'] as const, ['X10', 'X8'] as const],
      }
      const found = await run(linearProblem(graph, 300, seed + 50, { knowledge }))
      const arrows = found.graph.edges.map((edge) => [edge.from, edge.to, edge.markFrom, edge.markTo])
      expect(arrows).toContainEqual(['X1', 'X10', 'tail', 'arrow'])
      expect(arrows).toContainEqual(['X10', 'X8', 'tail', 'arrow'])
      for (const { from, to, markTo } of found.graph.edges) {
        const pair = [String(from), String(to)].toSorted().join(' ')
        expect(pair).not.toBe('X8 X9')
        const tier = (name: string) => knowledge.tiers.findIndex((one) => one.includes(name))
        if (tier(from) < 0 || tier(to) < 0) continue
        expect(tier(from)).toBeLessThanOrEqual(tier(to))
        if (tier(from) < tier(to)) expect(markTo).toBe('arrow')
      }
    }
  })

  test('does not fit noise perfectly when rows are few', async () => {
    const random = createRandom(4)
    const columns = Array.from({ length: 12 }, () => Float64Array.from({ length: 8 }, () => random.normal()))
    const problem = valueOf(buildDiscoveryProblem(dataFrom(columns, numberedNames(12))))
    const { graph, statistics } = await run(problem, { resamples: 3 })
    expect(Number.isFinite(statistics.score)).toBe(true)
    for (const { id } of graph.variables) {
      expect(
        graph.edges.filter((edge) => edge.to === id && edge.markTo === 'arrow').length,
      ).toBeLessThanOrEqual(2)
    }
  })

  test('interventions direct what observation leaves open', async () => {
    const id = variableId
    const graph = graphFromNames(['A', 'B', 'C'], [directed(id('A'), id('B')), directed(id('B'), id('C'))])
    const model = randomLinearModel(graph, createRandom(3))
    const observed = sampleModel(model, 400, createRandom(4))
    const set = sampleModel(model, 400, createRandom(5), { B: 0 })
    const random = createRandom(6)
    const columns = observed.map((values) => Float64Array.from({ length: 800 }, (_, row) => values[row] ?? 0))
    const weight = (k: number, parent: number, row: number) => {
      const mechanism = model.variables[k].mechanism
      return mechanism.weights[0] * columns[parent][row]
    }
    for (let row = 400; row < 800; row++) {
      columns[0][row] = set[0][row - 400]
      columns[1][row] = random.normal()
      columns[2][row] = weight(2, 1, row) + random.normal()
    }
    const data = dataFrom(columns, ['A', 'B', 'C'])
    const interventions = Array.from({ length: 800 }, (_, row) => (row < 400 ? '' : 'B'))
    const blind = await run(
      valueOf(
        buildDiscoveryProblem({
          ...data,
          columns: data.columns.map((column) => ({ ...column, values: column.values.subarray(0, 400) })),
          rows: 400,
        }),
      ),
    )
    expect(edgesOf(blind.graph)).toEqual(['A - B', 'B - C'])
    expect(blind.graph.edges.every((edge) => edge.markTo === 'tail')).toBe(true)
    const informed = await run(valueOf(buildDiscoveryProblem(data, { interventions })))
    expect(informed.graph.edges).toEqual(graph.edges)
  })

  test('refuses a variable that was set nearly everywhere', async () => {
    const data = dataOf(
      randomLinearModel(randomDag(numberedNames(3), 1, createRandom(1)), createRandom(2)),
      40,
      3,
    )
    const interventions = Array.from({ length: 40 }, (_, row) => (row < 37 ? 'X2' : ''))
    const problem = valueOf(buildDiscoveryProblem(data, { interventions }))
    expect(prepareDiscovery(problem, 'boss', {})).toMatchObject({
      ok: false,
      problems: [{ code: 'always-set', where: { name: 'X2' } }],
    })
  })

  test('scores a direction it found higher than its reverse', async () => {
    const id = variableId
    const graph = graphFromNames(['A', 'B', 'C'], [directed(id('A'), id('C')), directed(id('B'), id('C'))])
    const { scores } = await run(linearProblem(graph, 1000, 5))
    expect(scores!.matrix[0][2]).toBeGreaterThan(5)
    expect(scores!.matrix[2][0]).toBeLessThan(0.1)
    expect(scores!.matrix[0][1]).toBeLessThan(4)
  })

  test('a cancelled run returns the best graph so far, and partial graphs come on the way', async () => {
    const problem = linearProblem(randomDag(numberedNames(40), 4, createRandom(1)), 500, 2)
    const signal = { aborted: false }
    const partial: CausalGraph[] = []
    const context = {
      ...quietContext(),
      signal,
      partial(graph: CausalGraph) {
        partial.push(graph)
        signal.aborted = true
      },
    }
    const found = valueOf(await discover(problem, 'boss', { restarts: 50 }, context))
    expect(partial).toHaveLength(1)
    expect(found.statistics['stopped early']).toBe(1)
    expect(found.graph.edges.length).toBeGreaterThan(20)
  })

  test('a forecast grows with the problem', () => {
    const forecast = (size: number) => {
      const problem = linearProblem(randomDag(numberedNames(size), 2, createRandom(1)), 200, 2)
      const { algorithm, options } = valueOf(prepareDiscovery(problem, 'boss', {}))
      return algorithm.forecast(problem, options)
    }
    const small = forecast(10)
    const large = forecast(150)
    expect(large.seconds).toBeGreaterThan(small.seconds)
    expect(large.note).toContain('placements')
  })
})
