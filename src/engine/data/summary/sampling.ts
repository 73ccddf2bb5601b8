import type { Random } from '../../../base/random'

/**
 * `size` of the numbers 0 .. total-1, ascending, each set equally likely (selection sampling, Knuth, The Art of
 * Computer Programming 2, 3.4.2, algorithm S); all of them when there are no more.
 */
export function sampleOf(total: number, size: number, random: Random): Int32Array {
  if (size >= total) return Int32Array.from({ length: total }, (_, i) => i)
  const chosen = new Int32Array(size)
  let found = 0
  for (let i = 0; found < size; i++) {
    if ((total - i) * random.uniform() < size - found) chosen[found++] = i
  }
  return chosen
}

/** The values at the given rows. */
export function takeRows(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]]
  return taken
}
