/**
 * Dense linear algebra on row-major Float64Arrays: entry (i, j) of a matrix with `columns` columns is
 * `matrix[i * columns + j]`. Symmetric matrices are stored in full.
 * Source of the algorithms: Golub & Van Loan, Matrix Computations (4th ed.), chapters 3 to 5.
 */

/** A pivot below this share of its diagonal entry counts as zero: the matrix is not positive definite. */
const SMALLEST_PIVOT = 1e-13

/**
 * Replaces the lower triangle of a symmetric `size` x `size` matrix by its Cholesky factor L (A = L L') and
 * clears the upper triangle. False when A is not positive definite; the matrix is then spoiled.
 */
export function cholesky(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const rowI = i * size
    for (let j = 0; j < i; j++) {
      const rowJ = j * size
      let sum = matrix[rowI + j]
      for (let k = 0; k < j; k++) sum -= matrix[rowI + k] * matrix[rowJ + k]
      matrix[rowI + j] = sum / matrix[rowJ + j]
    }
    const diagonal = matrix[rowI + i]
    let pivot = diagonal
    for (let k = 0; k < i; k++) pivot -= matrix[rowI + k] * matrix[rowI + k]
    if (!(pivot > SMALLEST_PIVOT * Math.abs(diagonal))) return false
    matrix[rowI + i] = Math.sqrt(pivot)
    for (let k = i + 1; k < size; k++) matrix[rowI + k] = 0
  }
  return true
}

/** Solves L x = b in place for a lower triangular L. */
export function solveLower(lower: Float64Array, size: number, vector: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = vector[i]
    for (let k = 0; k < i; k++) sum -= lower[i * size + k] * vector[k]
    vector[i] = sum / lower[i * size + i]
  }
}

/** Solves L' x = b in place for a lower triangular L. */
export function solveLowerTransposed(lower: Float64Array, size: number, vector: Float64Array): void {
  for (let i = size - 1; i >= 0; i--) {
    let sum = vector[i]
    for (let k = i + 1; k < size; k++) sum -= lower[k * size + i] * vector[k]
    vector[i] = sum / lower[i * size + i]
  }
}

/** x with A x = b for a symmetric positive definite A, or null when A is not. Arguments stay as they are. */
export function solvePositiveDefinite(
  matrix: Float64Array,
  size: number,
  vector: ArrayLike<number>,
): Float64Array | null {
  const factor = matrix.slice()
  if (!cholesky(factor, size)) return null
  const solution = Float64Array.from(vector)
  solveLower(factor, size, solution)
  solveLowerTransposed(factor, size, solution)
  return solution
}

/** The inverse of a symmetric positive definite matrix, or null when it is not. The argument stays as it is. */
export function invertPositiveDefinite(matrix: Float64Array, size: number): Float64Array | null {
  const factor = matrix.slice()
  return cholesky(factor, size) ? inverseFromFactor(factor, size) : null
}

/** (L L')^-1 for a lower triangular L. */
export function inverseFromFactor(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  const unit = new Float64Array(size)
  for (let j = 0; j < size; j++) {
    unit.fill(0)
    unit[j] = 1
    solveLower(lower, size, unit)
    solveLowerTransposed(lower, size, unit)
    for (let i = 0; i < size; i++) inverse[i * size + j] = unit[i]
  }
  return inverse
}

/** log |A| of a symmetric positive definite matrix, or null when it is not. The argument stays as it is. */
export function logDeterminant(matrix: Float64Array, size: number): number | null {
  const factor = matrix.slice()
  if (!cholesky(factor, size)) return null
  let sum = 0
  for (let i = 0; i < size; i++) sum += Math.log(factor[i * size + i])
  return 2 * sum
}

/** X' X, or X' diag(w) X with weights, for a `rows` x `columns` matrix. */
export function gram(
  design: Float64Array,
  rows: number,
  columns: number,
  weights?: ArrayLike<number>,
): Float64Array {
  const product = new Float64Array(columns * columns)
  for (let r = 0; r < rows; r++) {
    const start = r * columns
    const weight = weights ? weights[r] : 1
    for (let i = 0; i < columns; i++) {
      const left = weight * design[start + i]
      if (left === 0) continue
      for (let j = 0; j <= i; j++) product[i * columns + j] += left * design[start + j]
    }
  }
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < i; j++) product[j * columns + i] = product[i * columns + j]
  return product
}

/** X' v for a `rows` x `columns` matrix and a vector with `rows` entries. */
export function crossProduct(
  design: Float64Array,
  rows: number,
  columns: number,
  vector: ArrayLike<number>,
): Float64Array {
  const product = new Float64Array(columns)
  for (let r = 0; r < rows; r++) {
    const value = vector[r]
    if (value === 0) continue
    for (let j = 0; j < columns; j++) product[j] += value * design[r * columns + j]
  }
  return product
}

/** X b: one value per row. */
export function multiplyVector(
  design: Float64Array,
  rows: number,
  columns: number,
  coefficients: ArrayLike<number>,
): Float64Array {
  const product = new Float64Array(rows)
  for (let r = 0; r < rows; r++) {
    let sum = 0
    for (let j = 0; j < columns; j++) sum += design[r * columns + j] * coefficients[j]
    product[r] = sum
  }
  return product
}

/** A B for A `rows` x `inner` and B `inner` x `columns`. */
export function multiply(
  left: Float64Array,
  right: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const product = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const value = left[i * inner + k]
      if (value === 0) continue
      for (let j = 0; j < columns; j++) product[i * columns + j] += value * right[k * columns + j]
    }
  }
  return product
}

/** v' A v for a square matrix. */
export function quadraticForm(matrix: Float64Array, size: number, vector: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < size; i++) {
    let row = 0
    for (let j = 0; j < size; j++) row += matrix[i * size + j] * vector[j]
    sum += vector[i] * row
  }
  return sum
}
