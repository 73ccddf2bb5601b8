import { describe, expect, it } from 'vitest'
import { createRandom, type Random } from '../../base/random'
import { valueOf } from '../../base/result'
import type { Dataset } from '../data/dataset'
import { draw } from '../graph/graph-text.testing'
import type { CausalGraph, VariableId } from '../graph/graph'
import { identifyQuestion } from '../identify/identify-question'
import { totalEffectOf } from '../identify/question'
import { logistic } from '../stats/distributions'
import { columnsOf, kidneyStones, testContext } from './estimating.testing'
import { estimateEffect, type EstimateRequest } from './estimate-effect'
import { identifiedByOf } from './identified-by'

const identified = (graph: CausalGraph, treatment: string, outcome: string) => {
  const question = totalEffectOf(
    [{ variable: treatment as VariableId, from: 0, to: 1 }],
    [outcome as VariableId],
  )
  return identifiedByOf(graph, valueOf(identifyQuestion(graph, question)))!
}

const frontDoorGraph = draw('X -> M -> Y, X <-> Y')
const throughM = identified(frontDoorGraph, 'X', 'Y')
const request = (more: Partial<EstimateRequest>): EstimateRequest => ({
  treatment: 'X',
  outcome: 'Y',
  adjustment: [],
  identifiedBy: throughM,
  estimator: 'front-door',
  ...more,
})

const estimate = async (data: Dataset, more: Partial<EstimateRequest> = {}, seed = 1) =>
  valueOf(await estimateEffect(data, request(more), testContext(seed)))

const problemOf = async (data: Dataset, more: Partial<EstimateRequest> = {}) => {
  const found = await estimateEffect(data, request(more), testContext())
  return found.ok ? null : found.problems[0]
}

const bernoulli = (random: Random, p: number) => Number(random.uniform() < p)

/** U -> X, U -> Y hidden; X -> M -> Y, all yes or no. The effect is (.8 - .3) times the mean effect of M, .4. */
function binaryFrontDoor(rows: number, seed: number): Dataset {
  const random = createRandom(seed)
  const [X, M, Y]: number[][] = [[], [], []]
  for (let row = 0; row < rows; row++) {
    const u = bernoulli(random, 0.5)
    const x = bernoulli(random, u ? 0.75 : 0.25)
    const m = bernoulli(random, x ? 0.8 : 0.3)
    X.push(x)
    M.push(m)
    Y.push(bernoulli(random, 0.1 + 0.4 * m + 0.4 * u))
  }
  return columnsOf({ X, M, Y })
}
const BINARY_EFFECT = 0.5 * 0.4

/** The same with numbers: M = a X + noise, Y = b M + 2 U + noise. */
function numericFrontDoor(rows: number, seed: number, treatment: 'arms' | 'number'): Dataset {
  const random = createRandom(seed)
  const U = Float64Array.from({ length: rows }, () => random.normal())
  const X = U.map((u) => (treatment === 'arms' ? bernoulli(random, logistic(u)) : u + random.normal()))
  const M = X.map((x) => 0.8 * x + random.normal())
  const Y = M.map((m, row) => 1.5 * m + 2 * U[row] + random.normal())
  return columnsOf({ X, M, Y })
}
const NUMERIC_EFFECT = 0.8 * 1.5

/** Share of seeds whose interval holds the truth, and the mean estimate. */
async function cover(runs: number, truth: number, run: (seed: number) => ReturnType<typeof estimate>) {
  let [covered, mean] = [0, 0]
  for (let seed = 0; seed < runs; seed++) {
    const { point, interval } = await run(seed)
    mean += point / runs
    if (interval![0] <= truth && truth <= interval![1]) covered++
  }
  return { coverage: covered / runs, mean }
}

describe('the formula itself on counted rows', () => {
  it('of an adjustment set is standardisation: kidney stones', async () => {
    const found = await estimate(kidneyStones(), {
      treatment: 'treatment',
      outcome: 'success',
      from: 'open',
      to: 'keyhole',
      adjustment: ['size'],
      identifiedBy: undefined,
      estimator: 'plug-in',
    })
    const open = (357 / 700) * (81 / 87) + (343 / 700) * (192 / 263)
    const keyhole = (357 / 700) * (234 / 270) + (343 / 700) * (55 / 80)
    expect(found.means!.from).toBeCloseTo(open, 12)
    expect(found.means!.to).toBeCloseTo(keyhole, 12)
    expect(found.point).toBeCloseTo(keyhole - open, 12)
  })

  it('of the front-door equals the doubly robust estimate, which assumes nothing of counted mediators', async () => {
    const data = binaryFrontDoor(800, 3)
    const [plugIn, robust] = [await estimate(data, { estimator: 'plug-in' }), await estimate(data)]
    expect(plugIn.point).toBeCloseTo(robust.point, 10)
    expect(plugIn.means!.from).toBeCloseTo(robust.means!.from, 10)
    // The bootstrap and the influence values tell one standard error.
    expect(plugIn.standardError! / robust.standardError!).toBeGreaterThan(0.88)
    expect(plugIn.standardError! / robust.standardError!).toBeLessThan(1.12)
  })

  it('of the napkin goes to the effect with more rows', async () => {
    const napkin = draw('W -> Z -> X -> Y, W <-> X, W <-> Y')
    const random = createRandom(5)
    const [W, Z, X, Y]: number[][] = [[], [], [], []]
    for (let row = 0; row < 60_000; row++) {
      const [u, v] = [bernoulli(random, 0.5), bernoulli(random, 0.5)]
      const w = bernoulli(random, 0.2 + 0.3 * u + 0.3 * v)
      const z = bernoulli(random, 0.25 + 0.5 * w)
      const x = bernoulli(random, 0.1 + 0.5 * z + 0.3 * u)
      W.push(w)
      Z.push(z)
      X.push(x)
      Y.push(bernoulli(random, 0.2 + 0.35 * x + 0.3 * v))
    }
    const identifiedBy = identified(napkin, 'X', 'Y')
    expect(identifiedBy.method).toBe('do-calculus')
    const found = await estimate(columnsOf({ W, Z, X, Y }), {
      estimator: 'plug-in',
      identifiedBy,
      options: { draws: 50 },
    })
    expect(Math.abs(found.point - 0.35)).toBeLessThan(3 * found.standardError!)
    expect(found.standardError!).toBeLessThan(0.02)
  })

  it('has intervals that hold the truth as often as they say', async () => {
    const { coverage, mean } = await cover(120, BINARY_EFFECT, (seed) =>
      estimate(binaryFrontDoor(500, seed + 100), { estimator: 'plug-in', options: { draws: 120 } }, seed),
    )
    expect(Math.abs(mean - BINARY_EFFECT)).toBeLessThan(0.01)
    expect(coverage).toBeGreaterThan(0.88)
  })

  it('never cuts numbers into classes by itself', async () => {
    const found = await problemOf(numericFrontDoor(200, 1, 'arms'), { estimator: 'plug-in' })
    expect(found).toMatchObject({ code: 'too-many-values', where: { name: 'Y' } })
    expect(found!.message).toContain('for example 5 of about 40 rows each')
  })

  it('names the combinations that no row has', async () => {
    const data = columnsOf({
      X: [0, 0, 1, 1, 0, 1],
      M: ['a', 'b', 'a', 'a', 'c', 'c'],
      Y: [0, 1, 1, 0, 1, 0],
    })
    const found = await problemOf(data, { estimator: 'plug-in' })
    expect(found?.code).toBe('empty-cells')
    expect(found?.message).toContain('M = b')
    expect((await problemOf(data))?.code).toBe('empty-cells')
  })

  it('refuses tables too large to count', async () => {
    const random = createRandom(1)
    const column = () => Array.from({ length: 300 }, () => random.integer(18))
    const names = ['A', 'B', 'C', 'D']
    const data = columnsOf(
      Object.fromEntries([
        ['X', Array.from({ length: 300 }, () => random.integer(2))],
        ['Y', column()],
        ...names.map((n) => [n, column()]),
      ]),
    )
    const found = await problemOf(data, { estimator: 'plug-in', identifiedBy: undefined, adjustment: names })
    expect(found?.code).toBe('too-many-cells')
  })
})

describe('the front-door estimator', () => {
  const lines = [
    ['counted mediators', BINARY_EFFECT, (seed: number) => binaryFrontDoor(400, seed), {}],
    ['numbers, two arms', NUMERIC_EFFECT, (seed: number) => numericFrontDoor(400, seed, 'arms'), {}],
    [
      'numbers, by regression',
      NUMERIC_EFFECT,
      (seed: number) => numericFrontDoor(400, seed, 'arms'),
      { form: 'regression' },
    ],
    [
      'a treatment of many values',
      NUMERIC_EFFECT,
      (seed: number) => numericFrontDoor(400, seed, 'number'),
      {},
    ],
  ] as const
  it.each(lines)('holds the truth in 95 of 100 intervals: %s', async (_, truth, data, options) => {
    const { coverage, mean } = await cover(300, truth, (seed) =>
      estimate(data(seed), { options, from: 0, to: 1 }),
    )
    expect(coverage).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / 300))
    expect(Math.abs(mean - truth)).toBeLessThan(0.06 * truth)
  })

  it('is right where one of its models is wrong', async () => {
    // The outcome bends with the mediator; the mediators' model holds.
    const rows = 20_000
    const random = createRandom(7)
    const U = Float64Array.from({ length: rows }, () => random.normal())
    const X = U.map((u) => bernoulli(random, logistic(u)))
    const M = X.map((x) => 0.5 * x + random.normal())
    const Y = M.map((m, row) => m + 0.8 * m * m + U[row] + random.normal())
    const data = columnsOf({ X, M, Y })
    // E[M | x] = x / 2 and E[M^2 | x] = 1 + x / 4.
    const truth = 0.5 + 0.8 * 0.25
    const robust = await estimate(data)
    expect(Math.abs(robust.point - truth)).toBeLessThan(3 * robust.standardError!)
  })

  it('agrees with its bootstrap, on average over data sets', async () => {
    for (const form of ['doubly-robust', 'regression']) {
      let ratio = 0
      for (const seed of [1, 2, 3, 9]) {
        const data = numericFrontDoor(500, seed, 'arms')
        const analytic = await estimate(data, { options: { form } })
        const drawn = await estimate(data, { options: { form, interval: 'bootstrap', draws: 250 } })
        ratio += drawn.standardError! / analytic.standardError! / 4
      }
      expect(ratio).toBeGreaterThan(0.88)
      expect(ratio).toBeLessThan(1.12)
    }
  })

  it('honours weights: a row of weight two counts as two rows', async () => {
    const once = binaryFrontDoor(300, 4)
    const twice = columnsOf(
      Object.fromEntries(
        once.columns.map(({ name, values }) => [name, [...values, ...values.slice(0, 100)]]),
      ),
    )
    const weights = {
      name: 'w',
      kind: 'continuous' as const,
      role: 'weight' as const,
      values: Float64Array.from({ length: 300 }, (_, row) => (row < 100 ? 2 : 1)),
    }
    const weighted = { ...once, columns: [...once.columns, weights] }
    const ways: Partial<EstimateRequest>[] = [
      {},
      { options: { form: 'regression' } },
      { estimator: 'plug-in', options: { draws: 50 } },
    ]
    for (const more of ways)
      expect((await estimate(weighted, more)).point).toBeCloseTo((await estimate(twice, more)).point, 10)
  })

  it('leaves an effect that adjustment identifies to others, and they leave this to it', async () => {
    const data = binaryFrontDoor(100, 1)
    expect(await problemOf(data, { estimator: 'regression' })).toMatchObject({
      code: 'identified-otherwise',
      message: '“Regression adjustment” does not answer an effect that is identified by the front-door.',
    })
    expect((await problemOf(data, { identifiedBy: undefined }))?.code).toBe('identified-otherwise')
    expect(await problemOf(data, { estimator: 'difference' })).toBe(null)
    const itself = { ...throughM, mediators: ['X'] }
    expect((await problemOf(data, { identifiedBy: itself }))?.code).toBe('same-column')
  })
})
