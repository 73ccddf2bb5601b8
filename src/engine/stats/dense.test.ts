import { assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import {
  cholesky,
  crossProduct,
  gram,
  invertPositiveDefinite,
  logDeterminant,
  multiply,
  multiplyVector,
  solvePositiveDefinite,
} from './dense'
import { correlationMatrix, covarianceMatrix, mean, quantileSorted, sum, variance } from './moments'
import { solveLeastSquares } from './orthogonal'

const normals = (count: number, seed: number) => {
  const random = createRandom(seed)
  return Float64Array.from({ length: count }, () => random.normal())
}

describe('positive definite systems', () => {
  test('Cholesky of a known matrix', () => {
    const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98)
    expect(cholesky(matrix, 3)).toBe(true)
    expect([...matrix]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3])
    expect(logDeterminant(Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98), 3)).toBeCloseTo(
      Math.log(36),
      12,
    )
  })

  test('a matrix that is not positive definite is refused', () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBe(false)
    expect(cholesky(Float64Array.of(1, 1, 1, 1), 2)).toBe(false)
    expect(solvePositiveDefinite(Float64Array.of(NaN), 1, [1])).toBeNull()
    expect(invertPositiveDefinite(Float64Array.of(0), 1)).toBeNull()
  })

  test('the inverse undoes the matrix and solving agrees with it', () => {
    assert(
      property(integer({ min: 1, max: 12 }), integer(), (size, seed) => {
        const matrix = gram(normals((size + 5) * size, seed), size + 5, size)
        const inverse = invertPositiveDefinite(matrix, size)!
        const identity = multiply(matrix, inverse, size, size, size)
        identity.forEach((value, k) => {
          expect(Math.abs(value - (k % (size + 1) === 0 ? 1 : 0))).toBeLessThan(1e-7)
        })
        const right = normals(size, seed + 1)
        const solution = solvePositiveDefinite(matrix, size, right)!
        multiplyVector(matrix, size, size, solution).forEach((value, k) => {
          expect(Math.abs(value - right[k])).toBeLessThan(1e-7)
        })
      }),
      { numRuns: 40 },
    )
  })

  test('weighted Gram matrix and cross product', () => {
    const design = Float64Array.of(1, 2, 1, 3, 1, 5)
    expect([...gram(design, 3, 2)]).toEqual([3, 10, 10, 38])
    expect([...gram(design, 3, 2, [1, 0, 2])]).toEqual([3, 12, 12, 54])
    expect([...crossProduct(design, 3, 2, [1, 1, 2])]).toEqual([4, 15])
  })
})

describe('least squares', () => {
  test('agrees with the normal equations', () => {
    const rows = 60
    const design = normals(rows * 4, 3)
    const response = normals(rows, 4)
    const { coefficients, inverseGram, dropped } = solveLeastSquares(design, rows, 4, response)
    const product = gram(design, rows, 4)
    const wanted = solvePositiveDefinite(product, 4, crossProduct(design, rows, 4, response))!
    const inverse = invertPositiveDefinite(product, 4)!
    expect(dropped).toEqual([])
    coefficients.forEach((value, k) => expect(value).toBeCloseTo(wanted[k], 12))
    inverseGram.forEach((value, k) => expect(value).toBeCloseTo(inverse[k], 12))
  })

  test('columns determined by earlier ones are reported, not fitted', () => {
    // intercept, x, 2x + 3, x^2, zeros
    const xs = [1, 2, 3, 4, 6]
    const design = Float64Array.from(xs.flatMap((x) => [1, x, 2 * x + 3, x * x, 0]))
    const solution = solveLeastSquares(
      design,
      5,
      5,
      xs.map((x) => 7 - x + 0.5 * x * x),
    )
    expect(solution.dropped).toEqual([2, 4])
    expect([...solution.coefficients].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([
      7, -1, 0, 0.5, 0,
    ])
  })

  test('more columns than rows: the surplus is dropped', () => {
    const { kept } = solveLeastSquares(Float64Array.of(1, 2, 3, 1, 5, 4), 2, 3, [1, 2])
    expect(kept).toEqual([0, 1])
  })
})

describe('moments', () => {
  test('sums keep their digits', () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2)
    expect(variance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBe(30)
    expect(mean([])).toBeNaN()
  })

  test('covariances and correlations', () => {
    const [a, b] = [
      [1, 2, 3, 4],
      [2, 4, 6, 9],
    ]
    expect([...covarianceMatrix([a, b])]).toEqual([
      5 / 3,
      11.5 / 3,
      11.5 / 3,
      expect.closeTo(variance(b), 12),
    ])
    expect(correlationMatrix([a, a])[1]).toBe(1)
    expect(correlationMatrix([a, [5, 5, 5, 5]])[1]).toBeNaN()
  })

  test('quantiles interpolate', () => {
    expect(quantileSorted([1, 2, 4], 0.25)).toBe(1.5)
    expect(quantileSorted([3], 0.9)).toBe(3)
  })
})
