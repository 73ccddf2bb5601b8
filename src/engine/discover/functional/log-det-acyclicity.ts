import { invertMMatrix } from '../../kernels/m-matrix'

/**
 * The acyclicity function of Bello, Aragam & Ravikumar (2022), "DAGMA: learning DAGs via M-matrices and a log-determinant
 * acyclicity characterization", NeurIPS 35, theorem 1: h(W) = -log det(s I - W o W) + n log s, which is 0 where the
 * weights form no cycle and positive elsewhere on its domain, where s I - W o W is a nonsingular M-matrix.
 */

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
  const pivots = invertMMatrix(work, size)
  if (pivots === null) return null
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) gradient[i * size + j] = 2 * work[j * size + i] * weights[i * size + j]
  return pivots.reduce((h, pivot) => h - Math.log(pivot), size * Math.log(s))
}
