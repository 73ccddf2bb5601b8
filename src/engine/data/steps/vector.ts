/** One number a row with NaN for missing; a plain number stands for the same in every row. Truths are 0 and 1. */
export type Vector = Float64Array | number

/** Division by zero, logarithms of nothing and overflow leave no value. */
export const finite = (value: number): number => (value - value === 0 ? value : NaN)

export function each(a: Vector, work: (a: number) => number): Vector {
  if (typeof a === 'number') return work(a)
  const result = new Float64Array(a.length)
  for (let row = 0; row < a.length; row++) result[row] = work(a[row])
  return result
}

export function both(a: Vector, b: Vector, work: (a: number, b: number) => number): Vector {
  if (typeof a === 'number') return each(b, (y) => work(a, y))
  if (typeof b === 'number') return each(a, (x) => work(x, b))
  const result = new Float64Array(a.length)
  for (let row = 0; row < a.length; row++) result[row] = work(a[row], b[row])
  return result
}

/** Where the condition is true the first, where false the second, elsewhere missing. */
export function choose(condition: Vector, yes: Vector, no: Vector): Vector {
  if (typeof condition === 'number') return condition === 1 ? yes : condition === 0 ? no : NaN
  const result = new Float64Array(condition.length)
  for (let row = 0; row < result.length; row++) {
    const chosen = condition[row] === 1 ? yes : condition[row] === 0 ? no : NaN
    result[row] = typeof chosen === 'number' ? chosen : chosen[row]
  }
  return result
}

/** As a column of its own; never the vector itself, which may belong to another column. */
export function filled(vector: Vector, result: Float64Array): Float64Array {
  if (typeof vector === 'number') return result.fill(vector)
  result.set(vector)
  return result
}

/** Mean of what is there, in two passes; NaN where nothing is. */
export function meanOf(vector: Vector): number {
  if (typeof vector === 'number') return vector
  let sum = 0
  let present = 0
  for (const value of vector) {
    if (Number.isNaN(value)) continue
    sum += value
    present++
  }
  const rough = sum / present
  let left = 0
  for (const value of vector) if (!Number.isNaN(value)) left += value - rough
  return finite(rough + left / present)
}

/** Standard deviation with n − 1; NaN for fewer than two values. */
export function deviationOf(vector: Vector): number {
  if (typeof vector === 'number') return NaN
  const mean = meanOf(vector)
  let squares = 0
  let present = 0
  for (const value of vector) {
    if (Number.isNaN(value)) continue
    squares += (value - mean) ** 2
    present++
  }
  return present < 2 ? NaN : finite(Math.sqrt(squares / (present - 1)))
}

/** Smallest (sign 1) or largest (sign −1) of what is there. */
export function extremeOf(vector: Vector, sign: 1 | -1): number {
  if (typeof vector === 'number') return vector
  let found = NaN
  for (const value of vector) if (!Number.isNaN(value) && !(sign * value >= sign * found)) found = value
  return found
}
