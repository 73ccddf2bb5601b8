/**
 * Least squares by Householder reflections, for designs that may be rank-deficient: a column that the columns
 * before it determine (up to `tolerance`) is set aside and reported, so that the answer does not depend on luck.
 * Source: Golub & Van Loan, Matrix Computations (4th ed.), algorithms 5.2.1 and 5.3.2.
 */
export interface LeastSquaresSolution {
  /** Columns that take part, in order. */
  readonly kept: readonly number[]
  /** Columns that the kept columns before them determine. */
  readonly dropped: readonly number[]
  /** One coefficient for each column of the design; 0 for the dropped ones. */
  readonly coefficients: Float64Array
  /** (X' X)^-1 over the kept columns; row-major, kept.length squared. */
  readonly inverseGram: Float64Array
}

/** Share of a column's length that must be left after projecting out the columns before it. */
const TOLERANCE = 1e-9

/**
 * Minimises |y - X b|. `design` is `rows` x `columns`, row-major; both arguments stay as they are. Scale each
 * row of both by the square root of its weight for weighted least squares.
 */
export function solveLeastSquares(
  design: Float64Array,
  rows: number,
  columns: number,
  response: ArrayLike<number>,
  tolerance = TOLERANCE,
): LeastSquaresSolution {
  // Column-major while working: reflections run down the columns.
  const work = Array.from({ length: columns }, (_, j) => {
    const column = new Float64Array(rows)
    for (let r = 0; r < rows; r++) column[r] = design[r * columns + j]
    return column
  })
  const effects = Float64Array.from(response)
  const kept: number[] = []
  const dropped: number[] = []
  const diagonal: number[] = []
  for (let j = 0; j < columns; j++) {
    const column = work[j]
    const rank = kept.length
    const below = norm(column, rank)
    const whole = Math.hypot(below, norm(column, 0, rank))
    if (rank >= rows || !(below > tolerance * whole)) {
      dropped.push(j)
      continue
    }
    // v = x + sign(x1) |x| e1, kept in place of x below the diagonal.
    const sign = column[rank] < 0 ? -1 : 1
    diagonal.push(-sign * below)
    column[rank] += sign * below
    kept.push(j)
    const squaredLength = 2 * below * Math.abs(column[rank])
    for (let later = j + 1; later < columns; later++) reflect(column, squaredLength, rank, work[later])
    reflect(column, squaredLength, rank, effects)
  }
  const size = kept.length
  const upper = new Float64Array(size * size)
  kept.forEach((j, k) => {
    for (let i = 0; i < k; i++) upper[i * size + k] = work[j][i]
    upper[k * size + k] = diagonal[k]
  })
  const coefficients = new Float64Array(columns)
  const solution = effects.slice(0, size)
  solveUpper(upper, size, solution)
  kept.forEach((j, k) => (coefficients[j] = solution[k]))
  return { kept, dropped, coefficients, inverseGram: inverseGramOf(upper, size) }
}

function norm(vector: Float64Array, from: number, to = vector.length): number {
  let largest = 0
  for (let r = from; r < to; r++) largest = Math.max(largest, Math.abs(vector[r]))
  if (largest === 0) return 0
  let sum = 0
  for (let r = from; r < to; r++) sum += (vector[r] / largest) ** 2
  return largest * Math.sqrt(sum)
}

function reflect(direction: Float64Array, squaredLength: number, from: number, target: Float64Array): void {
  let sum = 0
  for (let r = from; r < target.length; r++) sum += direction[r] * target[r]
  const factor = (2 * sum) / squaredLength
  for (let r = from; r < target.length; r++) target[r] -= factor * direction[r]
}

function solveUpper(upper: Float64Array, size: number, vector: Float64Array): void {
  for (let i = size - 1; i >= 0; i--) {
    let sum = vector[i]
    for (let k = i + 1; k < size; k++) sum -= upper[i * size + k] * vector[k]
    vector[i] = sum / upper[i * size + i]
  }
}

/** (R' R)^-1 = R^-1 R^-T. */
function inverseGramOf(upper: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  for (let j = 0; j < size; j++) {
    const unit = new Float64Array(size)
    unit[j] = 1
    solveUpper(upper, size, unit)
    for (let i = 0; i <= j; i++) inverse[i * size + j] = unit[i]
  }
  const product = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = i; k < size; k++) sum += inverse[i * size + k] * inverse[j * size + k]
      product[i * size + j] = sum
      product[j * size + i] = sum
    }
  }
  return product
}
