import { describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { edgeId, graphFromNames, variableId, type Edge } from '../../graph/graph'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import type { Discovery, DiscoveryContext, DiscoveryProblem, SearchPool } from '../algorithm'
import { discover } from '../discover'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'
import { discoveryAlgorithms } from '../registry'
import { createPairTally } from './pair-support'
import { isDegenerate, problemAtRows, resampledRows } from './resample'
import { answerPart } from './pool-parts'

const names = numberedNames(6)
const truth = randomDag(names, 2, createRandom(3))
const sample = sampleModel(randomLinearModel(truth, createRandom(4)), 400, createRandom(5))
const problem = valueOf(buildDiscoveryProblem(dataFrom(sample, names)))

const edge = (from: string, symbol: '->' | '--' | '<->' | '@->', to: string): Edge => ({
  from: variableId(from),
  to: variableId(to),
  markFrom: symbol === '<->' ? 'arrow' : symbol === '@->' ? 'circle' : 'tail',
  markTo: symbol === '--' ? 'tail' : 'arrow',
})
const graphOf = (...edges: Edge[]) => graphFromNames(['A', 'B', 'C'], edges, { kind: 'pag' })

describe('counting', () => {
  const drawn = graphOf(edge('B', '->', 'A'), edge('B', '--', 'C'))
  const resampled = [
    graphOf(edge('A', '<->', 'B'), edge('A', '->', 'C')),
    graphOf(edge('B', '->', 'A')),
    graphOf(edge('B', '->', 'A'), edge('C', '@->', 'B')),
    graphOf(),
  ]

  test('an edge has the share that joins its ends and, among those, the share with its marks', () => {
    const tally = createPairTally()
    for (const graph of resampled) tally.add(graph)
    const [arrow, line] = tally.weigh(drawn).edges
    expect([arrow.support, arrow.orientationSupport]).toEqual([3 / 4, 2 / 3])
    expect([line.support, line.orientationSupport]).toEqual([1 / 4, 0])
    const [ab, ac, bc] = tally.pairs()
    expect(ab).toMatchObject({ a: 'A', b: 'B', joined: 3, forward: 0, backward: 2, undirected: 0 })
    expect(ab.atA).toEqual({ tail: 0, arrow: 3, circle: 0 })
    expect(ab.atB).toEqual({ tail: 2, arrow: 1, circle: 0 })
    expect(ac).toMatchObject({ a: 'A', b: 'C', joined: 1, forward: 1 })
    expect(bc.atB).toEqual({ tail: 0, arrow: 0, circle: 1 })
    expect(bc.atA).toEqual({ tail: 0, arrow: 1, circle: 0 })
  })

  test('in any order of arrival', () => {
    const counted = (graphs: typeof resampled) => {
      const tally = createPairTally()
      for (const graph of graphs) tally.add(graph)
      return { pairs: tally.pairs(), edges: tally.weigh(drawn).edges }
    }
    expect(counted(resampled.toReversed())).toEqual(counted(resampled))
  })

  test('an edge and a hidden cause between the same two join them once', () => {
    const tally = createPairTally()
    tally.add(graphOf(edge('A', '->', 'B'), edge('A', '<->', 'B')))
    expect(tally.pairs()).toMatchObject([{ joined: 1, forward: 1 }])
  })

  test('an edge that no resample joins has no share of orientations', () => {
    const tally = createPairTally()
    tally.add(graphOf())
    expect(tally.weigh(drawn).edges[0]).toMatchObject({ support: 0 })
    expect(tally.weigh(drawn).edges[0]).not.toHaveProperty('orientationSupport')
  })
})

describe('resampling rows', () => {
  const withTargets = (counts: readonly number[]): DiscoveryProblem => ({
    ...problem,
    interventions: Int32Array.from(counts.flatMap((count, target) => Array(count).fill(target - 2))),
  })

  test('halves are halves without repetition, bootstraps repeat rows', () => {
    const half = resampledRows(problem, 'halves', createRandom(1))
    expect(half).toHaveLength(200)
    expect(new Set(half).size).toBe(200)
    const bootstrap = resampledRows(problem, 'bootstrap', createRandom(1))
    expect(bootstrap).toHaveLength(400)
    // 1 - 1/e of the rows are expected.
    expect(new Set(bootstrap).size / 400).toBeCloseTo(0.632, 1)
    expect([...half]).toEqual([...half].toSorted((a, b) => a - b))
  })

  test('experiments with few rows are in every resample', () => {
    // Nobody noted 3, 390 are observations, 1 and 6 were set.
    const rare = withTargets([3, 390, 1, 6])
    for (let seed = 0; seed < 50; seed++) {
      for (const resampling of ['halves', 'bootstrap'] as const) {
        const kept = problemAtRows(rare, resampledRows(rare, resampling, createRandom(seed)))
        const count = (target: number) => kept.interventions!.filter((at) => at === target).length
        const expected = resampling === 'halves' ? [2, 195, 1, 3] : [3, 390, 1, 6]
        expect([-2, -1, 0, 1].map(count)).toEqual(expected)
      }
    }
  })

  test('places with one row each make a half together', () => {
    const places = { name: 'place', kind: 'regime' as const, values: Float64Array.from(sample[0].keys()) }
    const many = { ...problem, contexts: [places] }
    const half = resampledRows(many, 'halves', createRandom(2))
    expect(half.length).toBeGreaterThan(160)
    expect(half.length).toBeLessThan(240)
    expect([...problemAtRows(many, half).contexts[0].values]).toEqual([...half])
  })

  test('every row is drawn equally often', () => {
    const times = new Float64Array(400)
    const random = createRandom(8)
    for (let k = 0; k < 400; k++)
      for (const row of resampledRows(problem, 'halves', random.fork(k))) times[row]++
    // 200 of 400 expected, with a standard deviation of 10.
    expect(Math.min(...times)).toBeGreaterThan(155)
    expect(Math.max(...times)).toBeLessThan(245)
  })

  test('rows in which a column is constant or copies another are no resample', () => {
    const at = (rows: number[]) => problemAtRows(problem, Int32Array.from(rows))
    expect(isDegenerate(at([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 10)).toBe(false)
    expect(isDegenerate(at([1, 2, 3]), 3)).toBe(true)
    expect(isDegenerate(at([1, 1, 1, 1, 1, 1]), 1)).toBe(true)
    const rare = {
      ...problem,
      columns: [...problem.columns.slice(1), sample[0].map((_, row) => +(row > 20))],
    }
    expect(
      isDegenerate(
        problemAtRows(
          rare,
          Int32Array.from({ length: 15 }, (_, row) => row),
        ),
        15,
      ),
    ).toBe(true)
  })
})

/** Answers in an order of its own, as workers do. */
function unorderedPool(seed: number): SearchPool {
  return {
    async run(over, parts, { signal, answered }) {
      const order = shuffle(
        Array.from({ length: parts.count }, (_, k) => k),
        createRandom(seed),
      )
      for (const k of order) {
        if (signal.aborted) return
        answered(k, await answerPart(over, parts.at(k), quietContext(seed)))
      }
    },
  }
}

describe('support', () => {
  const search = async (algorithm: string, context: DiscoveryContext, options = {}) =>
    valueOf(await discover(problem, algorithm, { resamples: 12, ...options }, context))

  // Trained networks need a model runtime; their supports are tested beside them.
  const numeric = discoveryAlgorithms.entries.filter(
    (entry) => !entry.trained && entry.applies(problem, defaultsOf(entry)).ok,
  )

  test.each(numeric.map(({ id }) => id))('%s carries it, the same from a pool', async (algorithm) => {
    const few = { resamples: 5 }
    const alone = await search(algorithm, quietContext(7), few)
    const pooled = await search(algorithm, { ...quietContext(7), pool: unorderedPool(3) }, few)
    expect(alone.graph.edges.length).toBeGreaterThan(0)
    for (const { support, orientationSupport = 0 } of alone.graph.edges) {
      expect(support).toBeGreaterThanOrEqual(0)
      expect(support).toBeLessThanOrEqual(1)
      expect(orientationSupport).toBeLessThanOrEqual(1)
    }
    expect(alone.supportMeaning).toMatch(/^share of 5 (random halves|stretches of half) .* joined$/)
    expect(pooled.graph).toEqual(alone.graph)
    expect(pooled.resamples).toEqual(alone.resamples)
  })

  test('a bootstrap names itself', async () => {
    const found = await search('pc', quietContext(), { resampling: 'bootstrap', resamples: 3 })
    expect(found.supportMeaning).toContain('3 bootstrap samples of the rows, drawn with replacement')
  })

  test('pairs that are joined in resamples only are listed', async () => {
    const found = await search('pc', quietContext(), { alpha: 0.2, resamples: 40 })
    const drawn = new Set(found.graph.edges.map(({ from, to }) => [from, to].toSorted().join(' ')))
    const others = found.resamples!.pairs.filter(({ a, b }) => !drawn.has(`${a} ${b}`))
    expect(others.length).toBeGreaterThan(0)
    expect(others.every(({ joined }) => joined >= 1 && joined < 40)).toBe(true)
  })

  test('what has arrived before a cancel counts, and it says how many', async () => {
    const signal = { aborted: false }
    const seen: Discovery[] = []
    const found = await search('boss', {
      ...quietContext(),
      signal,
      pool: unorderedPool(1),
      finished(soFar) {
        seen.push(soFar())
        signal.aborted = seen.length === 6
      },
    })
    expect(found.resamples).toMatchObject({ counted: 5, asked: 12 })
    expect(found.supportMeaning).toMatch(/^share of 5 random halves .*; 12 were asked for$/)
    expect(found.statistics).not.toHaveProperty('stopped early')
    expect(seen.at(-1)!.graph).toEqual(found.graph)
  })

  test('true edges have more of it than false ones', async () => {
    const large = randomDag(numberedNames(12), 3, createRandom(21))
    const columns = sampleModel(randomLinearModel(large, createRandom(22)), 300, createRandom(23))
    const data = valueOf(buildDiscoveryProblem(dataFrom(columns, numberedNames(12))))
    const found = valueOf(
      await discover(data, 'boss', { resamples: 30, penalty: 0.2, restarts: 0 }, quietContext()),
    )
    const real = new Set(large.edges.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]))
    const mean = (wanted: boolean) => {
      const some = found.graph.edges.filter(({ from, to }) => real.has(`${from} ${to}`) === wanted)
      expect(some.length).toBeGreaterThan(3)
      return some.reduce((sum, { support }) => sum + support!, 0) / some.length
    }
    expect(mean(true)).toBeGreaterThan(mean(false) + 0.2)
    expect(new Set(found.graph.edges.map(edgeId)).size).toBe(found.graph.edges.length)
  })
})

function defaultsOf({ options }: (typeof discoveryAlgorithms.entries)[number]) {
  return Object.fromEntries(options.map((option) => [option.id, option.default]))
}
