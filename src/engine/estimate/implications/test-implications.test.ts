import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import type { Dataset } from '../../data/dataset'
import { draw } from '../../graph/graph-text.testing'
import type { CausalGraph } from '../../graph/graph'
import { logistic } from '../../stats/distributions'
import { columnsOf, testContext } from '../estimating.testing'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { testImplications, type ImplicationOptions } from './test-implications'

const tested = async (dataset: Dataset, graph: CausalGraph, options: ImplicationOptions = {}) =>
  valueOf(await testImplications(dataset, graph, options, testContext()))

/** Data of a random linear model of the graph. */
function linearData(graph: CausalGraph, rows: number, seed: number): Dataset {
  const random = createRandom(seed)
  const model = randomLinearModel(graph, random)
  const columns = sampleModel(model, rows, random)
  const kept = model.variables.flatMap(({ name, latent }, at) =>
    latent ? [] : [[name, columns[at]] as const],
  )
  return columnsOf(Object.fromEntries(kept))
}

const chain = draw('A -> B -> C -> D')

describe('the implications of a graph against data', () => {
  it('tests one independence a pair, on the rows complete in its own columns', async () => {
    const data = linearData(chain, 300, 1)
    const holed = {
      ...data,
      columns: data.columns.map((column) =>
        column.name === 'D'
          ? { ...column, values: column.values.map((v, row) => (row < 40 ? NaN : v)) }
          : column,
      ),
    }
    const report = await tested(holed, chain)
    const byPair = new Map(
      report.tests.map(({ implication, rows }) => [
        implication.kind === 'independence' ? `${implication.a}${implication.b}` : '',
        rows.used,
      ]),
    )
    expect(byPair).toEqual(
      new Map(
        [
          ['AC', 300],
          ['AD', 260],
          ['BD', 260],
        ].map(([k, v]) => [k, v] as [string, number]),
      ),
    )
    expect(report.complete).toBe(true)
  })

  it('gives Fisher’s z and the interval of the partial correlation', async () => {
    const data = columnsOf({
      A: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      B: [2, 1, 4, 3, 7, 5, 8, 6, 9, 12, 10, 11],
    })
    const report = await tested(data, draw('A, B'))
    const r = report.tests[0].effect.value
    // Pearson's r of these ranks is 1 - 6 sum d^2 / (n (n^2 - 1)).
    expect(r).toBeCloseTo(1 - (6 * 20) / (12 * 143), 12)
    expect(report.tests[0].statistic).toBeCloseTo(3 * Math.atanh(r), 12)
    expect(report.tests[0].effect.interval[0]).toBeCloseTo(Math.tanh(Math.atanh(r) - 1.959964 / 3), 6)
    expect(report.violations).toBe(1)
  })

  it('raises a false alarm in at most one graph of twenty (Holm)', async () => {
    let alarms = 0
    for (let seed = 0; seed < 200; seed++) {
      const graph = randomDag(numberedNames(8), 2, createRandom(seed))
      if ((await tested(linearData(graph, 250, seed + 500), graph)).violations > 0) alarms++
    }
    expect(alarms).toBeLessThan(200 * 0.05 + 2 * Math.sqrt(200 * 0.05 * 0.95))
  })

  it('finds a missing edge, and the edge mends it', async () => {
    let found = 0
    for (let seed = 0; seed < 40; seed++) {
      const truth = draw('A -> B -> C -> D, A -> C')
      const report = await tested(linearData(truth, 500, seed), chain)
      const worst = report.tests[0]
      if (!worst.violated || worst.implication.kind !== 'independence') continue
      expect(worst.implication).toMatchObject({ a: 'A', b: 'C' })
      expect(worst.mends.map(({ kind, between }) => `${kind} ${between.join(' ')}`)).toContain('edge A C')
      expect(worst.mends.every(({ mends }) => mends >= 1)).toBe(true)
      found++
    }
    expect(found).toBeGreaterThan(34)
  })

  it('prefers the mend that settles more and gives up less', async () => {
    const truth = draw('X <-> Y, X -> Z, Y -> W')
    const random = createRandom(3)
    const hidden = Float64Array.from({ length: 800 }, () => random.normal())
    const noisy = (values: Float64Array) => values.map((v) => v + random.normal())
    const [X, Y] = [noisy(hidden), noisy(hidden)]
    const data = columnsOf({ X, Y, Z: noisy(X), W: noisy(Y) })
    const report = await tested(data, draw('X -> Z, Y -> W'))
    const [first] = report.tests.find(({ violated }) => violated)!.mends
    expect(first.mends).toBe(report.violations)
    expect([...first.between].toSorted()).toEqual(['X', 'Y'])
    expect((await tested(data, truth)).violations).toBe(0)
  })

  it('says of what cannot be tested why', async () => {
    const graph = draw('U -> A, U -> B, V -> A, V -> C, B -> E, K -> E', { latent: ['U'] })
    const random = createRandom(4)
    const normal = () => Float64Array.from({ length: 60 }, () => random.normal())
    const data = columnsOf({ A: normal(), B: normal(), C: normal(), K: new Float64Array(60).fill(1) })
    const report = await tested(data, graph)
    const reasons = new Map(
      report.untested.map(({ implication, reason, sentence }) => [
        implication.kind === 'independence' ? `${implication.a}${implication.b}` : '',
        [reason, sentence],
      ]),
    )
    expect(report.withoutColumn).toEqual(['V', 'E'])
    expect(reasons.get('AB')).toEqual(['hidden-variable', '“U” is hidden, and it must be given.'])
    expect(reasons.get('AC')).toEqual(['no-column', '“V” has no column.'])
    expect(reasons.get('AK')?.[0]).toBe('constant')
    expect(report.sentence).toContain('cannot be tested')
  })

  it('tests tetrads of a hidden cause, and sees a second one', async () => {
    const graph = draw('L -> A, L -> B, L -> C, L -> D', { latent: ['L'] })
    let alarms = 0
    let seen = 0
    for (let seed = 0; seed < 60; seed++) {
      if ((await tested(linearData(graph, 300, seed), graph)).violations > 0) alarms++
      const tied = draw('L -> A, L -> B, L -> C, L -> D, M -> A, M -> B', { latent: ['L', 'M'] })
      const report = await tested(linearData(tied, 500, seed), graph)
      if (report.violations > 0) seen++
    }
    expect(alarms).toBeLessThan(8)
    expect(seen).toBeGreaterThan(40)
    expect((await tested(linearData(graph, 100, 1), graph, { tetrads: 'left-out' })).tests).toEqual([])
  })

  it('leaves out rows in which a variable was set', async () => {
    const data = linearData(chain, 200, 2)
    const set = columnsOf({ set: Array.from({ length: 200 }, (_, row) => (row < 50 ? 'B' : null)) })
    const target = { ...set.columns[0], role: 'intervention-target' as const }
    const report = await tested({ ...data, columns: [...data.columns, target] }, chain)
    expect(report.setAside).toBe(50)
    expect(report.tests[0].rows.used).toBe(150)
  })

  it('says that weights do not count', async () => {
    const data = linearData(chain, 100, 3)
    const weights = {
      name: 'w',
      kind: 'continuous' as const,
      role: 'weight' as const,
      values: new Float64Array(100).fill(2),
    }
    const report = await tested({ ...data, columns: [...data.columns, weights] }, chain)
    expect(report.sentence).toContain('the weights are not used')
  })

  it('stops at its budget and says so, and when cancelled', async () => {
    const graph = randomDag(numberedNames(30), 2, createRandom(1))
    const data = linearData(graph, 100, 1)
    const few = await tested(data, graph, { count: 10, tetrads: 'left-out' })
    expect(few.tests.length).toBe(10)
    expect(few.complete).toBe(false)
    expect(few.sentence).toContain('there are more')
    const none = await tested(data, graph, { milliseconds: 0 })
    expect(none.complete).toBe(false)
    const signal = { aborted: false }
    const stopped = await testImplications(
      data,
      graph,
      {},
      testContext(1, { signal, progress: () => (signal.aborted = true) }),
    )
    expect(stopped.ok).toBe(true)
  })
})

describe('implications among categories and mixed columns', () => {
  /** A -> B -> C with three, two and three levels, and N a number that B moves. */
  function mixed(rows: number, seed: number, shortcut: number): Dataset {
    const random = createRandom(seed)
    const level = (lean: number) =>
      'lmh'[Number(random.uniform() < logistic(lean)) + Number(random.uniform() < logistic(lean))]
    const size = (label: string) => 'lmh'.indexOf(label) - 1
    const A = Array.from({ length: rows }, () => level(0))
    const B = A.map((a) => (random.uniform() < logistic(1.5 * size(a)) ? 'yes' : 'no'))
    const C = B.map((b, row) => level((b === 'yes' ? 1 : -1) + shortcut * size(A[row])))
    const N = B.map((b, row) => (b === 'yes' ? 1 : 0) + shortcut * size(A[row]) + random.normal())
    return columnsOf({ A, B, C, N })
  }
  const graph = draw('A -> B -> C, B -> N')

  it('keeps the level', async () => {
    let alarms = 0
    const kinds = new Set<string>()
    for (let seed = 0; seed < 150; seed++) {
      const report = await tested(mixed(400, seed, 0), graph, { tetrads: 'left-out' })
      report.tests.forEach(({ test }) => kinds.add(test))
      if (report.violations > 0) alarms++
    }
    expect(kinds).toEqual(new Set(['g-squared', 'residual-covariance']))
    expect(alarms).toBeLessThan(150 * 0.05 + 2.5 * Math.sqrt(150 * 0.05 * 0.95))
  })

  it('finds a shortcut', async () => {
    let seen = 0
    for (let seed = 0; seed < 30; seed++) {
      const report = await tested(mixed(600, seed, 0.6), graph, { tetrads: 'left-out' })
      if (report.violations > 0) seen++
      for (const { effect } of report.tests) {
        expect(effect.interval[0]).toBeLessThanOrEqual(effect.value)
        expect(effect.interval[1]).toBeGreaterThanOrEqual(effect.value)
      }
    }
    expect(seen).toBe(30)
  })

  it('goes over to Mantel-Haenszel where the tables are thin', async () => {
    const random = createRandom(6)
    const letters = (count: number) =>
      Array.from({ length: 200 }, () => 'abcdefghijklmnop'[random.integer(count)])
    const data = columnsOf({ A: letters(2), B: letters(16), C: letters(3) })
    const report = await tested(data, draw('B -> A, B -> C'))
    expect(report.tests[0].test).toBe('mantel-haenszel')
    expect(report.tests[0].degreesOfFreedom).toBe(2)
  })
})

describe('functional constraints against data', () => {
  const graph = draw('A -> B -> C -> D, B <-> D')

  /** The Verma graph with yes and no throughout; `leak` lets A act on D directly, which no independence forbids. */
  function verma(rows: number, seed: number, leak: number): Dataset {
    const random = createRandom(seed)
    const chance = (p: number) => Number(random.uniform() < p)
    const columns: Record<string, number[]> = { A: [], B: [], C: [], D: [] }
    for (let row = 0; row < rows; row++) {
      const u = chance(0.5)
      const a = chance(0.5)
      const b = chance(0.2 + 0.3 * a + 0.3 * u)
      const c = chance(0.25 + 0.5 * b)
      const d = chance(0.1 + 0.3 * c + 0.3 * u + leak * a)
      for (const [name, value] of Object.entries({ A: a, B: b, C: c, D: d })) columns[name].push(value)
    }
    return columnsOf(columns)
  }

  it('keep their level and see what breaks them', async () => {
    let [alarms, seen] = [0, 0]
    for (let seed = 0; seed < 40; seed++) {
      const kept = await tested(verma(600, seed, 0), graph)
      expect(kept.functional.length).toBe(1)
      if (kept.functional[0].violated) alarms++
      if (seed >= 12) continue
      const broken = await tested(verma(1200, seed, 0.25), graph)
      if (broken.functional[0].violated) seen++
    }
    expect(alarms).toBeLessThan(7)
    expect(seen).toBeGreaterThan(9)
  })

  it('are for columns of few values', async () => {
    const random = createRandom(1)
    const normal = () => Float64Array.from({ length: 80 }, () => random.normal())
    const report = await tested(columnsOf({ A: normal(), B: normal(), C: normal(), D: normal() }), graph)
    expect(report.functional).toEqual([])
    expect(report.functionalUntested[0].sentence).toContain('Cut it into classes first')
  })
})
