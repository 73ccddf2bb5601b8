const ITERATIONS = 200
const SETTLED = 1e-9

/**
 * An order of the columns of a correlation matrix that puts like ones side by side: by the angle in the plane of the
 * first two principal axes, cut at the widest gap (Friendly 2002, The American Statistician 56, section 3.2).
 * `r`: row-major, size squared; NaN counts as 0.
 */
export function seriate(r: Float64Array, size: number): number[] {
  const natural = Array.from({ length: size }, (_, i) => i)
  if (size < 3) return natural
  const matrix = r.map((value) => (Number.isNaN(value) ? 0 : value))
  const first = principalAxis(matrix, size, null)
  const second = principalAxis(matrix, size, first)
  const angles = natural.map((i) => Math.atan2(second[i], first[i]))
  const round = natural.toSorted((i, j) => angles[i] - angles[j] || i - j)
  let cut = 0
  let widest = -Infinity
  round.forEach((i, at) => {
    const before = round[(at + size - 1) % size]
    const gap = at === 0 ? angles[i] + 2 * Math.PI - angles[before] : angles[i] - angles[before]
    if (gap > widest + SETTLED) {
      widest = gap
      cut = at
    }
  })
  return [...round.slice(cut), ...round.slice(0, cut)]
}

/** The eigenvector of the largest eigenvalue, orthogonal to `without`, by the power method; fixed start and sign. */
function principalAxis(matrix: Float64Array, size: number, without: Float64Array | null): Float64Array {
  let axis = Float64Array.from({ length: size }, (_, i) => 1 + (i % 7) / 7)
  for (let step = 0; step < ITERATIONS; step++) {
    if (without) removePart(axis, without)
    normalise(axis)
    const next = new Float64Array(size)
    for (let i = 0; i < size; i++) {
      let total = 0
      for (let j = 0; j < size; j++) total += matrix[i * size + j] * axis[j]
      // Pairwise rows can make eigenvalues slightly negative; the shift keeps the largest one ahead.
      next[i] = total + axis[i]
    }
    if (without) removePart(next, without)
    normalise(next)
    let change = 0
    for (let i = 0; i < size; i++) change += Math.abs(next[i] - axis[i])
    axis = next
    if (change < SETTLED * size) break
  }
  const largest = axis.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)
  return largest < 0 ? axis.map((value) => -value) : axis
}

function removePart(axis: Float64Array, other: Float64Array) {
  let along = 0
  for (let i = 0; i < axis.length; i++) along += axis[i] * other[i]
  for (let i = 0; i < axis.length; i++) axis[i] -= along * other[i]
}

function normalise(axis: Float64Array) {
  let squares = 0
  for (const value of axis) squares += value * value
  const length = Math.sqrt(squares)
  if (length > 0) for (let i = 0; i < axis.length; i++) axis[i] /= length
}
