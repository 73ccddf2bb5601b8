import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { drawBenchmark, type BenchmarkDraw } from '../../examples/benchmark/draw'
import { directed, graphFromNames, variableId } from '../../graph/graph'
import { patternFromGraph, patternFromParents } from '../../graph/pattern'
import { installKernels, removeKernels } from '../../kernels/runtime'
import type { OptionValues } from '../../options'
import { numberedNames, randomDag, randomScaleFreeDag } from '../../simulate/random-dag'
import { randomLinearModel } from '../../simulate/structural-model'
import type { Discovery, DiscoveryProblem } from '../algorithm'
import { cpdagFromDag } from '../classes/cpdag'
import { discover, prepareDiscovery } from '../discover'
import { searchBackward } from '../greedy/backward-search'
import { populationScore } from '../greedy/population-score.testing'
import { emptyKnowledgeIndex } from '../knowledge/knowledge'
import { comparePatterns } from '../metrics'
import { createPacer } from '../pacer'
import { dataFrom, quietContext, textOfPattern } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'
import { rankingQuality } from '../ranking-metrics'
import { totalScore } from './boss'
import { growOrderTrees } from './order-trees'
import { joiningOrder, searchOrder } from './search-orders'

beforeAll(() => installKernels(readFileSync(new URL('../../kernels/kernels.wasm', import.meta.url))))
afterAll(removeKernels)

const run = async (problem: DiscoveryProblem, options: OptionValues = {}): Promise<Discovery> =>
  valueOf(await discover(problem, 'boss', options, quietContext()))
const arrowsOf = ({ graph }: Discovery) =>
  graph.edges.map(({ from, to, markFrom }) => `${from} ${markFrom === 'tail' ? '-' : '?'}> ${to}`).toSorted()

/** A draw of the benchmark as a problem; `label` says what was noted of the variable set in a row. */
const problemOf = (
  draw: BenchmarkDraw,
  label: (name: string, row: number) => string = (name) => name,
): DiscoveryProblem =>
  valueOf(
    buildDiscoveryProblem(dataFrom(draw.columns, draw.names), {
      interventions: Array.from(draw.targets, (target, row) =>
        target < 0 ? '' : label(draw.names[target], row),
      ),
    }),
  )
const qualityOf = ({ scores }: Discovery, draw: BenchmarkDraw) =>
  rankingQuality(scores!.matrix.flat(), draw.parents)
const distanceOf = ({ graph }: Discovery, draw: BenchmarkDraw) =>
  comparePatterns(patternFromGraph(graph), patternFromParents(draw.parents)).shd

describe('BOSS with the score of the true distribution', () => {
  test('returns the class of 200 random graphs', async () => {
    const random = createRandom(11)
    let edges = 0
    for (let k = 0; k < 200; k++) {
      const names = numberedNames(2 + random.integer(9))
      const degree = 1 + 3 * random.uniform()
      const graph = k % 3 ? randomDag(names, degree, random) : randomScaleFreeDag(names, degree, random)
      const truth = patternFromGraph(graph)
      const score = populationScore(randomLinearModel(graph, random))
      const trees = growOrderTrees(score, emptyKnowledgeIndex(score.size))
      const variables = names.map((_, v) => v)
      let best = -Infinity
      let found = truth
      for (let start = 0; start < 4; start++) {
        const joining = joiningOrder(variables, start, random)
        const { search } = await searchOrder(
          ...([trees, joining, variables, createPacer(quietContext())] as const),
          (fraction) => fraction,
          () => {},
        )
        const dag = patternFromParents(search.parents().map((list) => Array.from(list)))
        const after = searchBackward(dag, score, emptyKnowledgeIndex(score.size)).dag
        if (totalScore(after, score) <= best) continue
        best = totalScore(after, score)
        found = after
      }
      expect(best).toBeCloseTo(totalScore(truth, score), 0)
      expect(textOfPattern(cpdagFromDag(found), names)).toBe(textOfPattern(cpdagFromDag(truth), names))
      edges += graph.edges.length
    }
    expect(edges).toBeGreaterThan(1000)
  })
})

describe('BOSS on rows in which variables were set', () => {
  const linear = drawBenchmark({ family: 'linear', variables: 20, edges: 40, rows: 1000 }, createRandom(1))

  test('finds the graph when all targets are known, and every edge gets a direction', async () => {
    const found = await run(problemOf(linear), { penalty: 1.5 })
    expect(found.graph.edges.every(({ markFrom, markTo }) => markFrom === 'tail' && markTo === 'arrow')).toBe(
      true,
    )
    expect(distanceOf(found, linear)).toBeLessThanOrEqual(2)
    expect(qualityOf(found, linear).averagePrecision).toBeGreaterThan(0.98)
  })

  test('known targets beat partly known ones, and those beat hidden ones', async () => {
    const precision: Record<string, number> = { known: 0, 'partly-known': 0, hidden: 0 }
    for (let seed = 0; seed < 5; seed++) {
      const draw = drawBenchmark(
        { family: 'sigmoid', variables: 15, edges: 45, rows: 600 },
        createRandom(seed),
      )
      const half = problemOf(draw, (name, row) => (row % 2 ? name : '?'))
      precision.known += qualityOf(await run(problemOf(draw)), draw).averagePrecision
      precision['partly-known'] += qualityOf(
        await run(half, { targets: 'partly-known' }),
        draw,
      ).averagePrecision
      precision.hidden += qualityOf(await run(half, { targets: 'hidden' }), draw).averagePrecision
    }
    expect(precision.known).toBeGreaterThan(precision['partly-known'])
    expect(precision['partly-known']).toBeGreaterThan(precision.hidden)
  })

  test('says what became of rows without a note', async () => {
    const half = problemOf(linear, (name, row) => (row % 2 ? name : '?'))
    const unnoted = half.interventions!.filter((target) => target === -2).length
    const known = await run(half)
    expect(known.statistics['rows without a note left out']).toBe(unnoted)
    expect(known.rows.used).toBe(1000 - unnoted)
    const partly = await run(half, { targets: 'partly-known' })
    expect(partly.statistics['rows without a note read as observed']).toBe(unnoted)
    expect(partly.assumptions.join()).toContain('nobody noted')
    const hidden = await run(half, { targets: 'hidden' })
    const observational = await run({ ...half, interventions: undefined })
    expect(hidden.graph).toEqual(observational.graph)
    expect(hidden.statistics['set rows read as observed']).toBeGreaterThan(unnoted)
    expect(
      prepareDiscovery(
        problemOf(linear, () => '?'),
        'boss',
        {},
      ),
    ).toMatchObject({ ok: true })
    const allSet = drawBenchmark({ family: 'linear', variables: 10, edges: 9, rows: 9 }, createRandom(1))
    expect(
      prepareDiscovery(
        problemOf(allSet, () => '?'),
        'boss',
        {},
      ),
    ).toMatchObject({
      problems: [{ code: 'too-few-rows' }],
    })
  })

  test('is the same for any order of the columns, with squares too', async () => {
    const draw = drawBenchmark({ family: 'nn', variables: 18, edges: 50, rows: 500 }, createRandom(4))
    const labels = Array.from(draw.targets, (target) => (target < 0 ? '' : draw.names[target]))
    const found = async (seed: number) => {
      const { columns, ...rest } = dataFrom(draw.columns, draw.names)
      const data = { ...rest, columns: seed < 0 ? columns : shuffle([...columns], createRandom(seed)) }
      const problem = valueOf(buildDiscoveryProblem(data, { interventions: labels }))
      return arrowsOf(await run(problem, { basis: 'quadratic', restarts: 0 }))
    }
    const first = await found(-1)
    expect(first.length).toBeGreaterThan(10)
    for (let seed = 0; seed < 4; seed++) expect(await found(seed)).toEqual(first)
  })
})

describe('BOSS on awkward columns', () => {
  const random = createRandom(9)
  const noise = (rows: number) => Float64Array.from({ length: rows }, () => random.normal())

  test('squares find what straight lines cannot', async () => {
    const [x, other, e] = [noise(500), noise(500), noise(500)]
    const y = x.map((value, row) => value ** 2 + other[row] + 0.5 * e[row])
    const problem = valueOf(buildDiscoveryProblem(dataFrom([x, other, y], ['x', 'other', 'y'])))
    const joins = ({ graph }: Discovery) => graph.edges.map(({ from, to }) => [from, to].toSorted().join(' '))
    expect(joins(await run(problem))).toEqual(['other y'])
    const bent = await run(problem, { basis: 'quadratic' })
    expect(joins(bent).toSorted()).toEqual(['other y', 'x y'])
    expect(arrowsOf(bent)).toEqual(['other -> y', 'x -> y'])
    expect(prepareDiscovery(problem, 'boss', { basis: 'quadratic', score: 'ebic' })).toMatchObject({
      problems: [{ code: 'squares-unsupported' }],
    })
  })

  test('squares of a column with two values are no news', async () => {
    const coin = noise(300).map((value) => (value > 0 ? 1 : 0))
    const effect = coin.map((value) => value + 0.3 * random.normal())
    const problem = valueOf(buildDiscoveryProblem(dataFrom([coin, effect, noise(300)], ['a', 'b', 'c'])))
    const { graph } = await run(problem, { basis: 'quadratic' })
    expect(graph.edges.map(({ from, to }) => [from, to].toSorted().join(' '))).toEqual(['a b'])
  })

  test('more variables than rows, and columns that nearly copy others', async () => {
    const columns = Array.from({ length: 60 }, () => noise(30))
    columns.push(
      ...columns.slice(0, 10).map((column) => column.map((value) => value + 1e-3 * random.normal())),
    )
    const problem = valueOf(buildDiscoveryProblem(dataFrom(columns, numberedNames(70))))
    for (const basis of ['linear', 'quadratic']) {
      const { graph, statistics } = await run(problem, { basis, restarts: 0 })
      expect(Number.isFinite(statistics.score)).toBe(true)
      for (let k = 1; k <= 10; k++) {
        const pair = [`X${k}`, `X${60 + k}`]
        expect(graph.edges.some(({ from, to }) => pair.includes(from) && pair.includes(to))).toBe(true)
      }
    }
  })

  test('categories are searched with a score that reads them', async () => {
    const id = variableId
    const rows = 2000
    const a = noise(rows).map((value) => (value > 0.5 ? 2 : value > -0.5 ? 1 : 0))
    const b = noise(rows).map((value) => (value > 0 ? 1 : 0))
    const c = a.map((value, row) => (value === 1 ? 1 : 0) ^ b[row] ^ (random.uniform() < 0.1 ? 1 : 0))
    const levels = [3, 2, 2]
    const data = dataFrom([a, b, c], ['a', 'b', 'c'])
    const problem = valueOf(
      buildDiscoveryProblem({
        ...data,
        columns: data.columns.map((column, k) => ({
          ...column,
          kind: 'nominal',
          levels: Array.from({ length: levels[k] }, (_, level) => `level ${level}`),
        })),
      }),
    )
    const { graph } = await run(problem)
    const truth = graphFromNames(['a', 'b', 'c'], [directed(id('a'), id('c')), directed(id('b'), id('c'))])
    expect(graph.edges).toEqual(truth.edges)
  })

  test('a run that is cancelled anywhere keeps a graph that obeys what is required', async () => {
    const draw = drawBenchmark({ family: 'linear', variables: 60, edges: 200, rows: 300 }, createRandom(2))
    const required = [['X7', 'X3'] as const, ['X3', 'X50'] as const]
    const problem = valueOf(
      buildDiscoveryProblem(dataFrom(draw.columns, draw.names), {
        knowledge: { tiers: [], forbidden: [], required },
      }),
    )
    let stopped = 0
    for (let looks = 0; looks < 200; looks += 20) {
      let seen = 0
      const signal = {
        get aborted() {
          return seen++ > looks
        },
      }
      const found = valueOf(await discover(problem, 'boss', { restarts: 1 }, { ...quietContext(), signal }))
      stopped += found.statistics['stopped early'] ?? 0
      const arrows = arrowsOf(found)
      for (const [from, to] of required) expect(arrows).toContain(`${from} -> ${to}`)
    }
    expect(stopped).toBe(10)
  })
})
