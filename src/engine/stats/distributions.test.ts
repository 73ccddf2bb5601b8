import { describe, expect, test } from 'vitest'
import {
  chiSquareUpperTail,
  fisherUpperTail,
  logistic,
  normalCdf,
  normalQuantile,
  normalUpperTail,
  softplus,
  studentCdf,
  studentQuantile,
} from './distributions'
import { logGamma } from './special'

/** Wanted values: SciPy 1.x (Boost and Cephes), to the last digit. */
const cases: [string, number, number][] = [
  ['normalCdf(-38)', normalCdf(-38), 0.0],
  ['normalCdf(-6)', normalCdf(-6), 9.865876450376946e-10],
  ['normalCdf(-3)', normalCdf(-3), 0.0013498980316300933],
  ['normalCdf(-0.6)', normalCdf(-0.6), 0.2742531177500736],
  ['normalCdf(0)', normalCdf(0), 0.5],
  ['normalCdf(0.67)', normalCdf(0.67), 0.7485711049046899],
  ['normalCdf(2)', normalCdf(2), 0.9772498680518208],
  ['normalUpperTail(9)', normalUpperTail(9), 1.1285884059538324e-19],
  ['normalQuantile(1e-300)', normalQuantile(1e-300), -37.0470962993612],
  ['normalQuantile(1e-05)', normalQuantile(1e-5), -4.264890793922825],
  ['normalQuantile(0.07)', normalQuantile(0.07), -1.4757910281791706],
  ['normalQuantile(0.3)', normalQuantile(0.3), -0.5244005127080409],
  ['normalQuantile(0.975)', normalQuantile(0.975), 1.959963984540054],
  ['normalQuantile(0.9999)', normalQuantile(0.9999), 3.719016485455709],
  ['studentCdf(-30, 1)', studentCdf(-30, 1), 0.010606402405535426],
  ['studentCdf(-2, 1)', studentCdf(-2, 1), 0.14758361765043326],
  ['studentCdf(0.01, 1)', studentCdf(0.01, 1), 0.503182992764907],
  ['studentQuantile(1e-08, 1)', studentQuantile(1e-8, 1), -31830988.61837906],
  ['studentQuantile(0.4, 1)', studentQuantile(0.4, 1), -0.32491969623290634],
  ['studentQuantile(0.975, 1)', studentQuantile(0.975, 1), 12.706204736174694],
  ['studentCdf(-30, 3.5)', studentCdf(-30, 3.5), 1.1968065997811304e-5],
  ['studentCdf(-2, 3.5)', studentCdf(-2, 3.5), 0.06306926128795672],
  ['studentCdf(0.01, 3.5)', studentCdf(0.01, 3.5), 0.5037176437740379],
  ['studentQuantile(1e-08, 3.5)', studentQuantile(1e-8, 3.5), -227.63252929063393],
  ['studentQuantile(0.4, 3.5)', studentQuantile(0.4, 3.5), -0.27326545405577973],
  ['studentQuantile(0.975, 3.5)', studentQuantile(0.975, 3.5), 2.9400886379827282],
  ['studentCdf(-30, 783)', studentCdf(-30, 783), 1.5315450217369727e-132],
  ['studentCdf(-2, 783)', studentCdf(-2, 783), 0.02292262099127746],
  ['studentCdf(0.01, 783)', studentCdf(0.01, 783), 0.5039880826925727],
  ['studentQuantile(1e-08, 783)', studentQuantile(1e-8, 783), -5.670750549193782],
  ['studentQuantile(0.4, 783)', studentQuantile(0.4, 783), -0.2534332023161771],
  ['studentQuantile(0.975, 783)', studentQuantile(0.975, 783), 1.9629983142029732],
  ['studentCdf(-30, 100000)', studentCdf(-30, 100000), 3.68926843611138e-197],
  ['studentCdf(-2, 100000)', studentCdf(-2, 100000), 0.022751481728753256],
  ['studentCdf(0.01, 100000)', studentCdf(0.01, 100000), 0.5039893463405885],
  ['studentQuantile(1e-08, 100000)', studentQuantile(1e-8, 100000), -5.612457174881714],
  ['studentQuantile(0.4, 100000)', studentQuantile(0.4, 100000), -0.25334777715718015],
  ['studentQuantile(0.975, 100000)', studentQuantile(0.975, 100000), 1.9599877075346095],
  ['chiSquareUpperTail(0.01, 1)', chiSquareUpperTail(0.01, 1), 0.920344325445942],
  ['chiSquareUpperTail(3.84, 1)', chiSquareUpperTail(3.84, 1), 0.05004352124870519],
  ['chiSquareUpperTail(55, 50)', chiSquareUpperTail(55, 50), 0.29101030065964806],
  ['chiSquareUpperTail(900, 1000)', chiSquareUpperTail(900, 1000), 0.9892827619087102],
  ['chiSquareUpperTail(1200, 1000)', chiSquareUpperTail(1200, 1000), 1.2255942330622893e-5],
  ['fisherUpperTail(0.1, 3, 700)', fisherUpperTail(0.1, 3, 700), 0.9600002974753521],
  ['fisherUpperTail(4, 20, 5)', fisherUpperTail(4, 20, 5), 0.06511967550656939],
  ['fisherUpperTail(13.256, 1, 2994)', fisherUpperTail(13.256, 1, 2994), 0.00027630858263910717],
  ['fisherUpperTail(1.1, 500, 100000)', fisherUpperTail(1.1, 500, 100000), 0.060811639818697805],
  ['logGamma(0.1)', logGamma(0.1), 2.252712651734206],
  ['logGamma(2.5)', logGamma(2.5), 0.2846828704729192],
  ['logGamma(15.9)', logGamma(15.9), 27.625493215168696],
  ['logGamma(16.1)', logGamma(16.1), 28.17369449481355],
  ['logGamma(10000)', logGamma(10000), 82099.71749644238],
]

describe('distributions agree with SciPy', () => {
  test.each(cases)('%s', (_, got, wanted) => {
    expect(Math.abs(got - wanted) / Math.abs(wanted || 1)).toBeLessThan(1e-11)
  })
})

test('quantiles invert distribution functions', () => {
  for (const p of [1e-6, 0.01, 0.2, 0.5, 0.77, 0.999]) {
    expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13)
    for (const df of [1, 2, 7.5, 400]) expect(studentCdf(studentQuantile(p, df), df)).toBeCloseTo(p, 13)
  }
})

test('limits and values outside the domain', () => {
  expect(normalQuantile(0)).toBe(-Infinity)
  expect(normalQuantile(1.1)).toBeNaN()
  expect(studentCdf(Infinity, 3)).toBe(1)
  expect(studentQuantile(0.9, Infinity)).toBeCloseTo(normalQuantile(0.9), 14)
  expect(chiSquareUpperTail(0, 3)).toBe(1)
  expect(fisherUpperTail(Infinity, 2, 3)).toBe(0)
  expect(logistic(-800)).toBe(0)
  expect(logistic(800)).toBe(1)
  expect(softplus(800)).toBe(800)
})
