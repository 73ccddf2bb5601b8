/** Solves a small square system by elimination with pivots; null when it has no single solution. */
export function solveSquare(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | null {
  const rows = matrix.map((row, i) => [...row, right[i]])
  const size = rows.length
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .map((_, i) => i)
      .slice(column)
      .reduce((best, i) => (Math.abs(rows[i][column]) > Math.abs(rows[best][column]) ? i : best), column)
    ;[rows[column], rows[pivot]] = [rows[pivot], rows[column]]
    if (Math.abs(rows[column][column]) < 1e-9) return null
    for (let i = 0; i < size; i++) {
      if (i === column) continue
      const factor = rows[i][column] / rows[column][column]
      for (let j = column; j <= size; j++) rows[i][j] -= factor * rows[column][j]
    }
  }
  return rows.map((row, i) => row[size] / row[i])
}
