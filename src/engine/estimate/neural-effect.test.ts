import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import { createTestRunModel } from '../neural/effect-model.testing'
import { logistic } from '../stats/distributions'
import { estimateEffect } from './estimate-effect'
import { columnsOf, hasReferenceData, referenceData, testContext } from './estimating.testing'

const context = testContext(1, { runModel: createTestRunModel() })

interface Study {
  readonly columns: Record<string, number[]>
  readonly adjustment: string[]
}

/** Confounded by x0; the effect is `effect` for everyone, the noise has sd 1. */
function study(rows: number, covariates: number, seed: number, effect = 1, confounding = 1): Study {
  const random = createRandom(seed)
  const names = Array.from({ length: covariates }, (_, j) => `x${j}`)
  const columns: Record<string, number[]> = { a: [], y: [] }
  for (const name of names) columns[name] = []
  for (let r = 0; r < rows; r++) {
    for (const name of names) columns[name].push(random.normal())
    const a = random.uniform() < logistic(confounding * columns.x0[r]) ? 1 : 0
    columns.a.push(a)
    columns.y.push(effect * a + confounding * columns.x0[r] + random.normal())
  }
  return { columns, adjustment: names }
}

const ask = ({ columns, adjustment }: Study, more: { from?: number; to?: number; seed?: number } = {}) =>
  estimateEffect(
    columnsOf(columns),
    { treatment: 'a', outcome: 'y', adjustment, estimator: 'neural-effect', ...more },
    context,
  )

const problemsOf = async (given: Study) => {
  const result = await ask(given)
  return result.ok ? [] : result.problems.map(({ code, message }) => `${code}: ${message}`)
}

describe('the neural model as an estimator', () => {
  test('finds a confounded effect, with effects row by row', async () => {
    const given = study(600, 3, 5)
    const estimate = valueOf(await ask(given))
    const request = { treatment: 'a', outcome: 'y', adjustment: given.adjustment, estimator: 'regression' }
    const linear = valueOf(await estimateEffect(columnsOf(given.columns), request, context))
    expect(Math.abs(estimate.point - linear.point)).toBeLessThan(2 * linear.standardError!)
    expect(estimate.interval![0]).toBeLessThan(linear.point)
    expect(estimate.interval![1]).toBeGreaterThan(linear.point)
    expect(estimate.cate!.point.length).toBe(600)
    expect(estimate.run!.backend).toBe('wasm')
    expect(estimate.intervalKind).toBe('posterior')
    expect(estimate.quantiles!.length).toBe(50)
  })

  test('the seed changes nothing; swapping the contrast changes the sign', async () => {
    const given = study(200, 2, 6)
    const plain = valueOf(await ask(given))
    const reseeded = valueOf(await ask(given, { seed: 9 }))
    const swapped = valueOf(await ask(given, { from: 1, to: 0 }))
    expect(reseeded.point).toBe(plain.point)
    expect(swapped.point).toBeCloseTo(-plain.point, 10)
    expect(swapped.interval![0]).toBeCloseTo(-plain.interval![1], 10)
    expect(swapped.cate!.interval[0][1]).toBeCloseTo(-plain.cate!.interval[0][0], 10)
  })

  test('follows the units of the outcome and hardly notices its sign or the order of rows', async () => {
    const given = study(400, 3, 12)
    const plain = valueOf(await ask(given))
    const changed = async (change: (columns: Study['columns']) => Study['columns']) =>
      valueOf(await ask({ ...given, columns: change(given.columns) }))
    const scaled = await changed((columns) => ({ ...columns, y: columns.y.map((y) => 1000 * y - 7) }))
    const negated = await changed((columns) => ({ ...columns, y: columns.y.map((y) => -y) }))
    const turned = await changed((columns) =>
      Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.toReversed()])),
    )
    const error = plain.standardError!
    expect(Math.abs(scaled.point / 1000 - plain.point) / error).toBeLessThan(1e-3)
    expect(Math.abs(negated.point + plain.point) / error).toBeLessThan(0.3)
    expect(Math.abs(turned.point - plain.point) / error).toBeLessThan(0.1)
  })

  test('categories become columns', async () => {
    const given = study(300, 2, 7)
    const wards = given.columns.x1.map((value) => (value > 0.5 ? 'c' : value > -0.5 ? 'b' : 'a'))
    const data = columnsOf({ ...given.columns, ward: wards })
    const request = { treatment: 'a', outcome: 'y', adjustment: ['x0', 'ward'], estimator: 'neural-effect' }
    const estimate = valueOf(await estimateEffect(data, request, context))
    expect(estimate.interval![0]).toBeLessThan(1)
    expect(estimate.interval![1]).toBeGreaterThan(1)
  })

  test('a table beyond the training range in rows is answered in parts, and says so', async () => {
    const estimate = valueOf(await ask(study(2600, 2, 8)))
    expect(Math.abs(estimate.point - 1)).toBeLessThan(0.2)
    expect(estimate.cate!.point.length).toBe(2600)
    expect(estimate.diagnostics.find(({ id }) => id === 'parts')?.value).toMatch(
      /^3 parts of at most 1024 rows/,
    )
  })

  test('what lies outside the training range is refused, not guessed', async () => {
    expect(await problemsOf(study(40, 2, 1))).toEqual([
      expect.stringMatching(/^too-few-rows: Outside the training/),
    ])
    expect(await problemsOf(study(100, 11, 2))).toEqual([expect.stringMatching(/11 columns that vary/)])
    expect(await problemsOf({ ...study(100, 2, 3), adjustment: [] })).toEqual([
      expect.stringMatching(/0 columns/),
    ])
    const three = study(100, 2, 4)
    three.columns.a[0] = 2
    expect(await problemsOf(three)).toEqual([expect.stringMatching(/^treatment-not-binary/)])
    const lonely = study(100, 2, 5)
    lonely.columns.a = lonely.columns.a.map((_, r) => (r < 3 ? 1 : 0))
    expect(await problemsOf(lonely)).toEqual([expect.stringMatching(/^too-few-in-arm.*has 3 rows/)])
  })

  test('a runtime that is missing is a problem, not an exception', async () => {
    const { columns, adjustment } = study(100, 2, 9)
    const request = { treatment: 'a', outcome: 'y', adjustment, estimator: 'neural-effect' }
    const result = await estimateEffect(columnsOf(columns), request, testContext())
    expect(result.ok ? '' : result.problems[0].code).toBe('model-not-run')
  })

  /** models/README.md: on clean trials at most 1.15 times the error and 1.3 times the width of the difference. */
  test('clean trials are answered about as well as by the difference in means', async () => {
    const repeats = 40
    let [ours, theirs, ourWidth, theirWidth, covered] = [0, 0, 0, 0, 0]
    for (let k = 0; k < repeats; k++) {
      const trial = study(256, 3, 100 + k, 1, 0)
      const neural = valueOf(await ask(trial))
      const request = { treatment: 'a', outcome: 'y', adjustment: [], estimator: 'difference' }
      const difference = valueOf(await estimateEffect(columnsOf(trial.columns), request, context))
      ours += (neural.point - 1) ** 2
      theirs += (difference.point - 1) ** 2
      ourWidth += neural.interval![1] - neural.interval![0]
      theirWidth += difference.interval![1] - difference.interval![0]
      if (neural.interval![0] <= 1 && neural.interval![1] >= 1) covered++
    }
    expect(Math.sqrt(ours / theirs)).toBeLessThan(1.25)
    expect(ourWidth / theirWidth).toBeLessThan(1.3)
    expect(covered / repeats).toBeGreaterThan(0.85)
  })

  test.skipIf(!hasReferenceData())(
    'the NSW trial: an answer of the right order, with an interval',
    async () => {
      const data = await referenceData('nsw_mixtape.csv')
      const adjustment = ['age', 'educ', 'black', 'hisp', 'marr', 'nodegree', 're74', 're75']
      const request = { treatment: 'treat', outcome: 're78', adjustment, estimator: 'neural-effect' }
      const { point, interval } = valueOf(await estimateEffect(data, request, context))
      expect(point).toBeGreaterThan(0)
      expect(point).toBeLessThan(3500)
      expect(interval![1] - interval![0]).toBeLessThan(6000)
    },
  )
})
