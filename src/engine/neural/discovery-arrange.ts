/**
 * The factors of the triangle products, kept whole while the pieces of the network read and write bands of rows; the
 * twin of `arrange` in models/studio_models/discovery/network.py. Channels come in three kinds of equally many: of the
 * left factor the second kind stands transposed, of the right one the third.
 */
export type Side = 'left' | 'right'

const TRANSPOSED: Readonly<Record<Side, number>> = { left: 1, right: 2 }

/** Rows `start` to `start + rows` of matrices of `size` rows. */
export interface Band {
  readonly start: number
  readonly rows: number
}

/**
 * Puts the band of a factor as a piece gives it, (3 channels, rows, size), in its place of the whole one,
 * (3 channels, size, size).
 */
export function placeBand(
  whole: Float32Array,
  side: Side,
  values: Float32Array,
  channels: number,
  size: number,
  { start, rows }: Band,
): void {
  const square = size * size
  for (let k = 0; k < 3 * channels; k++) {
    const given = values.subarray(k * rows * size, (k + 1) * rows * size)
    if (Math.floor(k / channels) !== TRANSPOSED[side]) whole.set(given, k * square + start * size)
    else placeTransposed(whole, k * square + start, given, size, rows)
  }
}

/** given[r, j] to whole[offset + j * size + r]. */
function placeTransposed(
  whole: Float32Array,
  offset: number,
  given: Float32Array,
  size: number,
  rows: number,
) {
  for (let j = 0; j < size; j++) {
    const to = offset + j * size
    for (let r = 0; r < rows; r++) whole[to + r] = given[r * size + j]
  }
}

/** The rows of a band of all matrices, (matrices, rows, size). */
export function bandOf(
  whole: Float32Array,
  matrices: number,
  size: number,
  { start, rows }: Band,
): Float32Array {
  const out = new Float32Array(matrices * rows * size)
  for (let k = 0; k < matrices; k++) {
    const from = (k * size + start) * size
    out.set(whole.subarray(from, from + rows * size), k * rows * size)
  }
  return out
}

/** Of a stream (size, size, width) the entries of j -> i at [i, j] for the rows i of a band: (rows, size, width). */
export function turnedBand(
  stream: Float32Array,
  width: number,
  size: number,
  { start, rows }: Band,
): Float32Array {
  const out = new Float32Array(rows * size * width)
  for (let j = 0; j < size; j++) {
    for (let r = 0; r < rows; r++) {
      const from = (j * size + start + r) * width
      const to = (r * size + j) * width
      for (let w = 0; w < width; w++) out[to + w] = stream[from + w]
    }
  }
  return out
}
