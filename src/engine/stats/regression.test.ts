import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { buildDesign, categoriesOf, holdPredictor, selectRows, type Term } from './design'
import { coefficientCovariance, fitLinear, type StandardErrorKind } from './linear-regression'
import { countCertain, fitLogistic, predictLogistic } from './logistic-regression'

const number = (name: string, values: number[]): Term => [
  { predictor: { name, values: Float64Array.from(values) }, power: 1 },
]
const category = (name: string, values: number[], levels?: string[]): Term => {
  const codes = Float64Array.from(values)
  return [{ predictor: { name, values: codes, categories: categoriesOf(codes, levels) }, power: 1 }]
}

const x = number('x', [1, 2, 3, 4, 5, 6, 7, 8])
const group = category('g', [0, 1, 0, 2, 1, 0, 2, 1], ['low', 'mid', 'high'])
const y = [1, 3, 2, 5, 4, 4, 9, 7]

describe('design matrices', () => {
  test('names say what each column is', () => {
    const square: Term = [{ ...x[0], power: 2 }]
    const design = buildDesign([x, square, group, [...x, ...group]], 8)
    expect(design.names).toEqual(['intercept', 'x', 'x^2', 'g=mid', 'g=high', 'x:g=mid', 'x:g=high'])
    expect([...design.matrix.subarray(3 * 7, 4 * 7)]).toEqual([1, 4, 16, 0, 1, 0, 4])
  })

  test('holding a predictor keeps the columns of its categories', () => {
    const held = buildDesign(holdPredictor([x, group], 'g', 2), 8)
    expect(held.names).toEqual(['intercept', 'x', 'g=mid', 'g=high'])
    expect([...held.matrix.subarray(0, 4)]).toEqual([1, 1, 0, 1])
  })

  test('rows may be selected more than once', () => {
    const twice = selectRows(buildDesign([x], 8), [7, 7, 0])
    expect([...twice.matrix]).toEqual([1, 8, 1, 8, 1, 1])
  })
})

describe('linear regression', () => {
  const design = buildDesign([x, group], 8)
  const fit = fitLinear(design, y)
  // Wanted: the textbook formulas in NumPy.
  test('coefficients', () => {
    const wanted = [-0.0995260663507187, 0.7298578199052137, 1.1169036334913116, 3.0853080568720364]
    fit.coefficients.forEach((value, k) => expect(value).toBeCloseTo(wanted[k], 12))
    expect(fit.degreesOfFreedom).toBe(4)
  })
  test.each<[StandardErrorKind, number[]]>([
    ['classical', [0.6496839241898124, 0.1359619742917636, 0.6962291604686672, 0.7927877316234669]],
    ['hc1', [0.4483638248742399, 0.11112006847349733, 0.5373427898292927, 0.9579317499816111]],
    ['hc2', [0.46764152694007133, 0.1191365428920816, 0.5435879373380871, 1.0240569970141455]],
  ])('%s standard errors', (kind, wanted) => {
    const covariance = coefficientCovariance(fit, design, kind)
    wanted.forEach((value, k) => expect(Math.sqrt(covariance[k * 5])).toBeCloseTo(value, 12))
  })
  test('collinear columns are named and get no coefficient', () => {
    const collinear = buildDesign([x, number('twice', [2, 4, 6, 8, 10, 12, 14, 16]), group], 8)
    const other = fitLinear(collinear, y)
    expect(other.dropped).toEqual(['twice'])
    other.fitted.forEach((value, r) => expect(value).toBeCloseTo(fit.fitted[r], 10))
    expect(coefficientCovariance(other, collinear, 'hc2')[2 * 5 + 2]).toBe(0)
  })
})

describe('logistic regression', () => {
  const design = buildDesign([x], 8)
  test('agrees with NumPy', () => {
    const fit = fitLogistic(design, [0, 0, 1, 0, 1, 0, 1, 1])
    expect(fit.status).toBe('converged')
    expect(fit.coefficients[0]).toBeCloseTo(-2.673379620893601, 10)
    expect(fit.coefficients[1]).toBeCloseTo(0.594084360198578, 10)
    expect(Math.sqrt(fit.covariance![0])).toBeCloseTo(2.1207280331387457, 8)
    expect(Math.sqrt(fit.covariance![3])).toBeCloseTo(0.4322415796461757, 8)
  })
  test('complete separation is said', () => {
    const fit = fitLogistic(design, [0, 0, 0, 0, 1, 1, 1, 1])
    expect(fit.status).toBe('separated')
    expect(countCertain(fit.fitted)).toBe(8)
  })
  test('separation in one category is said, the other rows keep their probabilities', () => {
    const treated = [0, 1, 1, 1, 0, 0, 1, 1]
    const fit = fitLogistic(buildDesign([group], 8), treated)
    expect(fit.status).toBe('separated')
    expect(countCertain(fit.fitted)).toBe(2)
    expect(fit.fitted[0]).toBeCloseTo(1 / 3, 6)
  })
  test('huge units change nothing but the coefficients', () => {
    const random = createRandom(5)
    const values = Array.from({ length: 200 }, () => random.normal())
    const response = values.map((value) => (random.uniform() < 1 / (1 + Math.exp(-value)) ? 1 : 0))
    const small = fitLogistic(buildDesign([number('z', values)], 200), response)
    const scaled = buildDesign(
      [
        number(
          'z',
          values.map((value) => 1e9 * value + 3e9),
        ),
      ],
      200,
    )
    const large = fitLogistic(scaled, response)
    expect(large.status).toBe('converged')
    predictLogistic(large.coefficients, scaled).forEach((p, r) => expect(p).toBeCloseTo(small.fitted[r], 6))
  })
  test('a row far out that the others make certain counts as separated', () => {
    const values = [-2, -1, 0, 1, 2, -2, -1, 0, 1, 2, 60]
    const fit = fitLogistic(buildDesign([number('x', values)], 11), [0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1])
    expect(fit.status).toBe('separated')
    expect(countCertain(fit.fitted)).toBe(1)
  })
  test('a constant response separates', () => {
    expect(fitLogistic(design, [1, 1, 1, 1, 1, 1, 1, 1]).status).toBe('separated')
  })
})
