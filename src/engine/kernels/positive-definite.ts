/** The inverse of a symmetric positive definite matrix, row-major, by its Cholesky factor (positive-definite.c). */
export function invertPositiveDefinite(matrix: Float64Array, size: number): Float64Array {
  const factor = matrix.slice()
  const inverseFactor = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let entry = factor[i * size + j]
      for (let k = 0; k < j; k++) entry -= factor[i * size + k] * factor[j * size + k]
      if (j < i) factor[i * size + j] = entry / factor[j * size + j]
      else factor[i * size + i] = Math.sqrt(Math.max(entry, SMALLEST_PIVOT * matrix[i * size + i]))
    }
    for (let c = 0; c <= i; c++) {
      let entry = c === i ? 1 : 0
      for (let k = c; k < i; k++) entry -= factor[i * size + k] * inverseFactor[k * size + c]
      inverseFactor[i * size + c] = entry / factor[i * size + i]
    }
  }
  const inverse = new Float64Array(size * size)
  for (let k = 0; k < size; k++) {
    for (let i = 0; i <= k; i++) {
      const left = inverseFactor[k * size + i]
      for (let j = 0; j <= k; j++) inverse[i * size + j] += left * inverseFactor[k * size + j]
    }
  }
  return inverse
}

/** As in positive-definite.c. */
const SMALLEST_PIVOT = 1e-13
