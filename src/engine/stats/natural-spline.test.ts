import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { multiplyVector } from './dense'
import { naturalSpline } from './natural-spline'
import { solveLeastSquares } from './orthogonal'

const random = createRandom(1)
const x = Float64Array.from({ length: 500 }, () => random.normal()).toSorted()

/** The least-squares fit of the spline with a constant. */
function fitted(values: Float64Array, response: Float64Array, knots: number): Float64Array {
  const columns = naturalSpline(values, knots)
  const width = columns.length + 1
  const design = Float64Array.from({ length: values.length * width }, (_, at) =>
    at % width === 0 ? 1 : columns[(at % width) - 1][Math.floor(at / width)],
  )
  return multiplyVector(
    design,
    values.length,
    width,
    solveLeastSquares(design, values.length, width, response).coefficients,
  )
}

test('has a column less than knots, reproduces lines, and follows curves', () => {
  expect(naturalSpline(x, 7)).toHaveLength(6)
  const line = x.map((value) => 3 - 2 * value)
  fitted(x, line, 6).forEach((value, r) => expect(value).toBeCloseTo(line[r], 9))
  const curve = x.map((value) => 2 * Math.tanh(1.5 * value))
  const errors = fitted(x, curve, 14).map((value, r) => Math.abs(value - curve[r]))
  expect(Math.max(...errors)).toBeLessThan(0.05)
})

test('is a line beyond the outermost knots', () => {
  const values = Float64Array.from({ length: 1003 }, (_, k) => (k < 1000 ? k % 100 : k))
  for (const column of naturalSpline(values, 5)) {
    const [a, b, c] = column.subarray(1000)
    expect((c - b) / (b - a)).toBeCloseTo(1, 9)
  }
})

test('two values make one column', () => {
  expect(
    naturalSpline(
      Float64Array.from({ length: 50 }, (_, r) => r % 2),
      6,
    ),
  ).toHaveLength(1)
})
