import { chiSquareUpperTail } from './distributions'

/** Cosines of each variable's ranks: the coarse shapes that dependence takes. */
const COSINES = 4

/**
 * A test that two complete columns are independent, by the covariances of cosines of their ranks: the
 * Hilbert-Schmidt criterion (Gretton et al. 2008, NeurIPS 20) for kernels that are sums of these cosines, and a smooth
 * test in the sense of Kallenberg & Ledwina (1999, JASA 94). Distribution-free; the statistic is chi-square with 16
 * degrees of freedom under independence in large samples. Ties share their mean rank.
 */
export function rankIndependence(
  x: Float64Array,
  y: Float64Array,
): { readonly statistic: number; readonly pValue: number } {
  const [left, right] = [cosinesOfRanks(x), cosinesOfRanks(y)]
  let statistic = 0
  for (const a of left) {
    for (const b of right) {
      let sum = 0
      for (let r = 0; r < a.length; r++) sum += a[r] * b[r]
      statistic += (sum * sum) / a.length
    }
  }
  return { statistic, pValue: chiSquareUpperTail(statistic, COSINES * COSINES) }
}

/** sqrt(2) cos(pi k u) for the ranks u in (0, 1): of mean 0 and variance 1. */
function cosinesOfRanks(values: Float64Array): Float64Array[] {
  const shares = meanRanks(values)
  return Array.from({ length: COSINES }, (_, k) =>
    shares.map((share) => Math.SQRT2 * Math.cos(Math.PI * (k + 1) * share)),
  )
}

/** (rank - 1/2) / N, ties with their mean. */
function meanRanks(values: Float64Array): Float64Array {
  const count = values.length
  const order = Uint32Array.from({ length: count }, (_, row) => row).toSorted((a, b) => values[a] - values[b])
  const shares = new Float64Array(count)
  for (let start = 0; start < count;) {
    let end = start + 1
    while (end < count && values[order[end]] === values[order[start]]) end++
    for (let at = start; at < end; at++) shares[order[at]] = (start + end) / 2 / count
    start = end
  }
  return shares
}
