import { describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import type { Dataset } from '../../data/dataset'
import type { CausalGraph } from '../../graph/graph'
import type { Discovery, DiscoveryProblem, SearchContext } from '../algorithm'
import { discover, prepareDiscovery } from '../discover'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'
import { laggedColumns } from './lagged-columns'

interface Link {
  readonly from: number
  readonly to: number
  readonly lag: number
  readonly weight: number
}

/** A linear series in which every variable also carries over a share of its last value. */
function series(size: number, rows: number, links: readonly Link[], seed: number): Dataset {
  const random = createRandom(seed)
  const columns = Array.from({ length: size }, () => new Float64Array(rows + 100))
  for (let t = 3; t < rows + 100; t++) {
    columns.forEach((column, k) => {
      column[t] = 0.5 * column[t - 1] + random.normal()
      for (const { from, to, lag, weight } of links)
        if (to === k) column[t] += weight * columns[from][t - lag]
    })
  }
  return dataFrom(
    columns.map((column) => column.slice(100)),
    columns.map((_, k) => `X${k + 1}`),
  )
}

/** Links along a random order, so that the series stays stationary. */
function randomLinks(size: number, count: number, seed: number): Link[] {
  const random = createRandom(seed)
  const order = shuffle(
    Array.from({ length: size }, (_, k) => k),
    random,
  )
  return Array.from({ length: count }, () => {
    const a = random.integer(size - 1)
    const b = a + 1 + random.integer(size - 1 - a)
    const weight = (random.uniform() < 0.5 ? -1 : 1) * (0.25 + 0.15 * random.uniform())
    return { from: order[a], to: order[b], lag: 1 + random.integer(3), weight }
  }).filter((link, k, all) => all.findIndex(({ from, to }) => from === link.from && to === link.to) === k)
}

const problemOf = (data: Dataset, contexts: SearchContext[] = []): DiscoveryProblem => ({
  ...valueOf(buildDiscoveryProblem(data)),
  contexts,
})
const timeOf = (values: ArrayLike<number>): SearchContext => ({
  name: 'Day',
  kind: 'time',
  values: Float64Array.from(values),
})
const run = async (problem: DiscoveryProblem, options = {}): Promise<Discovery> =>
  valueOf(await discover(problem, 'pcmci', options, quietContext()))
const textOf = ({ edges }: CausalGraph) =>
  edges.map(({ from, to, markTo }) => `${from} ${markTo === 'arrow' ? '->' : '--'} ${to}`).toSorted()

describe('PCMCI', () => {
  test('finds the links at their lags and holds the rate of false ones', async () => {
    let found = 0
    let real = 0
    let drawn = 0
    for (let seed = 0; seed < 25; seed++) {
      const links = randomLinks(8, 8, seed)
      const data = series(8, 400, links, seed)
      const truth = new Set([
        ...links.map(({ from, to, lag }) => `X${from + 1} (t-${lag}) -> X${to + 1}`),
        ...data.columns.map(({ name }) => `${name} (t-1) -> ${name}`),
      ])
      const edges = textOf((await run(problemOf(data))).graph)
      real += truth.size
      drawn += edges.length
      found += edges.filter((edge) => truth.has(edge)).length
    }
    expect(real).toBeGreaterThan(350)
    // Measured: 99 in 100 found.
    expect(found / real).toBeGreaterThan(0.95)
    // The level is 0.05.
    expect((drawn - found) / drawn).toBeLessThan(0.08)
  })

  test('draws next to nothing in noise', async () => {
    let searchesWithLinks = 0
    for (let seed = 0; seed < 60; seed++) {
      const random = createRandom(seed)
      const columns = Array.from({ length: 5 }, () =>
        Float64Array.from({ length: 120 }, () => random.normal()),
      )
      const data = dataFrom(
        columns,
        columns.map((_, k) => `X${k + 1}`),
      )
      if ((await run(problemOf(data))).graph.edges.length > 0) searchesWithLinks++
    }
    // With nothing to find the false discovery rate is the chance of any link, 0.05; three standard errors are 0.084.
    expect(searchesWithLinks / 60).toBeLessThan(0.134)
  })

  test('a shared cause and a chain leave no link of their own', async () => {
    const links = [
      { from: 0, to: 1, lag: 1, weight: 0.5 },
      { from: 1, to: 2, lag: 1, weight: 0.5 },
      { from: 0, to: 3, lag: 2, weight: 0.5 },
    ]
    const { graph, scores } = await run(problemOf(series(4, 2000, links, 7)), { alpha: 0.001 })
    expect(textOf(graph)).toEqual([
      'X1 (t-1) -> X1',
      'X1 (t-1) -> X2',
      'X1 (t-2) -> X4',
      'X2 (t-1) -> X2',
      'X2 (t-1) -> X3',
      'X3 (t-1) -> X3',
      'X4 (t-1) -> X4',
    ])
    expect(graph.kind).toBe('dag')
    const at = (name: string) => scores!.order.indexOf(name)
    expect(scores!.matrix[at('X1 (t-2)')][at('X4')]).toBeGreaterThan(0.3)
    expect(scores!.matrix[at('X4')][at('X1 (t-2)')]).toBe(0)
  })

  test('what goes on within a row is drawn without direction, unless knowledge has one', async () => {
    const data = series(2, 600, [], 3)
    const [first, second] = data.columns
    const joined = first.values.map((value, row) => second.values[row] + 0.7 * value)
    const columns = [first, { ...second, values: joined }]
    const problem = problemOf({ ...data, columns })
    expect(textOf((await run(problem)).graph)).toContain('X1 -- X2')
    expect((await run(problem)).graph.kind).toBe('cpdag')
    const knowledge = { tiers: [['X1'], ['X2']], required: [], forbidden: [] }
    const known = textOf((await run({ ...problem, knowledge })).graph)
    expect(known).toContain('X1 -> X2')
    expect(known.some((edge) => /X2 \(t-\d\) -> X1/.test(edge))).toBe(false)
  })

  test('rows may stand in any order where a column tells the time, and columns too', async () => {
    const data = series(4, 300, randomLinks(4, 4, 1), 2)
    const times = Float64Array.from({ length: 300 }, (_, row) => 5 + 2 * row)
    const first = textOf((await run(problemOf(data, [timeOf(times)]))).graph)
    expect(textOf((await run(problemOf(data))).graph)).toEqual(first)
    const order = shuffle(
      Array.from({ length: 300 }, (_, row) => row),
      createRandom(4),
    )
    const columns = data.columns.map((column) => ({
      ...column,
      values: Float64Array.from(order, (row) => column.values[row]),
    }))
    const shuffled = { ...data, columns: shuffle(columns, createRandom(5)) }
    const found = await run(problemOf(shuffled, [timeOf(order.map((row) => times[row]))]))
    expect(textOf(found.graph)).toEqual(first)
  })

  test('no lag reaches across a gap in time', () => {
    const data = series(1, 20, [], 1)
    const problem = { ...problemOf(series(2, 20, [], 1)), columns: [data.columns[0].values] }
    const gap = Array.from({ length: 20 }, (_, row) => (row < 8 ? row : row + 50))
    const { columns, samples, stretches } = laggedColumns({ ...problem, contexts: [timeOf(gap)] }, 2)
    expect([samples, stretches]).toEqual([16, 2])
    const [now, , before] = columns
    const values = data.columns[0].values
    now.forEach((value, k) => expect(values.indexOf(before[k])).toBe(values.indexOf(value) - 2))
    expect(now).not.toContain(values[8])
    expect(now).not.toContain(values[9])
  })

  test('says when the order is that of the file', async () => {
    const data = series(3, 100, [], 1)
    expect((await run(problemOf(data))).assumptions.at(-1)).toContain('in the order of the file')
    const timed = await run(problemOf(data, [timeOf(data.columns[0].values.map((_, row) => row))]))
    expect(timed.assumptions.at(-1)).not.toContain('in the order of the file')
  })

  test('resamples are stretches of the series', async () => {
    const links = [{ from: 0, to: 1, lag: 1, weight: 0.5 }]
    const found = await run(problemOf(series(3, 400, links, 5)), { resamples: 10, resampling: 'bootstrap' })
    expect(found.supportMeaning).toContain('10 stretches of half of the rows')
    const edge = found.graph.edges.find(({ from, to }) => from === 'X1 (t-1)' && to === 'X2')
    expect(edge!.support).toBeGreaterThan(0.8)
  })

  test('a cancelled run returns the links found so far', async () => {
    const problem = problemOf(series(12, 300, randomLinks(12, 12, 1), 1))
    const signal = { aborted: false }
    const progress = (fraction: number) => void (signal.aborted = fraction > 0.3)
    const found = valueOf(
      await discover(
        problem,
        'pcmci',
        { maxLag: 10, parentLevel: 0.5 },
        { ...quietContext(), signal, progress },
      ),
    )
    expect(found.statistics['stopped early']).toBe(1)
    expect(found.graph.edges.length).toBeGreaterThan(3)
  })

  test('refuses places, repeated and unknown times, required arrows, short series and names of lags', () => {
    const data = series(3, 60, [], 1)
    const codes = (changed: Partial<DiscoveryProblem>, options = {}) => {
      const result = prepareDiscovery({ ...problemOf(data), ...changed }, 'pcmci', options)
      return result.ok ? [] : result.problems.map(({ code }) => code)
    }
    const values = Float64Array.from({ length: 60 }, (_, row) => row)
    expect(codes({ contexts: [timeOf(values)] })).toEqual([])
    expect(codes({ contexts: [{ name: 'Site', kind: 'regime', values }] })).toEqual(['regimes-unsupported'])
    expect(codes({ contexts: [timeOf(values.map((row) => row % 30))] })).toEqual(['repeated-time'])
    expect(codes({ contexts: [timeOf(values.map((row) => (row === 3 ? NaN : row)))] })).toEqual([
      'time-missing',
    ])
    const knowledge = { tiers: [], required: [['X1', 'X2'] as const], forbidden: [] }
    expect(codes({ knowledge })).toEqual(['required-unsupported'])
    expect(codes({}, { maxLag: 25 })).toEqual(['too-few-rows'])
    expect(codes({ names: ['X1', 'X1 (t-2)', 'X3'] })).toEqual(['name-taken'])
  })
})
