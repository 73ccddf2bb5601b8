import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { logistic } from '../../stats/distributions'
import { mean, variance } from '../../stats/moments'
import { datasetFromColumns, type GivenColumn } from '../from-columns'
import type { ColumnKind, Dataset } from '../dataset'
import { drawNumbers } from './fill-models'
import { imputationColumns } from './imputation-columns'
import { impute, type ImputationSettings } from './impute'

const context = (seed = 1, aborted = false) => ({
  random: createRandom(seed),
  signal: { aborted },
  progress: () => undefined,
})
const settings: ImputationSettings = { imputations: 5, iterations: 5, numeric: 'matching' }
const table = (
  columns: Readonly<Record<string, GivenColumn>>,
  kinds: Readonly<Record<string, ColumnKind>> = {},
): Dataset => valueOf(datasetFromColumns(columns, { kinds }))
const valuesOf = (data: Dataset, name: string) => data.columns.find((column) => column.name === name)!.values

/** b = 2 a + noise, missing where a is large; grade and colour follow a as well. */
function following(rows: number, seed: number) {
  const random = createRandom(seed)
  const a: number[] = []
  const b: (number | null)[] = []
  const grade: (number | null)[] = []
  const colour: (string | null)[] = []
  const yes: (number | null)[] = []
  for (let row = 0; row < rows; row++) {
    const value = random.normal()
    a.push(value)
    b.push(random.uniform() < logistic(value - 0.5) ? null : 2 * value + random.normal())
    const rank = random.uniform() < logistic(2 * value) ? (random.uniform() < logistic(value) ? 2 : 1) : 0
    grade.push(random.uniform() < 0.2 ? null : rank)
    colour.push(random.uniform() < 0.2 ? null : ['red', 'green', 'blue'][rank])
    yes.push(random.uniform() < 0.2 ? null : random.uniform() < logistic(2 * value) ? 1 : 0)
  }
  return { a, b, grade, colour, yes }
}

describe('chained equations', () => {
  const given = following(800, 4)
  const data = table(given, { grade: 'ordinal', yes: 'binary' })
  const names = ['a', 'b', 'grade', 'colour', 'yes']

  test('fill every gap, leave every value, and take only values that occur', async () => {
    const made = valueOf(await impute(data, names, settings, context()))
    expect(made.filled.map(({ name, model }) => [name, model])).toEqual([
      ['b', 'matching'],
      ['grade', 'sequential'],
      ['colour', 'sequential'],
      ['yes', 'logistic'],
    ])
    for (let k = 0; k < made.count; k++) {
      const complete = made.complete(k)
      for (const { name, values } of data.columns) {
        const present = new Set(values)
        valuesOf(complete, name).forEach((value, row) => {
          if (Number.isNaN(values[row])) expect(present.has(value) && !Number.isNaN(value)).toBe(true)
          else expect(value).toBe(values[row])
        })
      }
    }
    expect(made.filled.map(({ cells }) => cells)).toEqual(
      ['b', 'grade', 'colour', 'yes'].map((name) => valuesOf(data, name).filter(Number.isNaN).length),
    )
    // What is filled follows the other columns: b misses its high values, so the filled ones lie above the others.
    const b = valuesOf(data, 'b')
    const filled = valuesOf(made.complete(0), 'b').filter((_, row) => Number.isNaN(b[row]))
    expect(mean(filled)).toBeGreaterThan(mean(b.filter((value) => !Number.isNaN(value))) + 0.8)
  })

  test('the same seed fills the same, another one does not, and imputations differ', async () => {
    const filled = async (seed: number, k: number) => {
      const made = valueOf(await impute(data, names, settings, context(seed)))
      return [...valuesOf(made.complete(k), 'b')]
    }
    expect(await filled(1, 0)).toEqual(await filled(1, 0))
    expect(await filled(1, 0)).not.toEqual(await filled(2, 0))
    expect(await filled(1, 0)).not.toEqual(await filled(1, 1))
  })

  test('the mean of a column that is missing at random is found, by numbers and by categories', async () => {
    const many = table(following(3000, 9), { grade: 'ordinal', yes: 'binary' })
    const made = valueOf(await impute(many, names, { ...settings, imputations: 3 }, context()))
    const observed = mean(valuesOf(many, 'b').filter((value) => !Number.isNaN(value)))
    const after = mean([0, 1, 2].map((k) => mean(valuesOf(made.complete(k), 'b'))))
    expect(observed).toBeLessThan(-0.4)
    expect(Math.abs(after - 2 * mean(valuesOf(many, 'a')))).toBeLessThan(0.1)
    // Categories keep their relation to a: mean of a within each grade, filled against given.
    const [a, grade] = [valuesOf(many, 'a'), valuesOf(many, 'grade')]
    const complete = valuesOf(made.complete(0), 'grade')
    for (const level of [0, 1, 2]) {
      const given = a.filter((_, row) => grade[row] === level)
      const filled = a.filter((_, row) => Number.isNaN(grade[row]) && complete[row] === level)
      expect(Math.abs(mean(given) - mean(filled)), `grade ${level}`).toBeLessThan(0.2)
    }
  })

  test('cancelling stops it', async () => {
    expect(await impute(data, names, settings, context(1, true))).toMatchObject({
      ok: false,
      problems: [{ code: 'cancelled' }],
    })
  })

  test('a column with hardly any value, and one with too many categories, are refused by name', async () => {
    const rows = 300
    const rare = Array.from({ length: rows }, (_, row) => (row < 3 ? row : null))
    const names = Array.from({ length: rows }, (_, row) => (row === 0 ? null : `k${row % 60}`))
    const bad = table({ a: Array.from({ length: rows }, (_, row) => row % 7), rare, names })
    const result = await impute(bad, ['a', 'rare', 'names'], settings, context())
    expect(result.ok ? [] : result.problems.map(({ code, where }) => [code, where?.name])).toEqual([
      ['too-few-values', 'rare'],
      ['too-many-categories', 'names'],
    ])
  })

  test('columns that determine each other, constants and gaps in whole rows do no harm', async () => {
    const { a, b } = following(200, 2)
    const odd = table({
      a: a.map((value, row) => (row % 20 === 0 ? null : value)),
      twice: a.map((value, row) => (row % 20 === 0 ? null : 2 * value)),
      flat: a.map((_, row) => (row % 20 === 0 ? null : 1)),
      b: b.map((value, row) => (row % 20 === 0 ? null : value)),
    })
    const made = valueOf(await impute(odd, ['a', 'twice', 'flat', 'b'], settings, context()))
    for (const name of ['a', 'twice', 'flat', 'b'])
      expect(valuesOf(made.complete(4), name).every(Number.isFinite), name).toBe(true)
  })
})

describe('the posterior draw of a normal model', () => {
  test('has the mean and spread that Bayesian regression says', () => {
    // y = 3 + 2 x + e on x in {-1, 1}: independent of the code under test, the predictive distribution at x = 0 has
    // mean = mean(y), variance = s^2 (1 + 1/n) times nu / (nu - 2), s^2 the residual variance on nu = n - 2.
    const random = createRandom(5)
    const n = 30
    const x = Array.from({ length: n }, (_, k) => (k % 2 === 0 ? -1 : 1))
    const values = Float64Array.from(x, (value) => 3 + 2 * value + random.normal())
    const matrix = Float64Array.from([...x, 0].flatMap((value) => [1, value]))
    const problem = {
      matrix,
      width: 2,
      predictors: Int32Array.of(0, 1),
      fitted: Int32Array.from({ length: n }, (_, k) => k),
      values,
      gaps: Int32Array.of(n),
    }
    const draws = Array.from({ length: 20_000 }, () => drawNumbers(problem, 'normal', random)[0])
    const centre = mean(values)
    const slope = x.reduce((total, value, k) => total + value * values[k], 0) / n
    const residual =
      x.reduce((total, value, k) => total + (values[k] - centre - slope * value) ** 2, 0) / (n - 2)
    expect(mean(draws)).toBeCloseTo(centre, 1)
    const expected = residual * (1 + 1 / n) * ((n - 2) / (n - 4))
    expect(variance(draws) / expected).toBeGreaterThan(0.96)
    expect(variance(draws) / expected).toBeLessThan(1.04)
  })
})

describe('columns of the models', () => {
  test('columns of the analysis, and of the others those that go with a column that has gaps', () => {
    const { a, b } = following(400, 3)
    const random = createRandom(8)
    const noise = a.map(() => random.normal())
    const proxy = a.map((value) => value + random.normal())
    const data = table({ a, b, noise, proxy, flat: a.map(() => 1) })
    const { columns, unused } = valueOf(imputationColumns(data, ['a', 'b']))
    expect(columns.map(({ column }) => column.name)).toEqual(['a', 'b', 'proxy'])
    expect(unused).toBe(1)
  })
})
