import { kernelRuntime } from './runtime'

/**
 * The inverse of a row-major matrix with no positive entry off the diagonal, in place, by Gauss-Jordan elimination.
 * Pivots need no search in an M-matrix (Berman & Plemmons 1994, theorem 6.2.3); their product is the determinant.
 * Null when it is no M-matrix; it is spoiled then.
 */
export function invertMMatrix(matrix: Float64Array, size: number): Float64Array | null {
  const runtime = kernelRuntime()
  if (!runtime) return invertReference(matrix, size)
  return runtime.within(() => {
    const cells = runtime.take(size * size * 8)
    const pivots = runtime.take(size * 8)
    runtime.doubles(cells, size * size).set(matrix)
    const inverted = runtime.call('invert_m_matrix', cells, size, pivots)
    matrix.set(runtime.doubles(cells, size * size))
    return inverted === 1 ? runtime.doubles(pivots, size).slice() : null
  })
}

/** What the compiled kernel computes. */
export function invertReference(matrix: Float64Array, size: number): Float64Array | null {
  const pivots = new Float64Array(size)
  for (let k = 0; k < size; k++) {
    const rowK = k * size
    const pivot = matrix[rowK + k]
    if (!(pivot > 0)) return null
    pivots[k] = pivot
    const inverse = 1 / pivot
    matrix[rowK + k] = 1
    for (let j = 0; j < size; j++) matrix[rowK + j] *= inverse
    for (let i = 0; i < size; i++) {
      const rowI = i * size
      const factor = matrix[rowI + k]
      if (i === k || factor === 0) continue
      matrix[rowI + k] = 0
      for (let j = 0; j < size; j++) matrix[rowI + j] -= factor * matrix[rowK + j]
    }
  }
  return pivots
}

/** out += left right, all row-major and size x size. */
export function addSquareProduct(
  left: Float64Array,
  right: Float64Array,
  size: number,
  out: Float64Array,
): void {
  const runtime = kernelRuntime()
  if (!runtime) return addSquareProductReference(left, right, size, out)
  runtime.within(() => {
    const count = size * size
    const [a, b, c] = [left, right, out].map((matrix) => {
      const address = runtime.take(count * 8)
      runtime.doubles(address, count).set(matrix)
      return address
    })
    runtime.call('add_square_product', a, b, size, c)
    out.set(runtime.doubles(c, count))
  })
}

/** What the compiled kernel computes, with the same order of additions. */
export function addSquareProductReference(
  left: Float64Array,
  right: Float64Array,
  size: number,
  out: Float64Array,
): void {
  for (let i = 0; i < size; i++) {
    const row = i * size
    for (let k = 0; k < size; k++) {
      const factor = left[row + k]
      const from = k * size
      for (let j = 0; j < size; j++) out[row + j] += factor * right[from + j]
    }
  }
}
