/** Minimise objective . x where constraints x = bounds and no x is negative. */
export interface LinearProgram {
  readonly objective: readonly number[]
  /** One row an equation. */
  readonly constraints: readonly (readonly number[])[]
  readonly bounds: readonly number[]
}

export type LinearOptimum =
  | { readonly status: 'optimal'; readonly value: number; readonly at: Float64Array }
  | { readonly status: 'infeasible' }
  | { readonly status: 'unbounded' }

const ROUNDING = 1e-9

/**
 * The two-phase simplex method on a dense tableau, with Bland's rule against cycling (Bland 1977, Math. of Operations
 * Research 2; Chvátal, Linear Programming, 1983, chapters 2, 3 and 8). For programmes of a few dozen equations;
 * equations that repeat others are fine.
 */
export function solveLinearProgram({ objective, constraints, bounds }: LinearProgram): LinearOptimum {
  const rows = constraints.length
  const size = objective.length
  // Columns: the variables, one artificial variable an equation, the right-hand side.
  const width = size + rows + 1
  const tableau = constraints.map((line, i) => {
    const sign = bounds[i] < 0 ? -1 : 1
    const row = new Float64Array(width)
    line.forEach((value, j) => (row[j] = sign * value))
    row[size + i] = 1
    row[width - 1] = sign * bounds[i]
    return row
  })
  const basis = Int32Array.from({ length: rows }, (_, i) => size + i)

  const feasibility = new Float64Array(width).fill(1, size, size + rows)
  for (const row of tableau) for (let j = 0; j < width; j++) feasibility[j] -= row[j]
  pivotToOptimum(tableau, basis, feasibility, size + rows)
  if (-feasibility[width - 1] > ROUNDING * Math.max(1, ...bounds.map(Math.abs)))
    return { status: 'infeasible' }
  // Artificial variables that stay in the basis at zero leave it, or their equation repeats others.
  basis.forEach((held, i) => {
    if (held < size) return
    const entering = tableau[i].findIndex((value, j) => j < size && Math.abs(value) > ROUNDING)
    if (entering >= 0) pivot(tableau, basis, feasibility, i, entering)
  })

  const cost = new Float64Array(width)
  objective.forEach((value, j) => (cost[j] = value))
  basis.forEach((held, i) => {
    const price = held < size ? objective[held] : 0
    if (price !== 0) for (let j = 0; j < width; j++) cost[j] -= price * tableau[i][j]
  })
  if (!pivotToOptimum(tableau, basis, cost, size)) return { status: 'unbounded' }
  const at = new Float64Array(size)
  basis.forEach((held, i) => {
    if (held < size) at[held] = tableau[i][width - 1]
  })
  return { status: 'optimal', value: -cost[width - 1], at }
}

/** Pivots until no reduced cost among the first `columns` is negative; false where the objective falls for ever. */
function pivotToOptimum(
  tableau: readonly Float64Array[],
  basis: Int32Array,
  cost: Float64Array,
  columns: number,
): boolean {
  for (;;) {
    let entering = 0
    while (entering < columns && cost[entering] >= -ROUNDING) entering++
    if (entering === columns) return true
    let leaving = -1
    let smallest = Infinity
    tableau.forEach((row, i) => {
      if (row[entering] <= ROUNDING) return
      const ratio = row[row.length - 1] / row[entering]
      const isTie = leaving >= 0 && Math.abs(ratio - smallest) <= ROUNDING
      if (isTie ? basis[i] < basis[leaving] : ratio < smallest) {
        smallest = ratio
        leaving = i
      }
    })
    if (leaving < 0) return false
    pivot(tableau, basis, cost, leaving, entering)
  }
}

function pivot(
  tableau: readonly Float64Array[],
  basis: Int32Array,
  cost: Float64Array,
  leaving: number,
  entering: number,
): void {
  const row = tableau[leaving]
  const scale = row[entering]
  for (let j = 0; j < row.length; j++) row[j] /= scale
  for (const other of [...tableau, cost]) {
    if (other === row || other[entering] === 0) continue
    const factor = other[entering]
    for (let j = 0; j < row.length; j++) other[j] -= factor * row[j]
    other[entering] = 0
  }
  basis[leaving] = entering
}
