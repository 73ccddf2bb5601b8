/**
 * The acyclicity function of Bello, Aragam & Ravikumar (2022), "DAGMA: learning DAGs via M-matrices and a log-determinant
 * acyclicity characterization", NeurIPS 35, theorem 1: h(W) = -log det(s I - W o W) + n log s, which is 0 where the
 * weights form no cycle and positive elsewhere on its domain, where s I - W o W is a nonsingular M-matrix.
 */

/**
 * The inverse of a matrix with no positive entry off the diagonal, in place and row-major, by Gauss-Jordan elimination.
 * Pivots need no search in an M-matrix (Berman & Plemmons 1994, theorem 6.2.3). Returns its log-determinant, or null
 * when it is no M-matrix; it is spoiled then.
 */
export function invertMMatrix(matrix: Float64Array, size: number): number | null {
  let logDeterminant = 0
  for (let k = 0; k < size; k++) {
    const rowK = k * size
    const pivot = matrix[rowK + k]
    if (!(pivot > 0)) return null
    logDeterminant += Math.log(pivot)
    const inverse = 1 / pivot
    matrix[rowK + k] = 1
    for (let j = 0; j < size; j++) matrix[rowK + j] *= inverse
    for (let i = 0; i < size; i++) {
      if (i === k) continue
      const rowI = i * size
      const factor = matrix[rowI + k]
      if (factor === 0) continue
      matrix[rowI + k] = 0
      for (let j = 0; j < size; j++) matrix[rowI + j] -= factor * matrix[rowK + j]
    }
  }
  return logDeterminant
}

/**
 * h(W), with its gradient 2 (s I - W o W)^-T o W in `gradient`; null outside the domain. `work` has size * size numbers.
 *
 * @param weights weights[i * size + j] is the weight of i -> j
 */
export function logDetAcyclicity(
  weights: Float64Array,
  size: number,
  s: number,
  gradient: Float64Array,
  work: Float64Array,
): number | null {
  for (let k = 0; k < weights.length; k++) work[k] = -weights[k] * weights[k]
  for (let i = 0; i < size; i++) work[i * size + i] += s
  const logDeterminant = invertMMatrix(work, size)
  if (logDeterminant === null) return null
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) gradient[i * size + j] = 2 * work[j * size + i] * weights[i * size + j]
  return size * Math.log(s) - logDeterminant
}
