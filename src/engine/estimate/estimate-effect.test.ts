import { describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../base/random'
import { valueOf } from '../../base/result'
import type { OptionValues } from '../options'
import { logistic } from '../stats/distributions'
import { bootstrap } from './bootstrap'
import { estimateEffect, type EstimateRequest } from './estimate-effect'
import { columnsOf, kidneyStones, testContext } from './estimating.testing'
import { buildProblem } from './problem'
import { estimators } from './registry'

/** Confounded by `age` and `ward`; the effect of treatment on the outcome is 2 for everyone. */
function observational(rows: number, seed: number, effect = 2) {
  const random = createRandom(seed)
  const age: number[] = []
  const ward: string[] = []
  const treated: number[] = []
  const outcome: number[] = []
  for (let row = 0; row < rows; row++) {
    const a = random.normal()
    const w = random.integer(3)
    const t = random.uniform() < logistic(0.8 * a + 0.5 * (w - 1)) ? 1 : 0
    age.push(a)
    ward.push('xyz'[w])
    treated.push(t)
    outcome.push(effect * t + 1.5 * a + (w - 1) ** 2 + random.normal())
  }
  return { age, ward, treated, outcome }
}

// The plug-in counts combinations of values, of which columns of numbers have too many.
const classical = estimators.entries
  .filter(({ identifiedBy }) => identifiedBy.includes('adjustment'))
  .filter(({ id }) => id !== 'neural-effect' && id !== 'plug-in')
const onTarget = classical.filter(({ target }) => target === 'on-target').map(({ id }) => id)
const request = { treatment: 'treated', outcome: 'outcome', adjustment: ['age', 'ward'] }
const fewDraws = (id: string): OptionValues => (id === 'g-formula' ? { draws: 60 } : {})

async function run(
  data: Parameters<typeof columnsOf>[0],
  more: Partial<EstimateRequest> & { estimator: string },
) {
  const options = { ...fewDraws(more.estimator), ...more.options }
  return valueOf(await estimateEffect(columnsOf(data), { ...request, ...more, options }, testContext()))
}

describe('a simulated study with a known effect of 2', () => {
  const data = observational(4000, 11)
  test('the naive difference is off', async () => {
    const { point, interval } = await run(data, { estimator: 'difference' })
    expect(point).toBeGreaterThan(2.7)
    expect(interval![0]).toBeGreaterThan(2.5)
  })
  test.each(onTarget)('%s finds it', async (estimator) => {
    const { point, interval, standardError } = await run(data, { estimator })
    expect(Math.abs(point - 2)).toBeLessThan(0.12)
    expect(standardError!).toBeGreaterThan(0.02)
    expect(standardError!).toBeLessThan(0.08)
    expect(interval![0]).toBeLessThan(point)
    expect(interval![1]).toBeGreaterThan(point)
  })
  test('cross-fitting judges every row by the models of the other folds', async () => {
    // One row of each arm in each fold: the scores of the treated arm are 2a - b, b, 2b - a, a, however it is dealt.
    const data = { treated: [1, 1, 0, 0], outcome: [0, 1, 0, 0] }
    const crossed = await run(data, { estimator: 'aipw', adjustment: [], options: { folds: 2 } })
    expect(crossed.point).toBeCloseTo(0.5, 10)
    expect(crossed.standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 10)
    const whole = await run(data, { estimator: 'aipw', adjustment: [], options: { folds: 1 } })
    expect(whole.standardError).toBeCloseTo(Math.sqrt(2 / 3 / 4), 10)
  })
  test.each(classical.map(({ id }) => id))('%s: a higher level widens the interval', async (estimator) => {
    const intervals = [0.6, 0.8, 0.95].map(async (level) => {
      const { interval } = await run(data, { estimator, options: { level } })
      return interval![1] - interval![0]
    })
    const [low, middle, high] = await Promise.all(intervals)
    expect(middle / low).toBeGreaterThan(1.2)
    expect(high / middle).toBeGreaterThan(1.2)
  })
  test('cross-fitting finds it too, the same with the same seed', async () => {
    const first = await run(data, { estimator: 'aipw', options: { folds: 5 } })
    const second = await run(data, { estimator: 'aipw', options: { folds: 5 } })
    expect(Math.abs(first.point - 2)).toBeLessThan(0.12)
    expect(second.point).toBe(first.point)
  })
  test('AIPW survives a wrong outcome model and a wrong treatment model, but not both', async () => {
    const at = async (options: Record<string, string>) =>
      (await run(data, { estimator: 'aipw', options })).point
    expect(Math.abs((await at({ outcomeModel: 'ward' })) - 2)).toBeLessThan(0.15)
    expect(Math.abs((await at({ propensityModel: 'ward' })) - 2)).toBeLessThan(0.15)
    expect(Math.abs((await at({ outcomeModel: 'ward', propensityModel: 'ward' })) - 2)).toBeGreaterThan(0.5)
  })
})

describe('intervals cover the truth about as often as they say', () => {
  const repetitions = 150
  test.each(['regression', 'ipw', 'aipw', 'g-formula'])('%s', async (estimator) => {
    let covered = 0
    for (let seed = 0; seed < repetitions; seed++) {
      const { interval } = await run(observational(200, 1000 + seed), { estimator })
      if (interval![0] <= 2 && 2 <= interval![1]) covered++
    }
    // Six standard deviations of a binomial share around .95 would reach .84.
    expect(covered / repetitions).toBeGreaterThan(0.88)
    expect(covered / repetitions).toBeLessThan(1)
  })
})

describe('laws', () => {
  const data = observational(300, 5)
  const ids = classical.map(({ id }) => id)
  test.each(ids)('%s follows the units of the outcome', async (estimator) => {
    const before = await run(data, { estimator })
    const after = await run(
      { ...data, outcome: data.outcome.map((value) => 100 - 10 * value) },
      { estimator },
    )
    expect(after.point).toBeCloseTo(-10 * before.point, 8)
    expect(after.standardError!).toBeCloseTo(10 * before.standardError!, 8)
  })
  test.each(ids)('%s does not care about the units of the adjustment set', async (estimator) => {
    const before = await run(data, { estimator })
    const after = await run({ ...data, age: data.age.map((value) => 1000 * value + 50_000) }, { estimator })
    expect(after.point).toBeCloseTo(before.point, 6)
  })
  test.each(ids)('%s changes sign when the contrast is turned round', async (estimator) => {
    const there = await run(data, { estimator, from: 0, to: 1 })
    const back = await run(data, { estimator, from: 1, to: 0 })
    expect(back.point).toBeCloseTo(-there.point, 8)
    expect(back.means?.from).toBeCloseTo(there.means!.to, 8)
  })
  test.each(ids)('%s does not care about the order of the rows', async (estimator) => {
    const order = shuffle(
      Array.from({ length: 300 }, (_, row) => row),
      createRandom(3),
    )
    const mixed = Object.fromEntries(
      Object.entries(data).map(([name, values]) => [name, order.map((row) => values[row])]),
    )
    const before = await run(data, { estimator })
    const after = await run(mixed, { estimator })
    expect(after.point).toBeCloseTo(before.point, 8)
  })
  test.each(ids)('%s reports 50 ascending quantiles, rows and provenance', async (estimator) => {
    const estimate = await run(data, { estimator, graphRevision: 'abc', seed: 7 })
    expect(estimate.quantiles).toHaveLength(50)
    expect(estimate.quantiles).toEqual(estimate.quantiles!.toSorted((a, b) => a - b))
    expect(estimate.rows.used).toBe(300)
    expect(estimate.provenance).toMatchObject({
      method: estimator,
      seed: 7,
      graphRevision: 'abc',
      data: 'data',
    })
    expect(Object.keys(estimate.provenance.options)).toContain('level')
  })
})

describe('kidney stones', () => {
  const stones = { treatment: 'treatment', outcome: 'success', adjustment: ['size'] }
  test('every adjusted estimate reverses the naive one', async () => {
    const of = async (estimator: string, from: string, to: string) =>
      valueOf(await estimateEffect(kidneyStones(), { ...stones, from, to, estimator }, testContext()))
    const naive = await of('difference', 'keyhole', 'open')
    expect(naive.point).toBeCloseTo(0.78 - 289 / 350, 10)
    for (const estimator of ['ipw', 'aipw', 'g-formula']) {
      const { point, means } = await of(estimator, 'keyhole', 'open')
      expect(means!.to).toBeCloseTo(0.8325, 4)
      expect(means!.from).toBeCloseTo(0.7789, 4)
      expect(point).toBeGreaterThan(0.05)
    }
  })
  test('a logistic outcome model saturated in a binary variable gives the same', async () => {
    const estimate = valueOf(
      await estimateEffect(
        kidneyStones(),
        { ...stones, from: 'keyhole', to: 'open', estimator: 'aipw', options: { outcomeModel: 'logistic' } },
        testContext(),
      ),
    )
    expect(estimate.point).toBeCloseTo(0.8325 - 0.7789, 3)
  })
})

describe('continuous treatments', () => {
  const random = createRandom(2)
  const z = Array.from({ length: 500 }, () => random.normal())
  const dose = z.map((value) => value + random.normal())
  const response = dose.map((value, row) => 3 * value - 2 * z[row] + random.normal())
  const data = { z, dose, response }
  const asked = { treatment: 'dose', outcome: 'response', adjustment: ['z'], from: 0, to: 2 }
  test.each(['regression', 'g-formula'])('%s gives slope times step', async (estimator) => {
    const { point } = await run(data, { ...asked, estimator })
    expect(Math.abs(point - 6)).toBeLessThan(0.3)
  })
  test('the naive slope is off', async () => {
    expect((await run(data, { ...asked, estimator: 'difference' })).point).toBeLessThan(4.5)
  })
  test.each(['ipw', 'aipw'])('%s says why it does not apply', async (estimator) => {
    const result = await estimateEffect(columnsOf(data), { ...asked, estimator }, testContext())
    expect(result).toMatchObject({
      ok: false,
      problems: [{ code: 'treatment-not-binary', where: { name: 'dose' } }],
    })
  })
  test('a contrast beyond the data is marked', async () => {
    const { diagnostics } = await run(data, { ...asked, to: 50, estimator: 'regression' })
    expect(diagnostics).toContainEqual(expect.objectContaining({ id: 'extrapolation', level: 'warning' }))
  })
})

describe('treatments with several categories', () => {
  const arm = Array.from({ length: 90 }, (_, k) => ['placebo', 'low', 'high'][k % 3])
  const sex = Array.from({ length: 90 }, (_, k) => Math.floor(k / 3) % 2)
  const outcome = arm.map((name, k) => ({ placebo: 1, low: 3, high: 8 })[name]! + sex[k] + ((k * 7) % 5) / 5)
  const asked = { treatment: 'arm', adjustment: ['sex'], from: 'placebo', to: 'high' }
  test.each(['difference', 'regression', 'g-formula'])(
    '%s compares the two that are named',
    async (estimator) => {
      const { point, means } = await run({ arm, sex, outcome }, { ...asked, estimator })
      expect(point).toBeCloseTo(7, 0)
      expect(means!.to - means!.from).toBeCloseTo(point, 10)
    },
  )
  test('no two categories are compared unless they are named', async () => {
    const request = { ...asked, estimator: 'regression', to: undefined }
    const message = 'contrast-needed: “arm” has 3 categories (high, low, placebo): name the two to compare.'
    await expect(run({ arm, sex, outcome }, request)).rejects.toThrow(message)
  })
})

describe('requests that cannot be answered', () => {
  const data = {
    treated: [0, 1, 0, 1, 1, 0],
    outcome: [1, 2, 3, 4, null, 6],
    same: [0, 1, 0, 1, 1, 0],
    flat: [1, 1, 1, 1, 1, 1],
    empty: [null, null, null, null, null, null],
    colour: ['red', 'blue', 'green', 'red', 'blue', 'green'],
    huge: [1e80, 2e80, 3e80, 1e80, 2e80, 1e80],
    tiny: [0, 2e-80, 3e-80, 1e-80, 2e-80, 1e-80],
  }
  const cases: [string, Partial<EstimateRequest>, string][] = [
    ['an unknown estimator', { estimator: 'magic' }, 'unknown-estimator'],
    ['an unknown option', { options: { strength: 3 } }, 'unknown-option'],
    ['an unsuitable option', { estimator: 'aipw', options: { folds: 0 } }, 'unsuitable-option'],
    ['an unknown estimand', { estimand: 'late' }, 'unknown-estimand'],
    ['numbers beyond computing', { adjustment: ['huge'] }, 'extreme-values'],
    ['numbers that vanish when squared', { adjustment: ['tiny'] }, 'extreme-values'],
    ['an unknown treatment', { treatment: 'dose' }, 'unknown-column'],
    ['an unknown adjustment variable', { adjustment: ['age'] }, 'unknown-column'],
    ['treatment = outcome', { outcome: 'treated' }, 'same-column'],
    ['adjusting for the outcome', { adjustment: ['outcome'] }, 'same-column'],
    ['a treatment that does not vary', { treatment: 'flat' }, 'constant-treatment'],
    ['no change', { from: 1, to: 1 }, 'empty-contrast'],
    ['a value the treatment lacks', { from: 0, to: 7 }, 'unknown-value'],
    ['no complete row', { adjustment: ['empty'] }, 'no-complete-rows'],
    ['an outcome of colours', { outcome: 'colour' }, 'unsuitable-outcome'],
    ['a copy of the treatment adjusted for', { adjustment: ['same'] }, 'treatment-determined'],
    ['a copy of the treatment in the weights', { estimator: 'ipw', adjustment: ['same'] }, 'no-overlap'],
    ['a formula that breaks off', { options: { outcomeModel: 'flat +' } }, 'formula-syntax'],
    ['a formula with an unknown name', { options: { outcomeModel: 'flat + shoe' } }, 'unknown-column'],
    ['a formula with the outcome', { options: { outcomeModel: 'outcome' } }, 'outcome-in-formula'],
    [
      'a logistic model of numbers',
      { estimator: 'aipw', options: { outcomeModel: 'logistic' } },
      'outcome-not-binary',
    ],
    [
      'a linear treatment model',
      { estimator: 'ipw', options: { propensityModel: 'linear' } },
      'logistic-only',
    ],
    ['more folds than rows', { estimator: 'aipw', options: { folds: 20 } }, 'too-few-rows'],
  ]
  test.each(cases)('%s', async (_, more, code) => {
    const result = await estimateEffect(
      columnsOf(data),
      { ...request, adjustment: [], estimator: 'regression', ...more },
      testContext(),
    )
    expect(result.ok ? 'an estimate' : result.problems[0].code).toBe(code)
  })
  test('several problems are reported at once', async () => {
    const result = await estimateEffect(
      columnsOf(data),
      { treatment: 'a', outcome: 'b', adjustment: ['c'], estimator: 'regression' },
      testContext(),
    )
    expect(result.ok ? [] : result.problems.map(({ where }) => where?.name)).toEqual(['a', 'b', 'c'])
  })
  test('a bootstrap that fails in more than a tenth of its samples gives no interval', async () => {
    const problem = valueOf(buildProblem(columnsOf(observational(50, 1)), request))
    const failingEvery = (nth: number) => {
      let sample = 0
      return bootstrap(problem, 100, () => (++sample % nth === 0 ? NaN : 1), testContext())
    }
    expect(await failingEvery(5)).toMatchObject({ ok: false, problems: [{ code: 'bootstrap-unstable' }] })
    expect(valueOf(await failingEvery(20))).toHaveLength(95)
  })
  test('cancelling stops the bootstrap', async () => {
    const result = await estimateEffect(
      columnsOf(observational(50, 1)),
      { ...request, estimator: 'g-formula' },
      testContext(1, { signal: { aborted: true } }),
    )
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'cancelled' }] })
  })
})

describe('what an estimate warns of', () => {
  const ids = async (
    data: Parameters<typeof columnsOf>[0],
    more: Partial<EstimateRequest> & { estimator: string },
  ) => (await run(data, more)).diagnostics.filter(({ level }) => level === 'warning').map(({ id }) => id)

  test('no warnings on a good study', async () => {
    for (const { id } of classical) expect(await ids(observational(500, 3), { estimator: id })).toEqual([])
  })
  test('collinear columns', async () => {
    const data = observational(200, 3)
    const doubled = { ...data, months: data.age.map((value) => 12 * value) }
    const adjustment = ['age', 'ward', 'months']
    for (const estimator of ['regression', 'ipw', 'g-formula'])
      expect(await ids(doubled, { estimator, adjustment })).toContain('collinear')
  })
  test('few rows in an arm', async () => {
    const treated = Array.from({ length: 60 }, (_, row) => (row < 4 ? 1 : 0))
    const outcome = treated.map((value, row) => value + (row % 7))
    expect(await ids({ treated, outcome }, { estimator: 'ipw', adjustment: [] })).toContain('rows-in-arm')
  })
  test('propensities near 0 and 1', async () => {
    const random = createRandom(8)
    const age = Array.from({ length: 400 }, () => 4 * random.normal())
    const treated = age.map((value) => (random.uniform() < logistic(value) ? 1 : 0))
    const outcome = age.map((value, row) => value + treated[row] + random.normal())
    const estimate = await run({ age, treated, outcome }, { estimator: 'ipw', adjustment: ['age'] })
    expect(estimate.overlap!.smallest).toBeLessThan(0.02)
    expect(estimate.overlap!.effectiveRows).toBeLessThan(400)
    const histogram = [...estimate.overlap!.treated, ...estimate.overlap!.untreated]
    expect(histogram.reduce((total, count) => total + count, 0)).toBe(400)
    expect(estimate.diagnostics).toContainEqual(
      expect.objectContaining({ id: 'propensity-range', level: 'warning' }),
    )
    expect(estimate.diagnostics).toContainEqual(
      expect.objectContaining({ id: 'effective-rows', level: 'warning' }),
    )
  })
  test('a category in which everyone is treated', async () => {
    const data = observational(200, 4)
    const treated = data.treated.map((value, row) => (data.ward[row] === 'x' ? 1 : value))
    expect(await ids({ ...data, treated }, { estimator: 'ipw' })).toContain('separation')
  })
  test('an adjustment variable that a formula forgets', async () => {
    const data = observational(200, 4)
    expect(await ids(data, { estimator: 'regression', options: { outcomeModel: 'age' } })).toEqual([
      'not-in-model',
    ])
  })
})
