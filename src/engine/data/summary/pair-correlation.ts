import { columnMoments, standardised, type ColumnMoments } from './column-moments'

type Standard = Pick<ColumnMoments, 'mean' | 'sd'>

/**
 * Pearson's correlation of two complete columns of equal length, in [-1, 1]; NaN when one of them is constant. Moments
 * that are known already may be given.
 */
export function pearson(
  a: Float64Array,
  b: Float64Array,
  left: Standard = columnMoments(a),
  right: Standard = columnMoments(b),
): number {
  if (!(left.sd > 0) || !(right.sd > 0)) return NaN
  let total = 0
  for (let row = 0; row < a.length; row++) {
    total += standardised(a[row], left) * standardised(b[row], right)
  }
  return Math.max(-1, Math.min(1, total / (a.length - 1)))
}

/** Ranks from 1; equal values share the mean of their ranks. */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).toSorted(
    (i, j) => values[i] - values[j],
  )
  const ranked = new Float64Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && values[order[to]] === values[order[from]]) to++
    for (let i = from; i < to; i++) ranked[order[i]] = (from + to + 1) / 2
    from = to
  }
  return ranked
}

/** Spearman's rank correlation: Pearson's of the ranks. Time grows with n log n. */
export const spearman = (a: Float64Array, b: Float64Array): number => pearson(ranks(a), ranks(b))
