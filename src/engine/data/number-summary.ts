/** One pass over a column of numbers. */
export interface NumberSummary {
  /** Numbers that are not NaN. */
  readonly present: number
  /** Of those; Infinity and -Infinity without any. */
  readonly min: number
  readonly max: number
  readonly sum: number
  /** Are all whole? */
  readonly whole: boolean
  /** 0, 1, 2, … or 1, 2, 3, … in row order, none missing. */
  readonly counter: boolean
  /** Different numbers; counting ends at `DISTINCT_COUNTED`. */
  readonly distinct: number
  /** The different numbers, in order of appearance, as far as they were counted. */
  readonly values: Float64Array
  /** Counts them to the end. */
  everyOneDiffers(): boolean
}

/** Telling a hundred thousand different numbers from a million would cost more than reading them. */
export const DISTINCT_COUNTED = 50_000

const known = new WeakMap<Float64Array, NumberSummary>()

export function summariseNumbers(values: Float64Array): NumberSummary {
  const summary = known.get(values) ?? summarise(values)
  known.set(values, summary)
  return summary
}

function summarise(values: Float64Array): NumberSummary {
  const rows = values.length
  let present = 0
  let min = Infinity
  let max = -Infinity
  let sum = 0
  let whole = true
  const start = values[0]
  let counter = start === 0 || start === 1
  for (let row = 0; row < rows; row++) {
    const value = values[row]
    if (value !== value) {
      counter = false
      continue
    }
    present++
    sum += value
    if (value < min) min = value
    if (value > max) max = value
    if (whole && Math.floor(value) !== value) whole = false
    if (counter && value !== start + row) counter = false
  }
  const different = differentNumbers(values, DISTINCT_COUNTED)
  return {
    present,
    min,
    max,
    sum,
    whole,
    counter,
    distinct: different.length,
    values: different,
    everyOneDiffers: () =>
      present <= DISTINCT_COUNTED
        ? different.length === present
        : different.length === DISTINCT_COUNTED && differentNumbers(values, Infinity).length === present,
  }
}

/** The different numbers in order of appearance, at most `most`; NaN is none of them, 0 and -0 are one. */
export function differentNumbers(values: Float64Array, most: number): Float64Array {
  const rows = values.length
  const limit = Math.min(most, rows)
  const bits = new Int32Array(values.buffer, values.byteOffset, 2 * rows)
  const found = new Float64Array(limit)
  let count = 0
  // Open addressing; NaN marks a free slot.
  const slots = new Float64Array(2 ** Math.ceil(Math.log2(2 * limit + 2))).fill(NaN)
  const mask = slots.length - 1
  for (let row = 0; row < rows && count < limit; row++) {
    const value = values[row]
    if (value !== value) continue
    let hash =
      value === 0 ? 0 : Math.imul(bits[2 * row] ^ Math.imul(bits[2 * row + 1], 0x85ebca6b), 0xc2b2ae35)
    hash ^= hash >>> 15
    let slot = hash & mask
    let held = slots[slot]
    while (held === held && held !== value) {
      slot = (slot + 1) & mask
      held = slots[slot]
    }
    if (held === value) continue
    slots[slot] = value
    found[count++] = value
  }
  return found.subarray(0, count)
}
