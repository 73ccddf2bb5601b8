export interface LinearDependency {
  /** Index of the column that earlier columns determine. */
  readonly column: number
  /** Indices of the earlier columns that it is a linear combination of. */
  readonly determinedBy: readonly number[]
}

/** Share of a column's variance that may be left unexplained while it still counts as exactly determined. */
const UNEXPLAINED = 1e-10
/** Standardised coefficients below this do not take part in a dependency. */
const NEGLIGIBLE = 1e-4

/** Columns that are exact linear combinations of columns before them: Cholesky factorisation in column order. */
export function linearDependencies(correlation: Float64Array, size: number): LinearDependency[] {
  const found: LinearDependency[] = []
  const kept: number[] = []
  // factor[k] is the k-th kept column's row of the Cholesky factor L.
  const factor: number[][] = []
  for (let column = 0; column < size; column++) {
    const row: number[] = []
    let unexplained = 1
    for (let k = 0; k < kept.length; k++) {
      let entry = correlation[column * size + kept[k]]
      for (let m = 0; m < k; m++) entry -= row[m] * factor[k][m]
      row.push(entry / factor[k][k])
      unexplained -= row[k] ** 2
    }
    if (unexplained > UNEXPLAINED) {
      row.push(Math.sqrt(unexplained))
      factor.push(row)
      kept.push(column)
      continue
    }
    // Coefficients b solve L'b = row.
    const coefficients = row.slice()
    for (let k = kept.length - 1; k >= 0; k--) {
      for (let m = k + 1; m < kept.length; m++) coefficients[k] -= factor[m][k] * coefficients[m]
      coefficients[k] /= factor[k][k]
    }
    found.push({ column, determinedBy: kept.filter((_, k) => Math.abs(coefficients[k]) > NEGLIGIBLE) })
  }
  return found
}
