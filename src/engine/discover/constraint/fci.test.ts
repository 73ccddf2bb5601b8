import { describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { edgeId, type CausalGraph } from '../../graph/graph'
import { draw } from '../../graph/graph-text.testing'
import { pagOf } from '../../graph/pag'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { discover } from '../discover'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem, type DiscoveryRequest } from '../problem'
import { inContentOrder } from './content-order'

/** Rows of a linear model of the graph, without its hidden variables. */
function measuredData(graph: CausalGraph, rows: number, seed: number) {
  const model = randomLinearModel(graph, createRandom(seed))
  const columns = sampleModel(model, rows, createRandom(seed + 1))
  const shown = graph.variables.flatMap(({ latent }, v) => (latent ? [] : [v]))
  return dataFrom(
    shown.map((v) => columns[v]),
    shown.map((v) => graph.variables[v].name),
  )
}

const edgesOf = (graph: CausalGraph) => graph.edges.map(edgeId).toSorted()

const run = async (data: ReturnType<typeof dataFrom>, options = {}, request: DiscoveryRequest = {}) =>
  valueOf(await discover(valueOf(buildDiscoveryProblem(data, request)), 'fci', options, quietContext()))

const hiddenCause = draw('A -> B, C -> D, U -> B, U -> D', { latent: ['U'] })

describe('FCI on data', () => {
  test('finds a hidden common cause, and what the tiers say of it', async () => {
    const data = measuredData(hiddenCause, 5000, 1)
    const { graph, scores, assumptions, statistics } = await run(data)
    expect(graph.kind).toBe('pag')
    expect(edgesOf(graph)).toEqual(edgesOf(valueOf(pagOf(hiddenCause))))
    expect(edgesOf(graph)).toEqual(['A @-> B', 'B <-> D', 'C @-> D'])
    expect(graph.variables.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D'])
    expect(scores!.order).toEqual(['A', 'B', 'C', 'D'])
    const score = (from: string, to: string) => scores!.matrix['ABCD'.indexOf(from)]['ABCD'.indexOf(to)]
    expect(score('A', 'B')).toBeGreaterThan(100 * score('B', 'A'))
    expect(score('A', 'B')).toBeGreaterThan(score('A', 'D'))
    expect(statistics['all marks are those of one graph']).toBe(1)
    expect(assumptions).not.toContain('no hidden common causes')
    const early = { tiers: [['A', 'B'], ['C', 'D']], required: [], forbidden: [] } // prettier-ignore
    const some = await run(
      measuredData(draw('A -> B'), 500, 3),
      {},
      { knowledge: { ...early, tiers: [['A'], ['B']] } },
    )
    expect(edgesOf(some.graph)).toEqual(['A @-> B'])
    const known = await run(data, {}, { knowledge: early })
    expect(edgesOf(known.graph)).toEqual(edgesOf(graph))
    expect(known.statistics).not.toHaveProperty('all marks are those of one graph')
  })

  test('the answer does not depend on the order of the columns, with any rule for separating sets', async () => {
    const dag = randomDag(numberedNames(25), 4, createRandom(21))
    const variables = dag.variables.map((variable, v) => (v < 3 ? { ...variable, latent: true } : variable))
    const data = measuredData({ ...dag, variables }, 400, 22)
    for (const separatingSets of ['conservative', 'max-p', 'first']) {
      const straight = await run(data, { alpha: 0.05, separatingSets })
      for (let k = 0; k < 2; k++) {
        const shuffled = await run(
          { ...data, columns: shuffle([...data.columns], createRandom(k)) },
          { alpha: 0.05, separatingSets },
        )
        expect(edgesOf(shuffled.graph)).toEqual(edgesOf(straight.graph))
      }
    }
  })

  test('wherever it is stopped it returns a graph of the same variables, and says so', async () => {
    const data = measuredData(randomDag(numberedNames(40), 5, createRandom(31)), 300, 32)
    const problem = valueOf(buildDiscoveryProblem(data))
    let stops = 0
    for (const looks of [0, 3, 6, 9]) {
      let left = looks
      const signal = {
        get aborted() {
          return left-- <= 0
        },
      }
      const found = valueOf(await discover(problem, 'fci', {}, { ...quietContext(), signal }))
      expect(found.graph.kind).toBe('pag')
      expect(found.graph.variables).toHaveLength(40)
      stops += found.statistics['stopped early'] ?? 0
    }
    expect(stops).toBe(4)
  })

  test('on few rows, too, every join across tiers has a head at the later end, and required arrows stand', async () => {
    let across = 0
    for (let k = 0; k < 12; k++) {
      const dag = randomDag(numberedNames(12), 3, createRandom(70 + k))
      const names = dag.variables.map(({ name }) => name)
      const tiers = [0, 1, 2].map((tier) => names.filter((_, v) => v % 3 === tier))
      const tierOf = (name: string) => tiers.findIndex((tier) => tier.includes(name))
      const required = [[tiers[0][k % 4], tiers[1][k % 3]], [tiers[1][k % 3], tiers[2][k % 4]]] as const // prettier-ignore
      const knowledge = { tiers, required, forbidden: [] }
      const id = ['fci', 'gfci', 'boss-fci'][k % 3]
      const problem = valueOf(buildDiscoveryProblem(measuredData(dag, 150, 80 + k), { knowledge }))
      const { graph } = valueOf(await discover(problem, id, { alpha: 0.1 }, quietContext()))
      for (const edge of graph.edges) {
        const step = tierOf(edge.to) - tierOf(edge.from)
        if (step === 0) continue
        across++
        expect(step > 0 ? edge.markTo : edge.markFrom).toBe('arrow')
      }
      expect(edgesOf(graph)).toEqual(expect.arrayContaining(required.map(([a, b]) => `${a} -> ${b}`)))
    }
    expect(across).toBeGreaterThan(60)
  })

  test('reads categories, and columns with gaps', async () => {
    const random = createRandom(8)
    const oneOf = (...values: number[]) => values[random.integer(values.length)]
    const draws = Array.from({ length: 4000 }, () => {
      const [a, hidden, c] = [random.integer(3), random.integer(3), random.integer(3)]
      return [a, oneOf(a, hidden), c, oneOf(c, hidden)]
    })
    const names = ['A', 'B', 'C', 'D']
    const data = dataFrom(
      names.map((_, j) => Float64Array.from(draws, (row) => row[j])),
      names,
    )
    const problem = valueOf(buildDiscoveryProblem(data))
    const categories = { ...problem, levels: [3, 3, 3, 3], unordered: [0, 1, 2, 3] }
    const found = valueOf(await discover(categories, 'fci', {}, quietContext()))
    expect(edgesOf(found.graph)).toEqual(['A @-> B', 'B <-> D', 'C @-> D'])
    const full = measuredData(hiddenCause, 4000, 1)
    const columns = full.columns.map((column, j) => ({
      ...column,
      values: column.values.map((value, row) => (row % 4 === j ? NaN : value)),
    }))
    const gaps = valueOf(buildDiscoveryProblem({ ...full, columns }, { gaps: 'test-wise' }))
    const withGaps = valueOf(await discover(gaps, 'fci', {}, quietContext()))
    expect(edgesOf(withGaps.graph)).toEqual(['A @-> B', 'B <-> D', 'C @-> D'])
    expect(withGaps.statistics['fewest rows behind a test']).toBeLessThan(4000)
  })

  test('refuses rows in which a variable was set', async () => {
    const data = measuredData(hiddenCause, 50, 5)
    const interventions = Array.from({ length: 50 }, (_, row) => (row < 10 ? 'A' : ''))
    const problem = valueOf(buildDiscoveryProblem(data, { interventions }))
    const result = await discover(problem, 'fci', {}, quietContext())
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'interventions-unsupported' }] })
  })
})

test('columns in the order of what they hold keep their kinds', () => {
  const problem = valueOf(
    buildDiscoveryProblem(
      dataFrom(
        [Float64Array.of(2, 1, 3, 5, 4), Float64Array.of(1, 9, 2, 5, 3), Float64Array.of(1, 2, 2, 5, 1)],
        ['late', 'middle', 'early'],
      ),
    ),
  )
  const ordered = inContentOrder({ ...problem, levels: [0, 3, 4], unordered: [1] })
  expect(ordered.names).toEqual(['early', 'middle', 'late'])
  expect(ordered.levels).toEqual([4, 3, 0])
  expect(ordered.unordered).toEqual([1])
  expect(ordered.columns[2]).toBe(problem.columns[0])
})
